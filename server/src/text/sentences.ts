import type { Span } from './model.js';

/** Words after which a full stop does not end a sentence, folded. */
const ABBREVIATIONS = new Set(
  ('m mm mme mlle dr pr me st ste art al cf ex env etc n no nos p pp vol ed chap par al l r d c a b e f g h i j k s t u v w x y z ' +
    'mr mrs ms vs eg ie approx dept inc ltd co sec reg regs para paras cl sched').split(' '),
);

/**
 * Splits prose into sentences: at `.`, `!`, `?` or `…` followed by space and a capital, digit, quotation mark or bracket. Abbreviations,
 * initials and numbers ("art. L. 2112-2", "n. 4") do not end one.
 * @returns trimmed, non-empty spans relative to `prose`, in order
 */
export function sentences(prose: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const match of prose.matchAll(/[.!?…]+["»”’)\]]*(?=\s)/g)) {
    const end = match.index + match[0].length;
    if (!startsSentence(prose, end) || (match[0] === '.' && isAbbreviation(prose, match.index))) continue;
    push(found, prose, start, end);
    start = end;
  }
  push(found, prose, start, prose.length);
  return found;
}

function startsSentence(prose: string, from: number): boolean {
  const next = /\S/.exec(prose.slice(from, from + 400));
  return next === null || /[\p{Lu}\p{N}«"“([–—-]/u.test(next[0]);
}

function isAbbreviation(prose: string, dot: number): boolean {
  const word = /[\p{L}\p{N}]+$/u.exec(prose.slice(Math.max(0, dot - 12), dot))?.[0];
  if (word === undefined) return false;
  return ABBREVIATIONS.has(word.toLowerCase()) && !/^\d/.test(word);
}

function push(found: Span[], prose: string, start: number, end: number): void {
  const raw = prose.slice(start, end);
  const text = raw.trim();
  if (text === '') return;
  const from = start + raw.indexOf(text.charAt(0));
  found.push({ start: from, end: from + text.length });
}
