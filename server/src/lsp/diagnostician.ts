import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { compare } from '../library/load.js';
import { cancelled, unlessCancelled } from './cancellation.js';
import type { ClientFeatures } from './configuration.js';
import type { Judged } from './dossiers.js';
import { diagnosticsOf } from './features/diagnostics.js';
import { ResultIds } from './features/reports.js';
import type { Session } from './requests.js';
import { pathOf } from './uris.js';

type ByPath = ReadonlyMap<string, readonly Diagnostic[]>;

/**
 * Brings diagnostics to the client: it pulls them when it can, and is told when to; else they are pushed. Nothing is computed
 * here that `Dossiers` does not keep.
 */
export class Diagnostician {
  private readonly ids = new ResultIds();
  private known = new WeakMap<Judged, ByPath>();
  private pulls = false;
  private refreshes = false;
  private versions = false;
  private refreshing = false;
  private waiting: (() => void)[] = [];
  private pushing: 'no' | 'once' | 'again' = 'no';
  private readonly published = new Map<string, string>();

  constructor(private readonly session: Session) {}

  /** Chooses the way this client takes. */
  start(client: ClientFeatures): void {
    const { connection } = this.session;
    this.pulls = client.pullDiagnostics;
    this.refreshes = client.refreshDiagnostics;
    this.versions = client.diagnosticVersions;
    if (!this.pulls) return;
    connection.languages.diagnostics.on((params, token) => this.document(params, token));
    connection.languages.diagnostics.onWorkspace((params, token, _progress, stream) => this.workspace(params, token, stream !== undefined));
  }

  /** The text of an open document has changed: a client that pulls asks by itself. */
  textChanged(): void {
    if (this.pulls) this.release();
    else this.push();
  }

  /** Something changed that the client cannot know to matter: files on disk, settings. */
  outsideChanged(): void {
    this.known = new WeakMap();
    if (this.pulls) {
      this.release();
      this.refresh();
    } else this.push();
  }

  /** A dossier has a new verdict. When it says other things of a document that did not change, the client has to be told. */
  judged(judged: Judged, before: Judged | undefined): void {
    if (!this.pulls || !before) return;
    const was = this.of(before);
    const now = this.of(judged);
    for (const [path, items] of now) {
      if (judged.texts.get(path) !== before.texts.get(path)) continue;
      if (shown(items) !== shown(was.get(path) ?? [])) return this.refresh();
    }
  }

  private of(judged: Judged): ByPath {
    let found = this.known.get(judged);
    if (!found) this.known.set(judged, (found = diagnosticsOf(this.session.view(), judged)));
    return found;
  }

  private async document({ textDocument, previousResultId }: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const path = pathOf(textDocument.uri);
    const items = path === undefined ? [] : this.merged(await unlessCancelled(() => this.session.dossiers.about(path), token)).get(path) ?? [];
    const resultId = this.ids.idOf(path ?? textDocument.uri, items);
    return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...items] };
  }

  /**
   * All documents, open or not. A client that streams asks again as soon as it has an answer: while there is nothing new, its
   * request is kept.
   */
  private async workspace({ previousResultIds }: WorkspaceDiagnosticParams, token: CancellationToken, streams: boolean): Promise<WorkspaceDiagnosticReport> {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, value]));
    for (;;) {
      const changed = new Promise<void>((resolve) => this.waiting.push(resolve));
      const all = this.session.view().settings.scope === 'workspace' ? await unlessCancelled(() => this.session.dossiers.all(() => token.isCancellationRequested), token) : [];
      const items = this.reports(this.merged(all), previous);
      if (!streams || items.some(({ kind }) => kind === 'full')) return { items };
      await unlessCancelled(() => changed, token);
      if (token.isCancellationRequested) throw cancelled();
    }
  }

  private reports(found: ByPath, previous: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const { documents } = this.session;
    const paths = [...new Set([...previous.keys(), ...[...found].filter(([, items]) => items.length > 0).map(([path]) => path)])].sort(compare);
    return paths.map((path) => {
      const items = found.get(path) ?? [];
      const resultId = this.ids.idOf(path, items);
      const common = { uri: documents.uriOf(path), version: documents.at(path)?.version ?? null, resultId };
      return previous.get(path) === resultId ? { ...common, kind: 'unchanged' } : { ...common, kind: 'full', items: [...items] };
    });
  }

  /** Diagnostics of several verdicts; a configuration above several dossiers is spoken of once. */
  private merged(all: readonly Judged[]): ByPath {
    const found = new Map<string, Diagnostic[]>();
    for (const judged of all) {
      for (const [path, items] of this.of(judged)) {
        const list = found.get(path) ?? [];
        const said = new Set(list.map((item) => JSON.stringify(item)));
        found.set(path, [...list, ...items.filter((item) => !said.has(JSON.stringify(item)))]);
      }
    }
    return found;
  }

  private release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }

  private refresh(): void {
    if (!this.refreshes || this.refreshing) return;
    this.refreshing = true;
    // Several changes of one moment are one refresh.
    setTimeout(() => {
      this.refreshing = false;
      this.session.connection.languages.diagnostics.refresh().catch((error: unknown) => this.report(error));
    }, 0);
  }

  private push(): void {
    if (this.pushing !== 'no') {
      this.pushing = 'again';
      return;
    }
    this.pushing = 'once';
    void this.pushAll().catch((error: unknown) => this.report(error)).finally(() => {
      const again = this.pushing === 'again';
      this.pushing = 'no';
      if (again) this.push();
    });
  }

  private async pushAll(): Promise<void> {
    const { connection, documents, dossiers, view } = this.session;
    const judged = new Set<Judged>();
    for (const path of documents.paths()) for (const found of await dossiers.about(path)) judged.add(found);
    const everything = this.merged([...judged]);
    const wanted = view().settings.scope === 'workspace' ? everything : new Map([...everything].filter(([path]) => documents.at(path)));
    for (const path of [...this.published.keys()].filter((known) => !wanted.has(known))) {
      this.published.delete(path);
      await connection.sendDiagnostics({ uri: documents.uriOf(path), diagnostics: [] });
    }
    for (const [path, items] of [...wanted].sort(([a], [b]) => compare(a, b))) {
      const version = documents.at(path)?.version;
      const said = JSON.stringify([version ?? null, items]);
      if (this.published.get(path) === said || (items.length === 0 && !this.published.has(path) && version === undefined)) continue;
      this.published.set(path, said);
      await connection.sendDiagnostics({ uri: documents.uriOf(path), ...(this.versions && version !== undefined ? { version } : {}), diagnostics: [...items] });
    }
  }

  private report(error: unknown): void {
    this.session.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** What the user sees at once. Related places move with every line typed elsewhere, and can wait for the next pull. */
function shown(items: readonly Diagnostic[]): string {
  return JSON.stringify(items.map(({ range, severity, code, message }) => [range, severity, code, message]));
}
