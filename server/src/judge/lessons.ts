import type { LabelledDossier } from '../library/labels.js';
import { type Clause, FACETS, type Learned } from '../library/model.js';
import { fillPlaceholders } from '../library/placeholders.js';
import type { Language } from '../text/model.js';
import { parseDocument } from '../text/parse.js';
import { type Passage, passagesOf } from '../text/passages.js';
import { ForceReader } from './force.js';
import { facetQuestion, presentQuestion, subjectQuestion } from './learned.js';
import type { Teaching } from '../library/teaching.js';
import { type Lesson, learn } from './learning.js';

/** A clause, filled with its defaults, provides what its requirement wants: as a whole, by its first paragraph, and as a row. */
function lessonsOfClause(clause: Clause): Lesson[] {
  const fill = (text: string): string => fillPlaceholders(text, (name) => clause.placeholders.find((placeholder) => placeholder.name === name)?.default);
  const { row, requirement } = clause;
  const texts = [clause.body, clause.body.split('\n\n')[0]!, ...(row ? [`${row.label} ${row.value} ${row.detail}`, `${row.label} ${row.value}`] : [])];
  const answers = { [subjectQuestion(requirement)]: true, [presentQuestion(requirement)]: true };
  return texts.map((text) => ({ text: fill(text), about: 'clause' as const, answers }));
}

/**
 * Where a requirement is missing from a dossier, none of its passages provides it; where it is weak, none binds. Of a dossier in which it is present
 * only the annotated passage is known.
 */
function lessonsOfDossier(dossier: LabelledDossier): Lesson[] {
  const { facets, labels } = dossier.labels;
  const stretches = dossier.documents.flatMap(({ text }) => parseDocument(text).sections.flatMap((section) => stretchesOf(passagesOf(section))));
  return stretches.map((text) => {
    const answers: Record<string, boolean> = {};
    for (const [id, { status, evidence }] of Object.entries(facets.ai ? labels : {})) {
      const decides = evidence !== undefined && sharesWords(text, evidence);
      if (status === 'missing') answers[subjectQuestion(id)] = false;
      if (status === 'missing' || status === 'weak') answers[presentQuestion(id)] = false;
      if (decides && (status === 'weak' || status === 'present')) answers[subjectQuestion(id)] = true;
      if (decides && status === 'present') answers[presentQuestion(id)] = true;
    }
    return { text, about: 'dossier' as const, answers };
  });
}

/** What the judge reads as one: pairs of neighbouring sentences, and a sentence that stands alone in its block. */
function stretchesOf(passages: readonly Passage[]): string[] {
  const prose = passages.filter((passage) => passage.kind !== 'heading');
  return prose.flatMap((passage, at) => {
    const next = prose[at + 1];
    if (next && next.block === passage.block) return [`${passage.prose} ${next.prose}`];
    return prose[at - 1]?.block === passage.block ? [] : [passage.prose];
  });
}

function sharesWords(text: string, evidence: string): boolean {
  const plain = (words: string): string => words.replace(/[\s*_`|]+/g, ' ').trim();
  const [one, other] = [plain(text), plain(evidence)];
  return one.includes(other.slice(0, 40)) || other.includes(one.slice(0, 40));
}

/** Where the score of a passage starts to count; set on labelled dossiers, see docs/accuracy.md. */
const THRESHOLDS = { present: -0.3, subject: -0.3 };

/** Learns the scorers of one language from the cases of the library. Pure and deterministic; seconds for thousands of cases. */
export function learnLanguage(teaching: Teaching, language: Language): Learned {
  const cases = teaching.cases.filter((one) => one.language === language);
  const requirements = [...new Set(cases.map((one) => one.requirement))].sort();
  const lessons: Lesson[] = [
    ...cases.map((one) => ({
      text: one.text,
      about: 'requirements' as const,
      answers: { [subjectQuestion(one.requirement)]: one.status !== 'missing', [presentQuestion(one.requirement)]: one.status === 'present' },
    })),
    ...teaching.boilerplate.filter((one) => one.language === language).map((one) => ({ text: one.text, about: 'nothing' as const, answers: {} })),
    ...teaching.clauses.filter((one) => one.language === language).flatMap(lessonsOfClause),
    ...teaching.dossiers.filter((one) => one.labels.language === language).flatMap(lessonsOfDossier),
    ...teaching.facets
      .filter((one) => one.language === language)
      .map((one) => ({ text: one.text, about: 'facets' as const, answers: { [facetQuestion(one.facet)]: one.value } })),
  ];
  const questions = [...requirements.flatMap((id) => [subjectQuestion(id), presentQuestion(id)]), ...FACETS.map(facetQuestion)];
  return learn(lessons, language, questions, THRESHOLDS, new ForceReader(teaching.force));
}
