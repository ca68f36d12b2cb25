import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
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

/** Builds the language server on a connection and starts to listen. Everything outside it comes from the host. */
export function startServer(connection: Connection, host: ServerHost): void {
  let client: ClientFeatures | undefined;
  let settings: Settings = DEFAULT_SETTINGS;
  let roots: string[] = [];
  const documents: OpenDocuments = new OpenDocuments(
    (path, opened) => {
      dossiers.changedInEditor(path, opened);
      diagnostician.textChanged();
    },
    (path) => {
      dossiers.changedContent(path);
      diagnostician.outsideChanged();
    },
  );
  const dossiers = new Dossiers(
    host,
    documents,
    (judged, before) => {
      diagnostician.judged(judged, before);
      if (client?.status) void connection.sendNotification(METHODS.judged, { folder: uriOf(judged.folder) });
    },
    (error) => connection.console.error(String(error)),
  );
  const session: Session = {
    connection,
    host,
    documents,
    dossiers,
    view: () => ({ client: client ?? noClient(), settings, pages: host.pages, uriOf: (path) => documents.uriOf(path) }),
  };
  const diagnostician = new Diagnostician(session);

  connection.onInitialize((params) => {
    client = readClient(params);
    settings = initialSettings(params.initializationOptions);
    roots = rootsOf(params);
    dossiers.setRoots(roots);
    diagnostician.start(client);
    return initializeResult(client, host, params.capabilities.workspace?.workspaceFolders === true);
  });
  connection.onInitialized(async () => {
    if (client) await register(connection, client);
    const before = settings;
    await readConfiguration();
    if (JSON.stringify(before) !== JSON.stringify(settings)) diagnostician.outsideChanged();
  });
  const readConfiguration = async (): Promise<void> => {
    if (client?.answersConfiguration) settings = readSettings(await connection.workspace.getConfiguration('clausier'));
  };
  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    if (client?.answersConfiguration) await readConfiguration();
    else settings = readSettings((sent as { readonly clausier?: unknown } | null)?.clausier);
    diagnostician.outsideChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    let matters = false;
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      // The editor's own saves come back as changes on disk; its text is known already.
      if (path === undefined || (type === FileChangeType.Changed && documents.at(path))) continue;
      if (type === FileChangeType.Changed) dossiers.changedContent(path);
      else dossiers.changedOnDisk();
      matters = true;
    }
    if (matters) diagnostician.outsideChanged();
  });
  const filesMoved = (): void => {
    dossiers.changedOnDisk();
    diagnostician.outsideChanged();
  };
  connection.workspace.onDidCreateFiles(filesMoved);
  connection.workspace.onDidRenameFiles(filesMoved);
  connection.workspace.onDidDeleteFiles(filesMoved);
  connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }: FoldersChanged) => {
    const removed = event.removed.map(({ uri }) => pathOf(uri));
    roots = [...roots.filter((root) => !removed.includes(root)), ...event.added.flatMap(({ uri }) => pathOf(uri) ?? [])];
    dossiers.setRoots(roots);
    diagnostician.outsideChanged();
  });
  registerRequests(session);
  documents.listen(connection);
  connection.listen();
}

interface FoldersChanged {
  readonly event: { readonly added: readonly { readonly uri: string }[]; readonly removed: readonly { readonly uri: string }[] };
}

function rootsOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  return folders.flatMap((uri) => pathOf(uri) ?? []);
}

function initializeResult(client: ClientFeatures, host: ServerHost, folders: boolean): InitializeResult {
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
        ...(folders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
        fileOperations: { didCreate: { filters }, didRename: { filters }, didDelete: { filters } },
      },
    },
  };
}

async function register(connection: Connection, client: ClientFeatures): Promise<void> {
  if (client.configurationChanges) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'clausier' });
  if (client.watchesFiles) {
    const watchers = ['**/*.md', '**/*.markdown', `**/${CONFIG_NAME}`].map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

function noClient(): never {
  throw new Error('a request came before initialize');
}
