import type { Numbering } from './model.js';

const WORD = /^((?:article|art\.|clause|annexe?|appendix|schedule|titre|chapitre|chapter|section|partie|part|lot)[ \u00a0\u202f]+(?:n°[ \u00a0\u202f]*)?)?/i;
const NUMBER = /^((?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:([.-])(?:\d{1,3}|[a-z](?![a-z])))*)/;
const MARK = /^(?:[ \u00a0\u202f]*(?:[.):°]|[-–—](?=\s))*[.):]?[ \u00a0\u202f]*(?:[-–—:][ \u00a0\u202f]*)?)/;

/**
 * Splits a heading's number from its title: "Article 12 – Prix", "4.2 Données", "B.3 – Sous-traitance", "IV. Recours".
 * A lone letter or Roman numeral counts only when a mark follows ("A quiet place" has no number).
 */
export function readNumbering(text: string): { readonly numbering?: Numbering; readonly title: string } {
  const word = WORD.exec(text)?.[0] ?? '';
  const rest = text.slice(word.length);
  const number = NUMBER.exec(rest);
  if (!number) return { title: text };
  const after = rest.slice(number[0].length);
  const mark = MARK.exec(after)?.[0] ?? '';
  const bareLetter = !/\d/.test(number[0]) && word === '';
  if ((mark === '' && after !== '') || (bareLetter && !/[.):–—-]/.test(mark))) return { title: text };
  const separator = number[2] ?? '.';
  return { numbering: { word, parts: number[1]!.split(separator), separator, mark }, title: after.slice(mark.length).trim() };
}

/** Writes a number the way its neighbour does. */
export function writeNumbering(numbering: Numbering): string {
  return `${numbering.word}${numbering.parts.join(numbering.separator)}${numbering.mark}`;
}

/** The number that follows: 12 -> 13, C -> D, IV -> V; undefined when the last part cannot be counted on. */
export function nextNumber(part: string): string | undefined {
  if (/^\d+$/.test(part)) return String(Number(part) + 1);
  const roman = fromRoman(part);
  if (roman !== undefined && part.length > 1) return toRoman(roman + 1);
  if (part === 'I') return 'II';
  if (/^[A-Ya-y]$/.test(part)) return String.fromCharCode(part.charCodeAt(0) + 1);
  return undefined;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
];

function toRoman(value: number): string {
  let rest = value;
  let out = '';
  for (const [weight, letters] of ROMAN) {
    while (rest >= weight) {
      out += letters;
      rest -= weight;
    }
  }
  return out;
}

function fromRoman(letters: string): number | undefined {
  for (let value = 1; value <= 60; value += 1) if (toRoman(value) === letters) return value;
  return undefined;
}
