import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import type { Language } from './model.js';

/** A word or number of the prose. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents or ligatures; digits kept. */
  readonly form: string;
  /** Snowball stem of the language, folded like `form`. */
  readonly stem: string;
}

const WORD = /\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,]\p{N}+)*/gu;

/** Words are few and come back: their folding and stemming is kept, by language. */
const known: Record<Language, Map<string, { readonly form: string; readonly stem: string }>> = { fr: new Map(), en: new Map() };
const MAX_KNOWN = 50_000;

/**
 * Splits prose into words and numbers. Apostrophes and hyphens separate ("l'acheteur" is two tokens): the trie of phrases is
 * written the same way. Not `\b`, which is ASCII only.
 */
export function tokenize(prose: string, language: Language): Token[] {
  const tokens: Token[] = [];
  for (const match of prose.matchAll(WORD)) {
    const { form, stem } = lookUp(match[0], language);
    tokens.push({ start: match.index, end: match.index + match[0].length, form, stem });
  }
  return tokens;
}

function lookUp(word: string, language: Language): { readonly form: string; readonly stem: string } {
  const words = known[language];
  let found = words.get(word);
  if (!found) {
    if (words.size >= MAX_KNOWN) words.clear();
    found = analyse(word, language);
    words.set(word, found);
  }
  return found;
}

function analyse(word: string, language: Language): { readonly form: string; readonly stem: string } {
  const lower = word.normalize('NFC').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
  const form = fold(lower);
  if (/\d/.test(word) || word.length > 40) return { form, stem: form };
  const stem = language === 'fr' ? stemFrench(lower) : stemEnglish(lower);
  return { form, stem: fold(stem) };
}

/** Lower case, no accents, no ligatures: how words are compared, never how they are shown. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
}
