import type { Token } from '../text/tokens.js';

/**
 * What a passage is made of, for the learned scorers: what takes its force (`f:`), stems (`u:`), pairs of neighbouring stems (`b:`) and the pieces of five
 * letters of each word (`c:`), which carry over to inflections and compounds that no example holds.
 */
export function featuresOf(tokens: readonly Token[], reasons: readonly string[]): Set<string> {
  const features = new Set<string>(reasons.map((reason) => `f:${reason}`));
  let previous: string | undefined;
  for (const token of tokens) {
    const stem = stemOf(token);
    features.add(`u:${stem}`);
    if (previous !== undefined) features.add(`b:${previous}_${stem}`);
    previous = stem;
    for (const piece of piecesOf(token.form)) features.add(`c:${piece}`);
  }
  return features;
}

/** Every number is the same word: how many matters less than that there is one. */
export function stemOf(token: Token): string {
  return isNumber(token.form) ? '#' : token.stem;
}

function isNumber(form: string): boolean {
  const code = form.charCodeAt(0);
  return code >= 48 && code <= 57;
}

const PIECE = 5;
const MAX_WORD = 40;

/** The pieces of a word, its ends marked. A short word or a number has none. */
export function piecesOf(form: string): readonly string[] {
  if (form.length < 4 || isNumber(form)) return [];
  const word = `<${form.slice(0, MAX_WORD)}>`;
  return Array.from({ length: Math.max(word.length - PIECE + 1, 0) }, (_, at) => word.slice(at, at + PIECE));
}

/** A wish is a wish whatever its words: one mark for all of them weighs more than any word. */
const FORCE_GAIN = 3;

/** How much a kind of feature counts: pieces of words are many and say the same thing several times. */
export function featureGain(feature: string): number {
  if (feature.startsWith('f:')) return FORCE_GAIN;
  return feature.startsWith('c:') ? 0.4 : 1;
}

/**
 * What a passage's vector is divided by. A very short passage ("Trois ans.") would otherwise weigh each of its few words as much as a whole
 * sentence does: the floor keeps its score near the bias.
 */
export function lengthOf(squares: number): number {
  return Math.sqrt(squares + FLOOR);
}

/** About the sum of squares of eight words. */
const FLOOR = 300;
