import { type CompletionItem, CompletionItemKind, MarkupKind, type Position, type Range } from 'vscode-languageserver';
import type { Library } from '../../library/model.js';
import type { Language } from '../../text/model.js';
import type { ClientFeatures } from '../configuration.js';
import type { Judged } from '../dossiers.js';
import { say } from '../messages.js';

/** What completion needs of a document: its text as it is now, and a verdict to sort by when there is one. */
export interface CompletionInput {
  readonly client: ClientFeatures;
  readonly language: Language;
  readonly library: Library;
  readonly judged: Judged | undefined;
  readonly text: string;
  readonly position: Position;
  readonly offset: number;
}

/** Every requirement id; those that lack something in this dossier come first. */
export function requirementItems(input: CompletionInput, typed: number, after = ''): CompletionItem[] {
  const statuses = new Map(input.judged?.verdict.findings.map((finding) => [finding.requirement, finding.status]));
  const range = wordRange(input, typed, /^[a-z0-9-]*/);
  const tail = input.text.slice(input.offset);
  const suffix = after !== '' && /^[a-z0-9-]*\s*:/.test(tail) ? '' : after;
  return input.library.rules.map((rule, index) => {
    const status = statuses.get(rule.id);
    const rank = status === 'missing' ? 0 : status === 'weak' ? 1 : 2;
    return {
      label: rule.id,
      kind: CompletionItemKind.EnumMember,
      detail: rule.title[input.language],
      labelDetails: { description: rule.title[input.language] },
      documentation: { kind: MarkupKind.PlainText, value: `${status ? `${say(input.language, `status.${status}`)}. ` : ''}${rule.why[input.language].trim()}` },
      sortText: `${rank}${String(index).padStart(4, '0')}`,
      filterText: rule.id,
      textEdit: { range, newText: `${rule.id}${suffix}` },
    };
  });
}

/** The word around the cursor: what was typed of it, and what stands of it after the cursor. */
export function wordRange(input: CompletionInput, typed: number, rest: RegExp): Range {
  const after = rest.exec(input.text.slice(input.offset))?.[0].length ?? 0;
  const { line, character } = input.position;
  return { start: { line, character: character - typed }, end: { line, character: character + after } };
}
