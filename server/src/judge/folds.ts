import type { LabelledDossier } from '../library/labels.js';
import { type Decisions, FACETS, LANGUAGES, type Library } from '../library/model.js';
import type { Teaching } from '../library/teaching.js';
import { packLearned } from '../library/weights.js';
import { BEARING, type DecisionLesson, PRESENT, facetDecision, facetFeatures, provisionFeatures } from './decisions.js';
import { learnDecisions } from './learning.js';
import { learnLanguage } from './lessons.js';
import { type Reading, SignalCache, readAll } from './reading.js';
import { Recognizer } from './recognizer.js';
import { type Dossier, readDossier } from './settings.js';

/** Dossiers held back, the scorers that were learned without them, and what those say of them. */
export interface Fold {
  readonly held: readonly LabelledDossier[];
  readonly learned: Library['learned'];
  readonly lessons: readonly DecisionLesson[];
}

/**
 * Holds back each dossier once, and learns the scorers from all else that is taught. Only what is said of a text that was not learned from tells how far
 * a score can be trusted.
 * @param dossiers those to hold back; others are learned from in every fold
 */
export function foldsOf(dossiers: readonly LabelledDossier[], teaching: Teaching, library: Library, count: number, onFold: (done: number) => void = () => {}): Fold[] {
  const known = new Set(dossiers.map(textOf));
  const others = teaching.dossiers.filter((dossier) => !known.has(textOf(dossier)));
  return Array.from({ length: count }, (_, fold) => {
    onFold(fold);
    const held = dossiers.filter((_dossier, at) => at % count === fold);
    const lessons = [...others, ...dossiers.filter((_dossier, at) => at % count !== fold)];
    const languages = LANGUAGES.filter((language) => held.some(({ labels }) => labels.language === language));
    const learned = Object.fromEntries(languages.map((language) => [language, packLearned(learnLanguage({ ...teaching, dossiers: lessons }, language))]));
    return { held, learned, lessons: decisionLessons(held, { ...library, learned }) };
  });
}

/** What to learn decisions from, all folds together or without one of them. */
export function decisionsOf(folds: readonly Fold[], without?: Fold): Decisions {
  return learnDecisions(folds.filter((fold) => fold !== without).flatMap(({ lessons }) => lessons));
}

/** A labelled dossier as the judge reads any other; its place on a disk does not matter. */
export function dossierOf(labelled: LabelledDossier, date: string): Dossier {
  return readDossier({ folder: `/${labelled.name}`, documents: labelled.documents, configs: [], errors: [] }, date);
}

/** No date enters into how a text is read. */
const ANY_DATE = '2026-01-01';

function decisionLessons(dossiers: readonly LabelledDossier[], library: Library): DecisionLesson[] {
  const recognizer = new Recognizer(library);
  return dossiers.flatMap((labelled) => {
    const reading = readAll(dossierOf(labelled, ANY_DATE), recognizer, new SignalCache());
    return [...(labelled.labels.facets.ai ? provisionLessons(labelled, reading, library) : []), ...facetLessons(labelled, reading, library)];
  });
}

function provisionLessons({ labels }: LabelledDossier, reading: Reading, library: Library): DecisionLesson[] {
  return library.rules.flatMap(({ id }, index) => {
    const status = labels.labels[id]?.status;
    if (status === undefined || status === 'not-applicable') return [];
    const features = provisionFeatures(id, reading.requirements[index]!);
    return [
      { question: PRESENT, features, answer: status === 'present' },
      { question: BEARING, features, answer: status !== 'missing' },
    ];
  });
}

function facetLessons({ labels }: LabelledDossier, reading: Reading, library: Library): DecisionLesson[] {
  return FACETS.map((facet) => ({ question: facetDecision(facet), features: facetFeatures(facet, reading, library), answer: labels.facets[facet] }));
}

function textOf({ documents }: LabelledDossier): string {
  return documents.map(({ text }) => text).join('\u0000');
}
