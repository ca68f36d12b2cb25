import type { Decisions, Learned, LearnedQuestion } from '../library/model.js';
import type { Language } from '../text/model.js';
import { tokenize } from '../text/tokens.js';
import type { ForceReader } from './force.js';
import type { DecisionLesson } from './decisions.js';
import { featureGain, featuresOf, lengthOf } from './features.js';

/** A passage to learn from, and what is known of it: `answers` holds the questions it decides. */
export interface Lesson {
  readonly text: string;
  readonly answers: Readonly<Record<string, boolean>>;
  /**
   * What it says nothing of is answered no, with less weight: by a requirement's case for the other requirements, by boilerplate for everything,
   * by a passage of a dossier whose profile is known for the facets.
   * A passage of a labelled dossier, a clause, or a passage on a facet leaves it open.
   */
  readonly about: 'requirements' | 'facets' | 'nothing' | 'dossier' | 'profile' | 'clause';
}

const ANSWERED = 2;
/** A passage where it stands in a tender says more than one written to be a case: what it resembles is there too. */
const IN_PLACE = 4;
/** A passage about one requirement is rarely about another, but it happens. */
const OTHERWISE = 0.5;
/** A feature seen in one lesson only says nothing that carries over. */
const MIN_LESSONS = 2;
const MAX_ROUNDS = 15;
/** Weights kept for a question, the largest first: 2,000 cost one to two points of F1 on the development dossiers, all of them gain nothing. */
const MAX_WEIGHTS = 3_000;

interface Row {
  readonly features: Int32Array;
  readonly values: Float64Array;
  /** Their sum of squares. */
  readonly squares: number;
}

/**
 * Learns one linear scorer per question: L2-regularised, squared hinge loss, dual coordinate descent (Hsieh et al., "A Dual
 * Coordinate Descent Method for Large-scale Linear SVM", ICML 2008), over tf-idf vectors of unit length. Deterministic.
 */
