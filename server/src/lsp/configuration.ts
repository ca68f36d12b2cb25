import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { Language } from '../text/model.js';
import type { ClientOptions } from './protocol.js';

/** What this client can do, as it said at `initialize`. Nothing is assumed of a client that says nothing. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticVersions: boolean;
  readonly codeActionLiterals: boolean;
  /** The client asks for a code action's edit when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly snippetCompletions: boolean;
  readonly markdownHover: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly answersConfiguration: boolean;
  readonly configurationChanges: boolean;
  readonly commands: ReadonlySet<string>;
  readonly status: boolean;
  readonly language: Language;
}

/** Reads what the client announces. */
export function readClient(params: InitializeParams): ClientFeatures {
  const { capabilities } = params;
  const options = readOptions(params.initializationOptions);
  const { textDocument, workspace } = capabilities;
  return {
    ...diagnosticFeatures(capabilities),
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.snippetEditSupport === true,
    snippetCompletions: textDocument?.completion?.completionItem?.snippetSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    answersConfiguration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    commands: new Set(options.commands ?? []),
    status: options.status === true,
    language: params.locale?.toLowerCase().startsWith('en') === true ? 'en' : 'fr',
  };
}

function diagnosticFeatures({ textDocument, workspace }: ClientCapabilities): Pick<ClientFeatures, 'pullDiagnostics' | 'refreshDiagnostics' | 'relatedInformation' | 'codeDescription' | 'diagnosticData' | 'diagnosticVersions'> {
  const pull = textDocument?.diagnostic;
  const announced = pull ?? textDocument?.publishDiagnostics;
  return {
    pullDiagnostics: pull !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    // Neovim 0.10 and others announce these for push only, and mean both.
    relatedInformation: announced?.relatedInformation === true || textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: announced?.codeDescriptionSupport === true || textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    diagnosticVersions: textDocument?.publishDiagnostics?.versionSupport === true,
    diagnosticData: announced?.dataSupport === true || textDocument?.publishDiagnostics?.dataSupport === true,
  };
}

function readOptions(value: unknown): ClientOptions {
  if (!isRecord(value)) return {};
  const commands = Array.isArray(value.commands) ? value.commands.filter((command) => typeof command === 'string') : [];
  return { commands, status: value.status === true, settings: value.settings };
}

/** The user's settings under `clausier`. */
export interface Settings {
  /** `auto` is the dossier's own. */
  readonly language: 'auto' | Language;
  /** Whether documents that are not open show their problems too. */
  readonly scope: 'workspace' | 'openDocuments';
}

export const DEFAULT_SETTINGS: Settings = { language: 'auto', scope: 'workspace' };

/** Reads settings as the client sends them; what is missing or wrong is as by default. */
export function readSettings(value: unknown): Settings {
  if (!isRecord(value)) return DEFAULT_SETTINGS;
  const diagnostics = isRecord(value.diagnostics) ? value.diagnostics : {};
  return {
    language: value.language === 'fr' || value.language === 'en' ? value.language : 'auto',
    scope: diagnostics.scope === 'openDocuments' ? 'openDocuments' : 'workspace',
  };
}

/** The settings in a client's `initializationOptions`. */
export function initialSettings(options: unknown): Settings {
  return readSettings(readOptions(options).settings);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
