import type { CancellationToken, CodeAction, CodeActionParams, CompletionItem, Connection, Hover, TextDocumentPositionParams } from 'vscode-languageserver';
import { ResponseError, LSPErrorCodes } from 'vscode-languageserver';
import { CONFIG_NAME } from '../library/config.js';
import { unlessCancelled } from './cancellation.js';
import type { OpenDocuments } from './documents.js';
import type { Dossiers, Judged } from './dossiers.js';
import { withoutMarkup } from './features/card.js';
import { actionData, codeActions, resolveAction } from './features/codeActions.js';
import { configCompletions, markdownCompletions } from './features/completion.js';
import { insertion, waiver } from './features/edits.js';
import { exportDossier } from './features/exporting.js';
import { hover } from './features/hover.js';
import { explanation, summary } from './features/summary.js';
import type { ServerHost } from './host.js';
import { say } from './messages.js';
import { COMMANDS, type DocumentParams, type ExportParams, type InsertionParams, METHODS, type RequirementArguments, type RequirementParams, type WaiverParams } from './protocol.js';
import { pathOf } from './uris.js';
import { type View, languageOf } from './view.js';

/** What the parts of one server share. */
export interface Session {
  readonly connection: Connection;
  readonly host: ServerHost;
  readonly documents: OpenDocuments;
  readonly dossiers: Dossiers;
  /** How things look to the client now. */
  readonly view: () => View;
}

/** Answers the client's requests: each fetches the verdict, calls one feature and returns. */
export function registerRequests(session: Session): void {
  const { connection } = session;
  connection.onCodeAction((params, token) => actionsFor(session, params, token));
  connection.onCodeActionResolve((action, token) => resolve(session, action, token));
  connection.onHover((params, token) => hoverAt(session, params, token));
  connection.onCompletion((params, token) => completionsAt(session, params, token));
  connection.onExecuteCommand(({ command, arguments: args }) => (command === COMMANDS.explain ? explainByMessage(session, args?.[0]) : undefined));
  connection.onRequest(METHODS.summary, (params: DocumentParams, token) => answer(session, params, token, (view, judged) => summary(view, judged)));
  connection.onRequest(METHODS.explain, (params: RequirementParams, token) => answer(session, params, token, (view, judged) => explanation(view, judged, params.requirement)));
  connection.onRequest(METHODS.insertion, (params: InsertionParams, token) =>
    answer(session, params, token, (view, judged) => insertion(view, judged, params.requirement, params.clause) ?? null),
  );
  connection.onRequest(METHODS.waiver, (params: WaiverParams, token) =>
    answer(session, params, token, (view, judged) => waiver(view, judged, params.requirement, params.reason) ?? null),
  );
  connection.onRequest(METHODS.export, (params: ExportParams, token) => exportFor(session, params, token));
}

async function answer<T>(session: Session, { textDocument }: DocumentParams, token: CancellationToken, make: (view: View, judged: Judged) => T | null): Promise<T | null> {
  const judged = await judgedFor(session, textDocument.uri, token);
  return judged ? make(session.view(), judged) : null;
}

async function judgedFor({ dossiers }: Session, uri: string, token: CancellationToken): Promise<Judged | undefined> {
  const path = pathOf(uri);
  return path === undefined ? undefined : unlessCancelled(() => dossiers.of(path), token);
}

/** Offered from the last verdict, so that a key press waits for nothing; only the first one ever is waited for. */
async function actionsFor(session: Session, params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const { dossiers } = session;
  const view = session.view();
  const path = pathOf(params.textDocument.uri);
  if (path === undefined) return [];
  // Edits made now must fit the text of now; those resolved later are made then.
  const judged = (view.client.resolvesEdits ? dossiers.last(path) : undefined) ?? (await judgedFor(session, params.textDocument.uri, token));
  return judged ? codeActions(view, judged, path, params.range, params.context) : [];
}

async function resolve(session: Session, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const data = actionData(action.data);
  if (!data) return action;
  const judged = await judgedFor(session, data.uri, token);
  return judged ? resolveAction(session.view(), judged, action, data) : action;
}

async function hoverAt(session: Session, { textDocument, position }: TextDocumentPositionParams, token: CancellationToken): Promise<Hover | null> {
  const path = pathOf(textDocument.uri);
  const judged = await judgedFor(session, textDocument.uri, token);
  return path !== undefined && judged ? hover(session.view(), judged, path, position) : null;
}

/** The text is that of the editor now; the verdict may be the last one, which only sorts. */
async function completionsAt(session: Session, { textDocument, position }: TextDocumentPositionParams, token: CancellationToken): Promise<CompletionItem[]> {
  const path = pathOf(textDocument.uri);
  const document = session.documents.at(path);
  if (path === undefined || !document) return [];
  const config = path.endsWith(`/${CONFIG_NAME}`);
  if (!config && !/\.(?:md|markdown)$/i.test(path)) return [];
  const judged = session.dossiers.last(path) ?? (await judgedFor(session, textDocument.uri, token));
  const view = session.view();
  const library = judged?.library ?? (await session.host.libraryOf({ folder: '/', documents: [], configs: [], errors: [] }));
  const language = judged ? languageOf(view, judged) : view.client.language;
  const input = { client: view.client, language, library, judged, text: document.getText(), position, offset: document.offsetAt(position) };
  return config ? configCompletions(input) : markdownCompletions(input);
}

/** For clients without a command of their own to show an explanation. */
async function explainByMessage(session: Session, argument: unknown): Promise<null> {
  const { uri, requirement } = (argument ?? {}) as Partial<RequirementArguments>;
  const path = uri === undefined ? undefined : pathOf(uri);
  const judged = path === undefined ? undefined : await session.dossiers.of(path);
  const page = judged && requirement !== undefined ? explanation(session.view(), judged, requirement) : null;
  if (page) session.connection.window.showInformationMessage(withoutMarkup(page.markdown));
  return null;
}

async function exportFor(session: Session, params: ExportParams, token: CancellationToken): Promise<unknown> {
  const { connection, host } = session;
  const view = session.view();
  const judged = await judgedFor(session, params.textDocument.uri, token);
  if (!host.exporter) throw new ResponseError(LSPErrorCodes.RequestFailed, say(view.client.language, 'error.noExporter'));
  if (!judged) throw new ResponseError(LSPErrorCodes.RequestFailed, say(view.client.language, 'error.noDossier'));
  const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
  return exportDossier(view, judged, host.exporter, params.draft === true, progress, token);
}
