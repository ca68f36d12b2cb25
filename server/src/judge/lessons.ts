import type { Case } from '../library/cases.js';
import type { FacetCase } from '../library/cases.js';
import { FACETS, type Learned, type LearnedThresholds, type Library } from '../library/model.js';
import type { Language } from '../text/model.js';
import { ForceReader } from './force.js';
import { facetQuestion, presentQuestion, subjectQuestion } from './learned.js';
import { type Lesson, learn } from './learning.js';

/** Everything the scorers of one language are learned from. */
export interface Teaching {
  readonly cases: readonly Case[];
  readonly facets: readonly FacetCase[];
  /** Ordinary procurement passages that touch no requirement. */
  readonly force: Library['force'];
  readonly boilerplate: readonly { readonly language: Language; readonly text: string }[];
}

/** Learns the scorers of one language from the cases of the library. Pure and deterministic; seconds for thousands of cases. */
export function learnLanguage(teaching: Teaching, language: Language, thresholds: LearnedThresholds): Learned {
  const cases = teaching.cases.filter((one) => one.language === language);
  const requirements = [...new Set(cases.map((one) => one.requirement))].sort();
  const lessons: Lesson[] = [
    ...cases.map((one) => ({
      text: one.text,
      about: 'requirements' as const,
      answers: { [subjectQuestion(one.requirement)]: one.status !== 'missing', [presentQuestion(one.requirement)]: one.status === 'present' },
    })),
    ...teaching.boilerplate.filter((one) => one.language === language).map((one) => ({ text: one.text, about: 'nothing' as const, answers: {} })),
    ...teaching.facets
      .filter((one) => one.language === language)
      .map((one) => ({ text: one.text, about: 'facets' as const, answers: { [facetQuestion(one.facet)]: one.value } })),
  ];
  const questions = [...requirements.flatMap((id) => [subjectQuestion(id), presentQuestion(id)]), ...FACETS.map(facetQuestion)];
  return learn(lessons, language, questions, thresholds, new ForceReader(teaching.force));
}
