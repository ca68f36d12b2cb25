import * as vscode from 'vscode';
import type { LanguageClient, Range, WorkspaceEdit } from 'vscode-languageclient/node';
import { COMMANDS, type Explanation, METHODS, type RequirementArguments, type Summary, type SummaryFinding } from '../../server/src/lsp/protocol.js';
import type { Explanations } from './explanations.js';
import { exportDossier } from './exporting.js';
import { summaryOf } from './statusBar.js';

/** Registers the commands of the palette, the status bar and the quick fixes. */
export function registerCommands(client: LanguageClient, explanations: Explanations): vscode.Disposable[] {
  const register = (command: string, run: (argument: unknown) => Promise<void>): vscode.Disposable => vscode.commands.registerCommand(command, run);
  return [
    register('clausier.export', () => exportDossier(client)),
    register('clausier.insertClause', () => insertClause(client)),
    register(COMMANDS.waive, (argument) => waive(client, argument)),
    register(COMMANDS.explain, (argument) => explain(client, explanations, argument)),
    register('clausier.showOutput', async () => client.outputChannel.show()),
    register('clausier.restart', () => client.restart()),
  ];
}

interface RequirementItem extends vscode.QuickPickItem {
  readonly finding?: SummaryFinding;
}

async function insertClause(client: LanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const summary = await tenderOf(client, document);
  if (!document || !summary) return;
  const open = summary.findings.filter((finding) => finding.clauses.length > 0);
  const items = [
    ...group(vscode.l10n.t('Missing'), open.filter(({ status }) => status === 'missing')),
    ...group(vscode.l10n.t('Too weak'), open.filter(({ status }) => status === 'weak')),
  ];
  if (items.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Every requirement that applies is covered.'));
    return;
  }
  const picked = await pick(items, vscode.l10n.t('Insert a clause'), vscode.l10n.t('Requirement to meet'));
  const clause = picked && (await chooseClause(picked));
  if (!picked || clause === undefined) return;
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  await apply(client, await client.sendRequest<WorkspaceEdit | null>(METHODS.insertion, { textDocument, requirement: picked.requirement, clause }));
}

async function chooseClause({ clauses }: SummaryFinding): Promise<string | undefined> {
  if (clauses.length <= 1) return clauses[0]?.id;
  const items = clauses.map(({ id, title }) => ({ label: title, description: id, id }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Insert a clause'), placeHolder: vscode.l10n.t('Clause') }))?.id;
}

async function waive(client: LanguageClient, argument: unknown): Promise<void> {
  const target = await requirementOf(client, argument, vscode.l10n.t('Waive a requirement'), ({ status, waivable }) => waivable && (status === 'missing' || status === 'weak'));
  if (!target) return;
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Waive a requirement'),
    prompt: vscode.l10n.t('The reason stays in the document, where a reviewer will read it.'),
    placeHolder: vscode.l10n.t('Reason, in one sentence'),
    ignoreFocusOut: true,
    validateInput: (value) => problemWithReason(value),
  });
  if (reason === undefined) return;
  const textDocument = { uri: target.uri };
  await apply(client, await client.sendRequest<WorkspaceEdit | null>(METHODS.waiver, { textDocument, requirement: target.requirement, reason: reason.trim() }));
}

/** A reason must be there, and must not end the comment it will stand in. */
function problemWithReason(value: string): string | undefined {
  if (value.trim() === '') return vscode.l10n.t('A waiver without a reason does not count.');
  return /--|[<>]/.test(value) ? vscode.l10n.t('The reason cannot hold “--”, “<” or “>”.') : undefined;
}

async function explain(client: LanguageClient, explanations: Explanations, argument: unknown): Promise<void> {
  const target = await requirementOf(client, argument, vscode.l10n.t('Explain a requirement'), () => true);
  if (!target) return;
  const page = await client.sendRequest<Explanation | null>(METHODS.explain, { textDocument: { uri: target.uri }, requirement: target.requirement });
  if (page) await explanations.show(page);
}

/** The requirement that a code action names, or one that the user picks. */
async function requirementOf(client: LanguageClient, argument: unknown, title: string, wanted: (finding: SummaryFinding) => boolean): Promise<RequirementArguments | undefined> {
  if (isRequirement(argument)) return argument;
  const document = vscode.window.activeTextEditor?.document;
  const summary = await tenderOf(client, document);
  if (!document || !summary) return undefined;
  const by = (status: SummaryFinding['status']): SummaryFinding[] => summary.findings.filter((finding) => finding.status === status && wanted(finding));
  const items = [
    ...group(vscode.l10n.t('Missing'), by('missing')),
    ...group(vscode.l10n.t('Too weak'), by('weak')),
    ...group(vscode.l10n.t('Present'), by('present')),
    ...group(vscode.l10n.t('Waived'), by('waived')),
    ...group(vscode.l10n.t('Not applicable'), by('not-applicable')),
  ];
  const picked = await pick(items, title, vscode.l10n.t('Requirement'));
  return picked && { uri: client.code2ProtocolConverter.asUri(document.uri), requirement: picked.requirement };
}

function isRequirement(value: unknown): value is RequirementArguments {
  const { uri, requirement } = (value ?? {}) as Partial<RequirementArguments>;
  return typeof uri === 'string' && typeof requirement === 'string';
}

async function tenderOf(client: LanguageClient, document: vscode.TextDocument | undefined): Promise<Summary | null> {
  const summary = await summaryOf(client, document);
  if (!summary) await vscode.window.showInformationMessage(vscode.l10n.t('Open a Markdown document of a tender that buys an AI system.'));
  return summary;
}

function group(label: string, findings: readonly SummaryFinding[]): RequirementItem[] {
  if (findings.length === 0) return [];
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...findings.map((finding) => ({ label: finding.title, description: finding.requirement, finding })),
  ];
}

async function pick(items: readonly RequirementItem[], title: string, placeHolder: string): Promise<SummaryFinding | undefined> {
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.finding;
}

/** Applies an edit with the document it changes in front: VS Code makes tab stops only in the active editor. */
async function apply(client: LanguageClient, edit: WorkspaceEdit | null): Promise<void> {
  const place = edit && firstPlace(edit);
  if (!place) {
    await vscode.window.showWarningMessage(vscode.l10n.t('The library has no clause for this requirement in the language of the tender.'));
    return;
  }
  const editor = await vscode.window.showTextDocument(client.protocol2CodeConverter.asUri(place.uri), { preview: false });
  editor.revealRange(client.protocol2CodeConverter.asRange(place.range), vscode.TextEditorRevealType.InCenter);
  if (!(await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit)))) {
    await vscode.window.showWarningMessage(vscode.l10n.t('The document changed in the meantime. Try again.'));
  }
}

/** Where an edit begins. VS Code's own `entries()` leaves out edits with tab stops. */
function firstPlace({ documentChanges = [] }: WorkspaceEdit): { readonly uri: string; readonly range: Range } | undefined {
  for (const change of documentChanges) {
    if ('edits' in change && change.edits[0]) return { uri: change.textDocument.uri, range: change.edits[0].range };
  }
  return undefined;
}
