import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { CONFIG_NAME } from '../library/config.js';
import { type ClientFeatures, DEFAULT_SETTINGS, type Settings, initialSettings, readClient, readSettings } from './configuration.js';
import { Diagnostician } from './diagnostician.js';
import { OpenDocuments } from './documents.js';
import { Dossiers } from './dossiers.js';
import { ACTION_KINDS } from './features/codeActions.js';
import { TRIGGERS } from './features/completion.js';
import type { ServerHost } from './host.js';
import { COMMANDS, METHODS } from './protocol.js';
import { type Session, registerRequests } from './requests.js';
import { pathOf, uriOf } from './uris.js';
import type { View } from './view.js';

/** Builds the language server on a connection and starts to listen. Everything outside it comes from the host. */
export function startServer(connection: Connection, host: ServerHost): void {
  new Server(connection, host).listen();
}

class Server {
  private client: ClientFeatures | undefined;
  private settings: Settings = DEFAULT_SETTINGS;
  private roots: string[] = [];
  private readonly documents: OpenDocuments;
  private readonly dossiers: Dossiers;
  private readonly session: Session;
  private readonly diagnostician: Diagnostician;

  constructor(
    private readonly connection: Connection,
    private readonly host: ServerHost,
  ) {
    this.documents = new OpenDocuments(
      (path, opened) => {
        this.dossiers.changedInEditor(path, opened);
        this.diagnostician.textChanged();
      },
      (path) => {
        this.dossiers.changedContent(path);
        this.diagnostician.outsideChanged();
      },
    );
    this.dossiers = new Dossiers(
      host,
      this.documents,
      (judged, before) => {
        this.diagnostician.judged(judged, before);
        if (this.client?.status) void connection.sendNotification(METHODS.judged, { folder: uriOf(judged.folder) });
      },
      (error) => connection.console.error(String(error)),
    );
    this.session = { connection, host, documents: this.documents, dossiers: this.dossiers, view: () => this.view() };
    this.diagnostician = new Diagnostician(this.session);
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    connection.onDidChangeConfiguration(({ settings }) => this.configurationChanged(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => this.filesChanged(changes));
    const moved = (): void => this.filesMoved();
    connection.workspace.onDidCreateFiles(moved);
    connection.workspace.onDidRenameFiles(moved);
    connection.workspace.onDidDeleteFiles(moved);
    registerRequests(this.session);
    this.documents.listen(connection);
    connection.listen();
  }

  private view(): View {
    if (!this.client) throw new Error('a request came before initialize');
    return { client: this.client, settings: this.settings, pages: this.host.pages, uriOf: (path) => this.documents.uriOf(path) };
  }

  private initialize(params: InitializeParams): InitializeResult {
    this.client = readClient(params);
    this.settings = initialSettings(params.initializationOptions);
    this.roots = rootsOf(params);
    this.dossiers.setRoots(this.roots);
    this.diagnostician.start(this.client);
    return initializeResult(this.client, this.host);
  }

  private async initialized(): Promise<void> {
    // Only now: the connection takes the notification for itself while it initializes.
    if (this.client?.workspaceFolders) this.connection.workspace.onDidChangeWorkspaceFolders((event) => this.foldersChanged(event));
    if (this.client) await register(this.connection, this.client);
    const before = JSON.stringify(this.settings);
    await this.readConfiguration();
    if (JSON.stringify(this.settings) !== before) this.diagnostician.outsideChanged();
  }

  private async readConfiguration(): Promise<void> {
    if (this.client?.answersConfiguration) this.settings = readSettings(await this.connection.workspace.getConfiguration('clausier'));
  }

  private async configurationChanged(sent: unknown): Promise<void> {
    if (this.client?.answersConfiguration) await this.readConfiguration();
    else this.settings = readSettings((sent as { readonly clausier?: unknown } | null)?.clausier);
    this.diagnostician.outsideChanged();
  }

  private filesChanged(changes: readonly FileEvent[]): void {
    let matters = false;
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      const changed = type === FileChangeType.Changed;
      // The editor's own saves come back as changes on disk; its text is known already.
      if (changed && this.documents.at(path) && this.dossiers.readsFromEditor(path)) continue;
      if (changed) this.dossiers.changedContent(path);
      else this.dossiers.changedOnDisk(path);
      matters = true;
    }
    if (matters) this.diagnostician.outsideChanged();
  }

  private filesMoved(): void {
    this.dossiers.changedOnDisk();
    this.diagnostician.outsideChanged();
  }

  private foldersChanged(event: WorkspaceFoldersChangeEvent): void {
    const removed = event.removed.map(({ uri }) => pathOf(uri));
    this.roots = [...this.roots.filter((root) => !removed.includes(root)), ...event.added.flatMap(({ uri }) => pathOf(uri) ?? [])];
    this.dossiers.setRoots(this.roots);
    this.diagnostician.outsideChanged();
  }
}

function rootsOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  return folders.flatMap((uri) => pathOf(uri) ?? []);
}

function initializeResult(client: ClientFeatures, host: ServerHost): InitializeResult {
  const filters = [{ scheme: 'file', pattern: { glob: '**/*' } }];
  const serverCommands = client.commands.has(COMMANDS.explain) ? [] : [COMMANDS.explain];
  return {
    serverInfo: { name: 'clausier', version: host.version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      ...(client.pullDiagnostics ? { diagnosticProvider: { identifier: 'clausier', interFileDependencies: true, workspaceDiagnostics: true } } : {}),
      codeActionProvider: client.codeActionLiterals ? { codeActionKinds: [...ACTION_KINDS], resolveProvider: client.resolvesEdits } : false,
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: false },
      // A command that the client handles itself must not be announced: VS Code would register it twice.
      ...(serverCommands.length > 0 ? { executeCommandProvider: { commands: serverCommands } } : {}),
      workspace: {
        ...(client.workspaceFolders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
        fileOperations: { didCreate: { filters }, didRename: { filters }, didDelete: { filters } },
      },
    },
  };
}

async function register(connection: Connection, client: ClientFeatures): Promise<void> {
  if (client.configurationChanges) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'clausier' });
  if (client.watchesFiles) {
    const watchers = ['**/*.md', '**/*.markdown', `**/${CONFIG_NAME}`, '**/rules/**/*.yaml'].map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
