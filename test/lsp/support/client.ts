import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  type SnippetTextEdit,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
  createConnection,
  createMessageConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { JudgeCache } from '../../../server/src/judge/judge.js';
import { startServer } from '../../../server/src/lsp/connection.js';
import type { Exporter } from '../../../server/src/lsp/host.js';
import { MemoryFiles, exampleTender, shippedLibrary } from './memory.js';

/** The library is made ready, and the example read, once for all tests. */
const cache = new JudgeCache();

export interface StartOptions {
  readonly files?: Map<string, string | Uint8Array>;
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly roots?: readonly string[];
  readonly exporter?: Exporter;
}

/** What an editor of today announces. */
export const MODERN: ClientCapabilities = {
  window: { workDoneProgress: true },
  workspace: {
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } }, isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] } },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true } },
  },
};

/** What an editor of 2020 announces: it waits for diagnostics, and wants edits at once. */
export const OLD: ClientCapabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } }, publishDiagnostics: {} },
};

/** A client that speaks the protocol with a server of its own, over two streams in memory. */
export class TestClient {
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  readonly refreshes = new Counter();
  readonly registered: unknown[] = [];
  private readonly open = new Map<string, TextDocument>();
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private waiting: { readonly when: () => boolean; readonly go: () => void }[] = [];

  private constructor(
    readonly connection: MessageConnection,
    readonly files: MemoryFiles,
    readonly initialized: InitializeResult,
  ) {}

  static async start({ files = exampleTender('/w/dce'), capabilities = MODERN, options, roots = ['/w'], exporter }: StartOptions = {}): Promise<TestClient> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const disk = new MemoryFiles(files);
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, {
      version: '0.0.0',
      files: disk,
      libraryOf: async () => shippedLibrary(),
      cacheOf: () => cache,
      today: () => '2026-11-23',
      pages: 'file:///pages/',
      ...(exporter ? { exporter } : {}),
    });
    const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    let client: TestClient | undefined;
    connection.onRequest('client/registerCapability', (params: unknown) => {
      client?.registered.push(params);
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      client?.refreshes.add();
      return null;
    });
    connection.onNotification((method, params) => client?.received(method, params));
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders: roots.map((root) => ({ uri: `file://${root}`, name: root })),
    });
    client = new TestClient(connection, disk, initialized);
    await connection.sendNotification('initialized', {});
    return client;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  private received(method: string, params: unknown): void {
    this.notifications.push({ method, params });
    if (method === 'textDocument/publishDiagnostics') {
      const published = params as PublishDiagnosticsParams;
      this.published.set(published.uri, published);
    }
    const ready = this.waiting.filter(({ when }) => when());
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    for (const { go } of ready) go();
  }

  /** Waits for what some notification brings about. */
  async until(when: () => boolean): Promise<void> {
    if (when()) return;
    await new Promise<void>((go) => this.waiting.push({ when, go }));
  }

  /** Waits for pushed diagnostics of a document that please the caller. */
  async pushed(uri: string, pleases: (items: readonly Diagnostic[]) => boolean = () => true): Promise<readonly Diagnostic[]> {
    await this.until(() => {
      const last = this.published.get(uri);
      return last !== undefined && pleases(last.diagnostics);
    });
    return this.published.get(uri)!.diagnostics;
  }

  /** Opens a document; with the text on disk unless another one is given. */
  async openDocument(uri: string, text = String(this.files.texts.get(decodeURIComponent(new URL(uri).pathname)) ?? ''), languageId = 'markdown'): Promise<TextDocument> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.open.set(uri, document);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return document;
  }

  /** Sends one incremental change, as typing does. */
  async change(uri: string, range: Range, text: string): Promise<void> {
    const document = this.document(uri);
    const changes = [{ range, text }];
    TextDocument.update(document, changes, document.version + 1);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: changes });
  }

  async closeDocument(uri: string): Promise<void> {
    this.open.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.open.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** The place of the first occurrence of a text. */
  find(uri: string, text: string): Range {
    const document = this.document(uri);
    const at = document.getText().indexOf(text);
    if (at < 0) throw new Error(`no "${text}" in ${uri}`);
    return { start: document.positionAt(at), end: document.positionAt(at + text.length) };
  }

  /** What the user sees in a range. */
  textIn(uri: string, range: Range): string {
    return this.document(uri).getText(range);
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
  }

  /** The diagnostics of a document, pulled. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('nothing was known before: the report must be full');
    return report.items;
  }

  async pullWorkspace(previousResultIds: readonly { readonly uri: string; readonly value: string }[] = [], partialResultToken?: string): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { previousResultIds, ...(partialResultToken === undefined ? {} : { partialResultToken }) });
  }

  async actions(uri: string, range: Range, diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
    const params: CodeActionParams = { textDocument: { uri }, range, context: { diagnostics: [...diagnostics] } };
    return this.connection.sendRequest('textDocument/codeAction', params);
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  async complete(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  }

  /** Tells the server of files that changed on disk; `undefined` deletes. */
  async writeOnDisk(path: string, text: string | undefined): Promise<void> {
    const existed = this.files.texts.has(path);
    if (text === undefined) this.files.texts.delete(path);
    else this.files.texts.set(path, text);
    const type = text === undefined ? 3 : existed ? 2 : 1;
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type }] });
  }

  /** Applies an edit as an editor does, snippets with their defaults, and sends the changes. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    const lists = edit.documentChanges
      ? edit.documentChanges.flatMap((change) => ('edits' in change ? [[change.textDocument.uri, change.edits as (TextEdit | SnippetTextEdit)[]] as const] : []))
      : Object.entries(edit.changes ?? {});
    for (const [uri, edits] of lists) {
      const sorted = [...edits].sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
      for (const one of sorted) await this.change(uri, one.range, 'snippet' in one ? plainSnippet(one.snippet.value) : one.newText);
    }
  }
}

/** A snippet with every tab stop left at its default. */
export function plainSnippet(snippet: string): string {
  const defaults = new Map<string, string>();
  return snippet
    .replace(/\$\{(\d+):((?:[^\\}]|\\.)*)\}|\$\{(\d+)\|((?:[^\\|,]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|\}|\$\{(\d+)\}/g, (_, n1, text, n2, choice, n3) => {
      if (n3 !== undefined) return defaults.get(String(n3)) ?? '';
      const value = String(text ?? choice);
      defaults.set(String(n1 ?? n2), value);
      return value;
    })
    .replace(/\\([\\$},|])/g, '$1');
}

/** Counts, and lets a test wait for the next one. */
export class Counter {
  count = 0;
  private waiting: (() => void)[] = [];

  add(): void {
    this.count += 1;
    for (const go of this.waiting.splice(0)) go();
  }

  async reaches(count: number): Promise<void> {
    while (this.count < count) await new Promise<void>((go) => this.waiting.push(go));
  }
}
