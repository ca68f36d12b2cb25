import type { Weights } from '../library/weights.js';
import type { Token } from '../text/tokens.js';
import { featureGain, lengthOf, piecesOf, stemOf } from './features.js';

/** The features of a sentence that the scorer knows, by number, each once, in the order of the words. */
export interface Bag {
  readonly features: Int32Array;
  /** Numbers of the first and of the last word, for the pair across two sentences; -1 when unknown or without a word. */
  readonly first: number;
  readonly last: number;
}

/** The score of a question for which nothing was learned. */
const UNKNOWN = -1;
const NONE = -1;
const MAX_KNOWN = 50_000;

/** Scores sentences, alone or together, against every question in one pass over their features. */
export class Scorer {
  private readonly stems = new Map<string, number>();
  private readonly pieces = new Map<string, number>();
  private readonly reasons = new Map<string, number>();
  private readonly piecesByForm = new Map<string, readonly number[]>();
  private readonly pairs: PairIndex;
  private readonly values: Float64Array;
  /** By entry: the place of its question in the scores; those that nobody asks share the place after the last one. */
  private readonly places: Uint16Array;
  private readonly bias: Float64Array;
  /** By feature: the turn in which it was seen last. */
  private readonly seen: Uint32Array;
  private turn = 0;

  /** @param questions what to answer, in the order of the scores */
  constructor(
    private readonly weights: Weights,
    questions: readonly string[],
  ) {
    const { words, pairs, idf, columns } = weights;
    words.forEach((word, at) => this.wordsOf(word.charCodeAt(0)).set(word.slice(2), at));
    this.pairs = new PairIndex(pairs, words.length);
    this.values = new Float64Array(idf.length);
    for (let at = 0; at < idf.length; at += 1) this.values[at] = (idf[at]! / 100) * featureGain(words[at] ?? 'b:');
    const places = new Map(questions.map((question, at) => [question, at]));
    const place = weights.questions.map((question) => places.get(question) ?? questions.length);
    this.places = new Uint16Array(columns.length);
    for (let at = 0; at < columns.length; at += 1) this.places[at] = place[columns[at]!]!;
    this.bias = new Float64Array(questions.length).fill(NaN);
    place.forEach((at, question) => at < questions.length && (this.bias[at] = weights.bias[question]!));
    this.seen = new Uint32Array(idf.length);
  }

  private wordsOf(kind: number): Map<string, number> {
    if (kind === 0x75) return this.stems;
    return kind === 0x63 ? this.pieces : this.reasons;
  }

  /** What the tokens of a sentence hold. */
  bag(tokens: readonly Token[]): Bag {
    const turn = (this.turn += 1);
    const features: number[] = [];
    const add = (feature: number): void => {
      if (feature === NONE || this.seen[feature] === turn) return;
      this.seen[feature] = turn;
      features.push(feature);
    };
    let first = NONE;
    let previous = NONE;
    tokens.forEach((token, at) => {
      const stem = this.stems.get(stemOf(token)) ?? NONE;
      if (at === 0) first = stem;
      add(stem);
      if (at > 0) add(this.pairs.find(previous, stem));
      previous = stem;
      for (const piece of this.knownPieces(token.form)) add(piece);
    });
    return { features: Int32Array.from(features), first, last: previous };
  }

  private knownPieces(form: string): readonly number[] {
    let known = this.piecesByForm.get(form);
    if (!known) {
      if (this.piecesByForm.size > MAX_KNOWN) this.piecesByForm.clear();
      known = piecesOf(form).flatMap((piece) => this.pieces.get(piece) ?? []);
      this.piecesByForm.set(form, known);
    }
    return known;
  }

  /** The score of each question for sentences read as one: positive speaks for it. */
  score(bags: readonly Bag[], reasons: readonly string[]): Float64Array {
    const turn = (this.turn += 1);
    const scores = new Float64Array(this.bias.length + 1);
    let squares = 0;
    for (const reason of reasons) squares += this.add(this.reasons.get(reason) ?? NONE, turn, scores);
    bags.forEach(({ features, first }, at) => {
      if (at > 0) squares += this.add(this.pairs.find(bags[at - 1]!.last, first), turn, scores);
      for (let i = 0; i < features.length; i += 1) squares += this.add(features[i]!, turn, scores);
    });
    const norm = 1000 * lengthOf(squares);
    for (let i = 0; i < this.bias.length; i += 1) scores[i] = Number.isNaN(this.bias[i]) ? UNKNOWN : scores[i]! / norm + this.bias[i]!;
    return scores.subarray(0, this.bias.length);
  }

  /** Adds what a feature says, once a turn; returns the square of its value. */
  private add(feature: number, turn: number, scores: Float64Array): number {
    if (feature === NONE || this.seen[feature] === turn) return 0;
    this.seen[feature] = turn;
    const { weights, starts } = this.weights;
    const value = this.values[feature]!;
    const end = starts[feature + 1]!;
    for (let at = starts[feature]!; at < end; at += 1) scores[this.places[at]!]! += weights[at]! * value;
    return value * value;
  }
}

/** Numbers of pairs by the numbers of their two words: a table with open addressing, built without a string. */
class PairIndex {
  private readonly slots: Int32Array;
  private readonly mask: number;

  /** @param offset the number of the first pair among the features */
  constructor(
    private readonly pairs: Uint16Array,
    private readonly offset: number,
  ) {
    const count = pairs.length / 2;
    const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(NONE);
    for (let pair = 0; pair < count; pair += 1) {
      let slot = this.slotOf(pairs[2 * pair]!, pairs[2 * pair + 1]!);
      while (this.slots[slot] !== NONE) slot = (slot + 1) & this.mask;
      this.slots[slot] = pair;
    }
  }

  find(first: number, second: number): number {
    if (first === NONE || second === NONE) return NONE;
    for (let slot = this.slotOf(first, second); ; slot = (slot + 1) & this.mask) {
      const pair = this.slots[slot]!;
      if (pair === NONE) return NONE;
      if (this.pairs[2 * pair] === first && this.pairs[2 * pair + 1] === second) return this.offset + pair;
    }
  }

  private slotOf(first: number, second: number): number {
    const mixed = Math.imul(first * 65_536 + second, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }
}
