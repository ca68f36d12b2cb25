import { type Decisions, FACETS, type Facet, type FacetRule, type Library } from '../library/model.js';
import { ALONE } from './questions.js';
import type { FacetVoice, Reading, Voice } from './reading.js';

/** What is known of a requirement or a facet in a dossier, as named numbers. */
export type Features = Readonly<Record<string, number>>;

export const PRESENT = 'present';
export const BEARING = 'bearing';
export const facetDecision = (facet: Facet): string => `facet:${facet}`;

/** Stands for a passage that is not there. */
const SILENCE = -1;
/** Scores beyond are as good as certain. */
const CERTAIN = 1.5;

/** Without labelled dossiers to learn from, the best passage alone decides. */
const PLAIN: Decisions = {
  [PRESENT]: { bias: -ALONE, weights: { present: 1 } },
  [BEARING]: { bias: -ALONE, weights: { bearing: 1 } },
  ...Object.fromEntries(FACETS.map((facet) => [facetDecision(facet), { bias: 0.1, weights: { strongest: 0.5, for: 0.3, against: -0.7 } }])),
};

/** The decision on a question: positive speaks for it. What it has no weight for counts nothing. */
export function decisionScore(library: Pick<Library, 'decisions'>, question: string, features: Features): number {
  const { bias, weights } = library.decisions?.[question] ?? PLAIN[question]!;
  return Object.entries(features).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, bias);
}

/** What the voices on a requirement say together; the strongest one comes first. */
export function provisionFeatures(requirement: string, voices: readonly Voice[]): Features {
  const binding = voices.find(({ limit }) => limit === undefined);
  const bearing = strongestSubject(voices);
  const second = voices.find((voice) => voice.limit === undefined && voice !== binding);
  return {
    present: clipped(binding?.present),
    bearing: clipped(bearing?.subject),
    'bearing-of-present': clipped(binding?.subject),
    'present-of-bearing': clipped(bearing?.present),
    second: clipped(second?.present),
    [`present:${binding?.reason ?? 'plain'}`]: 0.5,
    [`bearing:${bearing?.limit ?? bearing?.reason ?? 'plain'}`]: 0.5,
    [`requirement:${requirement}`]: 0.7,
  };
}

/** The voice that bears most on the subject: what was struck out does not. */
export function strongestSubject(voices: readonly Voice[]): Voice | undefined {
  return voices.reduce<Voice | undefined>((best, voice) => (voice.limit !== 'deleted' && voice.subject > (best?.subject ?? -Infinity) ? voice : best), undefined);
}

/** What the passages of a dossier say of a facet, beside what they say of the others. */
export function facetFeatures(facet: Facet, reading: Reading, library: Library): Features {
  const voices = reading.facets[FACETS.indexOf(facet)]!;
  const opening = voices.filter(({ evidence }) => evidence.span.start < OPENING);
  const rule = library.facets.find((candidate) => candidate.facet === facet);
  // Whether AI is bought at all does not follow from the rest of the profile, which a tender without AI has too.
  const others = FACETS.flatMap((other, index) => (other === facet || facet === 'ai' ? [] : [[`other:${other}`, mean(reading.facets[index]!, 'score') / 2] as const]));
  const [strongest, contrary] = [highest(voices, 'score'), highest(voices, 'against')];
  const count = (sign: number): number => voices.filter((voice) => voice.sign === sign).length;
  return {
    strongest,
    mean: mean(voices, 'score'),
    contrary,
    'mean-contrary': mean(voices, 'against'),
    balance: strongest - contrary,
    opening: mean(opening, 'score'),
    'opening-contrary': mean(opening, 'against'),
    many: Math.log1p(voices.filter(({ score }) => score > 0).length) / 3,
    // Tenders without AI name it as often, to forbid it in bids.
    ...(facet === 'ai' ? {} : { for: Math.log1p(count(1)) / 2 }),
    against: Math.min(count(-1), 3) / 2,
    shown: Math.min(shownBy(rule, reading, library), 5) / 4,
    ...Object.fromEntries(others),
  };
}

function shownBy(rule: FacetRule | undefined, reading: Reading, library: Library): number {
  return (rule?.shownBy ?? []).filter((id) => (reading.requirements[library.rules.findIndex((one) => one.id === id)]?.[0]?.present ?? SILENCE) >= ALONE).length;
}

/** The first articles of a document say what is bought, in about so many characters. */
const OPENING = 3_000;
const FEW = 3;

/** Of the few strongest: a short document may hold a single one. */
function mean(voices: readonly FacetVoice[], of: 'score' | 'against'): number {
  const scores = voices.map((voice) => clipped(voice[of])).sort((a, b) => b - a).slice(0, FEW);
  return scores.length === 0 ? SILENCE : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function highest(voices: readonly FacetVoice[], of: 'score' | 'against'): number {
  return clipped(voices.reduce((best, voice) => Math.max(best, voice[of]), SILENCE));
}

function clipped(score: number = SILENCE): number {
  return Math.max(SILENCE, Math.min(CERTAIN, score));
}

/** For a question the features and what they should decide. */
export interface DecisionLesson {
  readonly question: string;
  readonly features: Features;
  readonly answer: boolean;
}
