import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { joinPath } from '../../library/files.js';
import type { Judged } from '../dossiers.js';
import { say } from '../messages.js';
import { linesOf, rangeOf, touch } from '../ranges.js';
import { type View, clauseOf, languageOf, pageOf, ruleOf } from '../view.js';
import { requirementCard, withoutMarkup } from './card.js';
import { placeOf } from './diagnostics.js';

/** With more findings than this on one heading, each gets a line instead of a card. */
const MAX_CARDS = 2;

/** What is known of the place under the pointer: findings shown there, or an id in a directive or configuration. */
export function hover(view: View, judged: Judged, path: string, position: Position): Hover | null {
  if (!judged.tender) return null;
  const word = idAt(judged, path, position);
  const named = word && namedCard(view, judged, word.text);
  if (named) return { contents: content(view, named), range: word.range };
  const here = { start: position, end: position };
  const found = judged.verdict.findings.flatMap((finding) => {
    const place = placeOf(finding);
    if (!place || joinPath(judged.folder, place.path) !== path) return [];
    const range = rangeOf(judged, place.path, place.span);
    return touch(range, here) ? [{ finding, range }] : [];
  });
  if (found.length === 0) return null;
  const ids = found.map(({ finding }) => finding.requirement);
  const text = ids.length <= MAX_CARDS ? ids.flatMap((id) => requirementCard(view, judged, id, false) ?? []).join('\n\n---\n\n') : list(view, judged, ids);
  return { contents: content(view, text), range: found[0]!.range };
}

function list(view: View, judged: Judged, ids: readonly string[]): string {
  const language = languageOf(view, judged);
  const lines = ids.flatMap((id) => {
    const rule = ruleOf(judged, id);
    if (!rule) return [];
    const page = pageOf(view, id);
    const title = page === undefined ? `**${rule.title[language]}**` : `[${rule.title[language]}](${page})`;
    return [`- ${title} — ${rule.expects[language].trim()}`];
  });
  return `**${say(language, 'card.several', { count: ids.length })}**\n\n${lines.join('\n')}`;
}

function namedCard(view: View, judged: Judged, id: string): string | undefined {
  const clause = clauseOf(judged, id);
  if (!clause) return requirementCard(view, judged, id, false);
  const card = requirementCard(view, judged, clause.requirement, false);
  return [`**${clause.title}** (\`${clause.id}@${clause.version}\`)`, ...(card ? [card] : [])].join('\n\n');
}

const ID = /[a-z0-9]+(?:-[a-z0-9]+)+/g;

/** The id under the pointer, in a comment addressed to Clausier or in a `clausier.yaml`. */
function idAt(judged: Judged, path: string, position: Position): { readonly text: string; readonly range: Hover['range'] & object } | undefined {
  const lines = linesOf(judged, path);
  const text = judged.texts.get(path);
  if (!lines || text === undefined) return undefined;
  const start = lines.offset(position.line, 0);
  const line = text.slice(start, lines.offset(position.line + 1, 0));
  if (!path.endsWith('.yaml') && !line.includes('clausier:')) return undefined;
  for (const match of line.matchAll(ID)) {
    const end = match.index + match[0].length;
    if (match.index <= position.character && position.character <= end) {
      return { text: match[0], range: { start: { line: position.line, character: match.index }, end: { line: position.line, character: end } } };
    }
  }
  return undefined;
}

function content(view: View, markdown: string): Hover['contents'] {
  return view.client.markdownHover ? { kind: MarkupKind.Markdown, value: markdown } : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
}
