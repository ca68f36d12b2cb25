import type { Learned } from '../library/model.js';
import type { Token } from '../text/tokens.js';
import { featureGain, featuresOf, lengthOf } from './features.js';

export const subjectQuestion = (requirement: string): string => `subject:${requirement}`;
export const presentQuestion = (requirement: string): string => `present:${requirement}`;
/** Whether a passage shows that a facet does not hold. */
export const againstQuestion = (facet: string): string => `against:${facet}`;
export const facetQuestion = (facet: string): string => `facet:${facet}`;

/** The score from which a passage alone provides something, or bears on it; set on labelled dossiers, see docs/accuracy.md. */
export const ALONE = -0.3;

interface Column {
  readonly value: number;
  readonly questions: readonly number[];
  readonly weights: readonly number[];
}

/** Scores passages against every learned question in one pass over their features. */
export class Scorer {
  readonly questions: readonly string[];
  private readonly bias: readonly number[];
  private readonly columns = new Map<string, Column>();

  constructor(learned: Learned) {
    this.questions = Object.keys(learned.questions);
    this.bias = this.questions.map((question) => learned.questions[question]!.bias);
    const open = new Map<string, { value: number; questions: number[]; weights: number[] }>();
    for (const [feature, idf] of Object.entries(learned.idf)) open.set(feature, { value: idf * featureGain(feature), questions: [], weights: [] });
    this.questions.forEach((question, index) => {
      for (const [feature, weight] of Object.entries(learned.questions[question]!.weights)) {
        const column = open.get(feature);
        column?.questions.push(index);
        column?.weights.push(weight);
      }
    });
    this.columns = open;
  }

  index(question: string): number {
    return this.questions.indexOf(question);
  }

  /** The score of each question, in the order of `questions`: positive speaks for it. */
  score(tokens: readonly Token[], reasons: readonly string[]): Float64Array {
    const scores = new Float64Array(this.questions.length);
    let squares = 0;
    for (const feature of featuresOf(tokens, reasons)) {
      const column = this.columns.get(feature);
      if (!column) continue;
      squares += column.value * column.value;
      const { questions, weights, value } = column;
      for (let i = 0; i < questions.length; i += 1) scores[questions[i]!]! += weights[i]! * value;
    }
    const norm = lengthOf(squares);
    for (let i = 0; i < scores.length; i += 1) scores[i] = scores[i]! / norm + this.bias[i]!;
    return scores;
  }

  /** The features that spoke most for a question, with what each contributed: why a passage was taken for what it is. */
  explain(tokens: readonly Token[], question: string, limit: number): { readonly feature: string; readonly contribution: number }[] {
    const index = this.index(question);
    const found: { feature: string; contribution: number }[] = [];
    for (const feature of featuresOf(tokens, [])) {
      const column = this.columns.get(feature);
      const at = column?.questions.indexOf(index) ?? -1;
      if (column && at >= 0 && !feature.startsWith('c:')) found.push({ feature, contribution: column.weights[at]! * column.value });
    }
    return found.sort((a, b) => b.contribution - a.contribution || (a.feature < b.feature ? -1 : 1)).slice(0, limit);
  }
}
