import type { Language } from './model.js';
import { type Token, tokenize } from './tokens.js';

/** A phrase found among tokens: `from` and `to` are token indexes, `to` excluded. */
export interface PhraseHit<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  values: T[] | undefined;
  /** Up to so many tokens may stand between the one before and the next one. */
  gap: Node<T> | undefined;
}

const MAX_GAP = 4;

/**
 * Many phrases looked for in one pass over tokens. A phrase is words in order, as written in a rule:
 * - a plain word matches its inflections (by stem): `données personnelles`, `shall report`;
 * - `=mot` matches that form only; `~` stands for up to four words; a number is matched by `#`.
 * Linear in the tokens for phrases of bounded length; no regular expression.
 */
export class Phrases<T> {
  private readonly root: Node<T> = node();

  constructor(private readonly language: Language) {}

  /** Adds a phrase. Returns false when it holds no word (such a phrase could never match). */
  add(phrase: string, value: T): boolean {
    let at = this.root;
    let words = 0;
    for (const piece of phrase.trim().split(/\s+/)) {
      if (piece === '~') {
        at.gap ??= node();
        at = at.gap;
        continue;
      }
      for (const key of this.keys(piece)) {
        let next = at.next.get(key);
        if (!next) at.next.set(key, (next = node()));
        at = next;
        words += 1;
      }
    }
    if (words === 0) return false;
    (at.values ??= []).push(value);
    return true;
  }

  private keys(piece: string): string[] {
    if (piece === '#') return ['#'];
    const exact = piece.startsWith('=');
    return tokenize(exact ? piece.slice(1) : piece, this.language).map((token) => (exact ? `=${token.form}` : token.stem));
  }

  /** Every hit, in order of the first token, then of the last. */
  find(tokens: readonly Token[]): PhraseHit<T>[] {
    const hits: PhraseHit<T>[] = [];
    for (let from = 0; from < tokens.length; from += 1) this.walk(this.root, tokens, from, from, hits);
    return hits;
  }

  private walk(state: Node<T>, tokens: readonly Token[], from: number, at: number, hits: PhraseHit<T>[]): void {
    if (state.values && at > from) for (const value of state.values) hits.push({ from, to: at, value });
    if (state.gap && at > from) {
      for (let skip = 0; skip <= MAX_GAP && at + skip < tokens.length; skip += 1) this.walk(state.gap, tokens, from, at + skip, hits);
    }
    const token = tokens[at];
    if (!token || state.next.size === 0) return;
    const byStem = state.next.get(token.stem);
    if (byStem) this.walk(byStem, tokens, from, at + 1, hits);
    const byForm = state.next.get(`=${token.form}`);
    if (byForm) this.walk(byForm, tokens, from, at + 1, hits);
    if (/^\d/.test(token.form)) {
      const byNumber = state.next.get('#');
      if (byNumber) this.walk(byNumber, tokens, from, at + 1, hits);
    }
  }
}

function node<T>(): Node<T> {
  return { next: new Map(), values: undefined, gap: undefined };
}