export function learn(lessons: readonly Lesson[], language: Language, questions: readonly string[], force: ForceReader): Learned {
  const bags = lessons.map((lesson) => {
    const tokens = tokenize(lesson.text.replace(/[*_`|#]/g, ' '), language);
    return featuresOf(tokens, force.read(tokens, language));
  });
  const { names, index, idf } = vocabulary(bags);
  const rows = bags.map((bag) => vectorOf(bag, index, idf));
  const learned: Record<string, LearnedQuestion> = {};
  for (const question of questions) {
    const heard = lessons.flatMap((lesson, at) => {
      const answer = lesson.answers[question];
      if (answer !== undefined) return [{ row: rows[at]!, label: answer ? 1 : -1, cost: lesson.about === 'dossier' || lesson.about === 'profile' ? IN_PLACE : ANSWERED }];
      return leavesOpen(lesson, question) ? [] : [{ row: rows[at]!, label: -1, cost: OTHERWISE }];
    });
    learned[question] = readable(separate(heard, names.length), names);
  }
  const used = new Set(Object.values(learned).flatMap((question) => Object.keys(question.weights)));
  const kept = names.map((name, at) => [name, round(idf[at]!, 2)] as const).filter(([name]) => used.has(name) || !name.startsWith('c:'));
  return { language, idf: Object.fromEntries(kept), questions: learned };
}

/** Learns how the scores of passages add up to decisions. */
export function learnDecisions(lessons: readonly DecisionLesson[]): Decisions {
  const questions = [...new Set(lessons.map(({ question }) => question))].sort();
  return Object.fromEntries(questions.map((question) => [question, learnDecision(lessons.filter((lesson) => lesson.question === question))]));
}

function learnDecision(lessons: readonly DecisionLesson[]): LearnedQuestion {
  const names = [...new Set(lessons.flatMap(({ features }) => Object.keys(features)))].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const votes = lessons.map(({ features, answer }) => {
    const entries = Object.entries(features);
    return { row: rowOf(entries.map(([name, value]) => [index.get(name)!, value])), label: answer ? 1 : -1, cost: 1 };
  });
  return readable(separate(votes, names.length), names);
}

function leavesOpen({ about }: Lesson, question: string): boolean {
  const ofFacet = question.startsWith('facet:') || question.startsWith('against:');
  return about === 'facets' || about === 'dossier' || about === 'clause' || (about === 'requirements' && ofFacet) || (about === 'profile' && !ofFacet);
}

function vocabulary(bags: readonly ReadonlySet<string>[]): { readonly names: string[]; readonly index: Map<string, number>; readonly idf: number[] } {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const feature of bag) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const names = [...counts.keys()].filter((name) => counts.get(name)! >= MIN_LESSONS).sort();
  const idf = names.map((name) => round(Math.log((bags.length + 1) / (counts.get(name)! + 0.5)), 2));
  return { names, index: new Map(names.map((name, at) => [name, at])), idf };
}

function vectorOf(bag: ReadonlySet<string>, index: ReadonlyMap<string, number>, idf: readonly number[]): Row {
  const entries: (readonly [number, number])[] = [];
  let squares = 0;
  for (const feature of bag) {
    const at = index.get(feature);
    if (at === undefined) continue;
    const value = idf[at]! * featureGain(feature);
    entries.push([at, value]);
    squares += value * value;
  }
  entries.sort((a, b) => a[0] - b[0]);
  const norm = lengthOf(squares);
  return rowOf(entries.map(([at, value]) => [at, value / norm]));
}

function rowOf(entries: readonly (readonly [number, number])[]): Row {
  return { features: Int32Array.from(entries, ([at]) => at), values: Float64Array.from(entries, ([, value]) => value), squares: entries.reduce((sum, [, value]) => sum + value * value, 0) };
}

interface Vote {
  readonly row: Row;
  readonly label: number;
  readonly cost: number;
}

/** A gradient as good as none. */
const CLOSE = 0.05;
/** A vote that lies so far on its own side is left aside until the others have settled. */
const FAR = 0.2;

/** Goes over the votes in turns, in a new order each time, with shrinking (section 3.2 of the paper). */
function separate(votes: readonly Vote[], width: number): { readonly weights: Float64Array; readonly bias: number } {
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(votes.length);
  const random = generator(42);
  const all = votes.map((_, at) => at);
  let active = all;
  for (let turn = 0; turn < MAX_ROUNDS; turn += 1) {
    shuffle(active, random);
    const gradients = active.map((at) => step(votes[at]!, alphas, at, weights, width));
    const settled = gradients.every((gradient, i) => (alphas[active[i]!]! > 0 ? Math.abs(gradient) : -gradient) < CLOSE);
    if (settled && active.length === all.length) break;
    if (settled) active = [...all];
    else if (turn > 0) active = active.filter((at, i) => alphas[at]! > 0 || gradients[i]! <= FAR);
  }
  return { weights: weights.subarray(0, width), bias: weights[width]! };
}

/** One coordinate of the dual; returns its gradient. The bias is a feature that every row has. */
function step(vote: Vote, alphas: Float64Array, at: number, weights: Float64Array, bias: number): number {
  const { label, cost } = vote;
  const { features, values } = vote.row;
  let margin = weights[bias]!;
  for (let i = 0; i < features.length; i += 1) margin += weights[features[i]!]! * values[i]!;
  const gradient = label * margin - 1 + (0.5 / cost) * alphas[at]!;
  if (alphas[at] === 0 && gradient >= 0) return gradient;
  const before = alphas[at]!;
  alphas[at] = Math.max(before - gradient / (1 + vote.row.squares + 0.5 / cost), 0);
  const change = (alphas[at]! - before) * label;
  for (let i = 0; i < features.length; i += 1) weights[features[i]!]! += change * values[i]!;
  weights[bias]! += change;
  return gradient;
}

function readable(scorer: { readonly weights: Float64Array; readonly bias: number }, names: readonly string[]): LearnedQuestion {
  const order = [...scorer.weights.keys()].sort((a, b) => Math.abs(scorer.weights[b]!) - Math.abs(scorer.weights[a]!) || a - b);
  const kept = order.slice(0, MAX_WEIGHTS).filter((at) => Math.abs(scorer.weights[at]!) >= 0.002).sort((a, b) => a - b);
  return { bias: round(scorer.bias, 4), weights: Object.fromEntries(kept.map((at) => [names[at]!, round(scorer.weights[at]!, 3)])) };
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

/** A linear congruential generator (Numerical Recipes): the order of the lessons is part of the result and must not change. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}
