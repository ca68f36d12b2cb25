import { type CodeAction, type CodeActionContext, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Finding } from '../../judge/model.js';
import { joinPath } from '../../library/files.js';
import type { Clause } from '../../library/model.js';
import type { Language } from '../../text/model.js';
import type { Judged } from '../dossiers.js';
import { type MessageKey, say } from '../messages.js';
import { COMMANDS, type RequirementArguments } from '../protocol.js';
import { rangeOf, touch } from '../ranges.js';
import { type View, clauseOf, isOpen, languageOf, ruleOf } from '../view.js';
import { SOURCE, placeOf } from './diagnostics.js';
import { insertion, waiver } from './edits.js';

/** What an action whose edit is not there yet carries, to make it later. */
export interface ActionData {
  readonly uri: string;
  readonly requirement: string;
  /** Clause to insert; absent for a waiver. */
  readonly clause?: string;
}

/** With more findings than this in one place, a list would hide the clauses: the client asks which one is meant. */
const MANY = 4;

/** The kinds of actions offered. */
export const ACTION_KINDS: readonly CodeActionKind[] = [CodeActionKind.QuickFix];

/**
 * What can be done about the findings shown in a range: insert a clause, waive, explain. Answered from a verdict that is there.
 * @param path absolute path of the document
 */
export function codeActions(view: View, judged: Judged, path: string, range: Range, context: CodeActionContext): CodeAction[] {
  if (!view.client.codeActionLiterals || !judged.tender || !wanted(context)) return [];
  const targets = findingsAt(judged, path, range, context.diagnostics);
  const uri = view.uriOf(path);
  if (targets.length > MANY && view.client.commands.has(COMMANDS.waive)) {
    return [...targets.flatMap((target) => insertions(view, judged, uri, target)), ...choices(languageOf(view, judged), targets)];
  }
  return [
    ...targets.flatMap((target) => insertions(view, judged, uri, target)),
    ...targets.flatMap((target) => waivers(view, judged, uri, target)),
    ...targets.flatMap((target) => explanations(view, judged, uri, target)),
  ];
}

/** Makes the edit of an action that was offered without one. */
export function resolveAction(view: View, judged: Judged, action: CodeAction, data: ActionData): CodeAction {
  const edit = data.clause === undefined ? waiver(view, judged, data.requirement, '') : insertion(view, judged, data.requirement, data.clause);
  return edit ? { ...action, edit } : action;
}

/** The data of an action, when it is ours. */
export function actionData(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { uri, requirement, clause } = data as Partial<ActionData>;
  if (typeof uri !== 'string' || typeof requirement !== 'string') return undefined;
  return { uri, requirement, ...(typeof clause === 'string' ? { clause } : {}) };
}

interface Target {
  readonly finding: Finding;
  readonly diagnostics: Diagnostic[];
}

function wanted({ only }: CodeActionContext): boolean {
  return only === undefined || only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix || kind.startsWith(`${CodeActionKind.QuickFix}.`));
}

/** Findings by the code of the diagnostics: some clients send them back without `data`, some send none at all. */
function findingsAt(judged: Judged, path: string, range: Range, diagnostics: readonly Diagnostic[]): Target[] {
  const open = judged.verdict.findings.filter(isOpen);
  const ours = diagnostics.filter(({ source }) => source === SOURCE);
  if (diagnostics.length > 0) {
    return open.flatMap((finding) => {
      const own = ours.filter(({ code }) => code === finding.requirement);
      return own.length > 0 ? [{ finding, diagnostics: own }] : [];
    });
  }
  return open.flatMap((finding) => {
    const place = placeOf(finding);
    const here = place !== undefined && joinPath(judged.folder, place.path) === path && touch(rangeOf(judged, place.path, place.span), range);
    return here ? [{ finding, diagnostics: [] }] : [];
  });
}

function insertions(view: View, judged: Judged, uri: string, { finding, diagnostics }: Target): CodeAction[] {
  const language = languageOf(view, judged);
  return finding.clauses.flatMap((id, index) => {
    const clause = clauseOf(judged, id);
    if (!clause) return [];
    const action: CodeAction = {
      title: insertTitle(language, clause),
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...(index === 0 && view.client.preferredActions ? { isPreferred: true } : {}),
    };
    const made = complete(view, judged, action, { uri, requirement: finding.requirement, clause: id });
    return made ? [made] : [];
  });
}

function insertTitle(language: Language, clause: Clause): string {
  const variant: MessageKey | undefined = clause.variant === 'light' ? 'variant.light' : clause.variant === 'reinforced' ? 'variant.reinforced' : undefined;
  return variant ? say(language, 'action.insertVariant', { title: clause.title, variant: say(language, variant) }) : say(language, 'action.insert', { title: clause.title });
}

function waivers(view: View, judged: Judged, uri: string, { finding, diagnostics }: Target): CodeAction[] {
  const rule = ruleOf(judged, finding.requirement);
  if (!rule?.waivable) return [];
  const language = languageOf(view, judged);
  const title = say(language, 'action.waive', { title: rule.title[language] });
  const action: CodeAction = { title, kind: CodeActionKind.QuickFix, diagnostics };
  if (view.client.commands.has(COMMANDS.waive)) {
    return [{ ...action, command: { title, command: COMMANDS.waive, arguments: [argument(uri, finding)] } }];
  }
  const made = complete(view, judged, action, { uri, requirement: finding.requirement });
  return made ? [made] : [];
}

function explanations(view: View, judged: Judged, uri: string, { finding, diagnostics }: Target): CodeAction[] {
  const rule = ruleOf(judged, finding.requirement);
  if (!rule) return [];
  const language = languageOf(view, judged);
  const title = say(language, 'action.explain', { title: rule.title[language] });
  // A client that cannot show the explanation is shown it as a message by the server's command of the same name.
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: COMMANDS.explain, arguments: [argument(uri, finding)] } }];
}

/** One action for all findings of a place; the client's commands ask which when they are given no argument. */
function choices(language: Language, targets: readonly Target[]): CodeAction[] {
  const diagnostics = targets.flatMap((target) => target.diagnostics);
  return (['waive', 'explain'] as const).map((name) => {
    const title = say(language, `action.${name}One`);
    return { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: COMMANDS[name] } };
  });
}

function argument(uri: string, finding: Finding): RequirementArguments {
  return { uri, requirement: finding.requirement };
}

function complete(view: View, judged: Judged, action: CodeAction, data: ActionData): CodeAction | undefined {
  if (view.client.resolvesEdits) return { ...action, data };
  const made = resolveAction(view, judged, action, data);
  return made.edit ? made : undefined;
}
