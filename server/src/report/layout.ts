import type { Language } from '../text/model.js';

/** Spaces at which a line may be broken: not the narrow and fixed ones that French puts before its punctuation. */
const BREAKS = /[ \t\n\r]+/;

/** Breaks a text into lines of at most `width` characters; a longer word stands alone on its line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS)) {
    if (word === '') continue;
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** How many columns of a terminal a text takes: combining marks take none. */
export function columnsOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}

/** A text widened with spaces to a number of columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** An ISO date as people of a language write it in a table. Read as text: no time zone can move it. */
export function shortDate(language: Language, iso: string): string {
  const [year, month, day] = iso.split('-');
  return language === 'fr' && year && month && day ? `${day}/${month}/${year}` : iso;
}
