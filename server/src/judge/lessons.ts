import type { LabelledDossier } from '../library/labels.js';
import { type Clause, FACETS, type Facet, type Learned } from '../library/model.js';
import { fillPlaceholders } from '../library/placeholders.js';
import type { Teaching } from '../library/teaching.js';
import type { Language } from '../text/model.js';
import { parseDocument } from '../text/parse.js';
import { type Passage, passagesOf } from '../text/passages.js';
import { ForceReader } from './force.js';
import { againstQuestion, facetQuestion, presentQuestion, subjectQuestion } from './questions.js';
import { type Lesson, learn } from './learning.js';

type Answers = Record<string, boolean>;

/** Learns the scorers of one language from everything that is taught. Pure and deterministic; about a minute for 20,000 cases and 50 dossiers. */
export function learnLanguage(teaching: Teaching, language: Language): Learned {
  const spoken = <T extends { readonly language: Language }>(all: readonly T[]): T[] => all.filter((one) => one.language === language);
  const cases = spoken(teaching.cases);
  const requirements = [...new Set(cases.map((one) => one.requirement))].sort();
  const lessons: Lesson[] = [
    ...cases.map((one) => ({
      text: one.text,
      about: 'requirements' as const,
      answers: { [subjectQuestion(one.requirement)]: one.status !== 'missing', [presentQuestion(one.requirement)]: one.status === 'present' },
    })),
    ...spoken(teaching.boilerplate).map((one) => ({ text: one.text, about: 'nothing' as const, answers: {} })),
    ...spoken(teaching.clauses).flatMap(lessonsOfClause),
    ...teaching.dossiers.filter(({ labels }) => labels.language === language).flatMap(lessonsOfDossier),
    ...spoken(teaching.facets).map((one) => ({ text: one.text, about: 'facets' as const, answers: { [facetQuestion(one.facet)]: one.value } })),
    ...spoken(teaching.objects).map((one) => ({ text: one.text, about: 'facets' as const, answers: answersOfObject(one.facets) })),
  ];
  const questions = [...requirements.flatMap((id) => [subjectQuestion(id), presentQuestion(id)]), ...FACETS.flatMap((facet) => [facetQuestion(facet), againstQuestion(facet)])];
  return learn(lessons, language, questions, new ForceReader(teaching.force));
}

/** A clause, filled with its defaults, provides what its requirement wants: as a whole, by its first paragraph, and as a row. */
function lessonsOfClause(clause: Clause): Lesson[] {
  const fill = (text: string): string => fillPlaceholders(text, (name) => clause.placeholders.find((placeholder) => placeholder.name === name)?.default);
  const { row, requirement } = clause;
  const texts = [clause.body, clause.body.split('\n\n')[0]!, ...(row ? [`${row.label} ${row.value} ${row.detail}`, `${row.label} ${row.value}`] : [])];
  const answers = { [subjectQuestion(requirement)]: true, [presentQuestion(requirement)]: true };
  return texts.map((text) => ({ text: fill(text), about: 'clause' as const, answers }));
}

/** What says that a facet holds denies the contrary, and the other way round. */
function answersOfObject(facets: Readonly<Partial<Record<Facet, boolean>>>): Answers {
  return Object.fromEntries(Object.entries(facets).flatMap(([facet, holds]) => [[facetQuestion(facet), holds], [againstQuestion(facet), !holds]]));
}

function lessonsOfDossier(dossier: LabelledDossier): Lesson[] {
  const sections = dossier.documents.flatMap(({ text }) => parseDocument(text).sections.map((section) => passagesOf(section).filter(({ kind }) => kind !== 'heading')));
  const { ai } = dossier.labels.facets;
  return [
    ...(ai && dossier.labels.passages ? sections.flat().map(({ prose }) => ({ text: prose, about: 'profile' as const, answers: facetAnswers(prose, dossier) })) : []),
    ...(ai ? [] : sections.flat().map(({ prose }) => ({ text: prose, about: 'dossier' as const, answers: facetAnswers(prose, dossier) }))),
    ...(ai ? sections.flatMap(stretchesOf).map((text) => ({ text, about: 'dossier' as const, answers: provisionAnswers(text, dossier) })) : []),
  ];
}

/**
 * Where a requirement is missing from a dossier, none of its passages provides it; where it is weak, none binds. Of a dossier in which it is present
 * only the annotated passage is known.
 */
function provisionAnswers(text: string, { labels }: LabelledDossier): Answers {
  const answers: Answers = {};
  for (const [id, { status, evidence }] of Object.entries(labels.labels)) {
    const decides = evidence !== undefined && sharesWords(text, evidence);
    if (status === 'missing') answers[subjectQuestion(id)] = false;
    if (status === 'missing' || status === 'weak') answers[presentQuestion(id)] = false;
    if (decides && (status === 'weak' || status === 'present')) answers[subjectQuestion(id)] = true;
    if (decides && status === 'present') answers[presentQuestion(id)] = true;
  }
  return answers;
}

/** Of a facet that does not hold, no passage shows that it does; the annotated ones show the contrary, or mislead. And the other way round. */
function facetAnswers(text: string, { labels }: LabelledDossier): Answers {
  const answers: Answers = {};
  for (const facet of FACETS) {
    const holds = labels.facets[facet];
    const quotes = labels.passages?.[facet];
    // What a tender without AI says of hosting or of persons is about something else.
    if (!quotes || (!labels.facets.ai && facet !== 'ai')) continue;
    const [own, contrary] = holds ? [facetQuestion(facet), againstQuestion(facet)] : [againstQuestion(facet), facetQuestion(facet)];
    answers[contrary] = false;
    if (quotes.shows.some((quote) => sharesWords(text, quote))) answers[own] = true;
    else if (quotes.misleads.some((quote) => sharesWords(text, quote))) answers[own] = false;
  }
  return answers;
}

/** What the judge reads as one: pairs of neighbouring sentences, and a sentence that stands alone in its block. */
function stretchesOf(passages: readonly Passage[]): string[] {
  return passages.flatMap((passage, at) => {
    const next = passages[at + 1];
    if (next && next.block === passage.block) return [`${passage.prose} ${next.prose}`];
    return passages[at - 1]?.block === passage.block ? [] : [passage.prose];
  });
}

/** Long enough to tell one passage of a dossier from another. */
const TELLING = 40;
const LEAST_TELLING = 16;

function sharesWords(text: string, quote: string): boolean {
  const plain = (words: string): string => words.replace(/[\s*_`|]+/g, ' ').trim();
  const [one, other] = [plain(text), plain(quote)];
  return one.includes(other.slice(0, TELLING)) || (one.length >= LEAST_TELLING && other.includes(one.slice(0, TELLING)));
}
