import { FACETS, type Facet, type ForceReason, LANGUAGES, type Library, type Rule } from '../library/model.js';
import type { Language } from '../text/model.js';
import { Phrases } from '../text/phrases.js';
import type { Token } from '../text/tokens.js';
import { ForceReader } from './force.js';
import { Scorer, againstQuestion, facetQuestion, presentQuestion, subjectQuestion } from './learned.js';

/** Scores of one window of text: by rule, in the library's order, and by facet. */
export interface Scores {
  readonly present: Float64Array;
  readonly subject: Float64Array;
  readonly facets: Float64Array;
  /** By facet: how much it shows that the facet does not hold. */
  readonly against: Float64Array;
  /** By facet: 1 when a phrase of its rule speaks for it, -1 when one speaks against it, else 0. */
  readonly signs: Int8Array;
  /** What takes the force out of the words, when something does. */
  readonly reason: ForceReason | undefined;
}

/** What a rule's own parts say counts this much beside what was learned. */
const PARTS_GAIN = 0.35;
const UNKNOWN = -1;

/** A library made ready to read passages: phrases in tries, learned weights in columns. Built once per library. */
export class Recognizer {
  readonly force: ForceReader;
  private readonly readers: Readonly<Record<Language, LanguageReader>>;

  constructor(readonly library: Library) {
    this.force = new ForceReader(library.force);
    this.readers = Object.fromEntries(LANGUAGES.map((language) => [language, new LanguageReader(library, language)])) as Record<Language, LanguageReader>;
  }

  score(tokens: readonly Token[], language: Language): Scores {
    return this.readers[language].score(tokens, this.force.read(tokens, language));
  }

  /** The words that spoke most for a requirement in a passage, best first. */
  explain(tokens: readonly Token[], language: Language, requirement: string, limit = 6): readonly string[] {
    return this.readers[language].explain(tokens, requirement, limit);
  }
}

class LanguageReader {
  private scorer: Scorer | undefined;
  private columns: { readonly present: number[]; readonly subject: number[]; readonly facets: number[]; readonly against: number[] } | undefined;
  private readonly parts: Phrases<{ readonly rule: number; readonly part: string }>;
  private readonly facetPhrases: Phrases<{ readonly facet: number; readonly sign: 1 | -1 }>;

  constructor(
    private readonly library: Library,
    private readonly language: Language,
  ) {
    this.parts = new Phrases(language);
    library.rules.forEach((rule, index) => {
      for (const part of rule.recognition.parts) for (const phrase of part.phrases[language]) this.parts.add(phrase, { rule: index, part: part.name });
    });
    this.facetPhrases = new Phrases(language);
    for (const rule of library.facets) {
      const facet = FACETS.indexOf(rule.facet);
      for (const phrase of rule.for[language]) this.facetPhrases.add(phrase, { facet, sign: 1 });
      for (const phrase of rule.against[language]) this.facetPhrases.add(phrase, { facet, sign: -1 });
    }
  }

  score(tokens: readonly Token[], reasons: readonly ForceReason[]): Scores {
    const rules = this.library.rules;
    const present = new Float64Array(rules.length).fill(UNKNOWN);
    const subject = new Float64Array(rules.length).fill(UNKNOWN);
    const facets = new Float64Array(FACETS.length).fill(UNKNOWN);
    const against = new Float64Array(FACETS.length).fill(UNKNOWN);
    const scorer = this.prepared();
    if (scorer && this.columns) {
      const scores = scorer.score(tokens, reasons);
      this.columns.present.forEach((column, rule) => column >= 0 && (present[rule] = scores[column]!));
      this.columns.subject.forEach((column, rule) => column >= 0 && (subject[rule] = scores[column]!));
      this.columns.facets.forEach((column, facet) => column >= 0 && (facets[facet] = scores[column]!));
      this.columns.against.forEach((column, facet) => column >= 0 && (against[facet] = scores[column]!));
    }
    this.addParts(tokens, present, subject);
    const signs = new Int8Array(FACETS.length);
    for (const { value } of this.facetPhrases.find(tokens)) if (signs[value.facet] !== -1) signs[value.facet] = value.sign;
    return { present, subject, facets, against, signs, reason: reasons[0] };
  }

  explain(tokens: readonly Token[], requirement: string, limit: number): readonly string[] {
    const words = this.prepared()?.explain(tokens, presentQuestion(requirement), limit * 2) ?? [];
    const stems = words.filter((word) => word.contribution > 0).flatMap((word) => word.feature.slice(2).split('_'));
    const seen = new Set(stems);
    return [...new Set(tokens.filter((token) => seen.has(token.stem) && token.form.length > 2).map((token) => token.form))].slice(0, limit);
  }

  /** Learned weights are large: they are made ready when the first passage of their language comes. */
  private prepared(): Scorer | undefined {
    const learned = this.library.learned[this.language];
    if (!learned || this.scorer) return this.scorer;
    const scorer = new Scorer(learned);
    this.scorer = scorer;
    this.columns = {
      present: this.library.rules.map((rule) => scorer.index(presentQuestion(rule.id))),
      subject: this.library.rules.map((rule) => scorer.index(subjectQuestion(rule.id))),
      facets: FACETS.map((facet: Facet) => scorer.index(facetQuestion(facet))),
      against: FACETS.map((facet: Facet) => scorer.index(againstQuestion(facet))),
    };
    return scorer;
  }

  /** Adds what the rules' own parts say. For a rule without learned weights they decide alone: a match lifts it over any threshold. */
  private addParts(tokens: readonly Token[], present: Float64Array, subject: Float64Array): void {
    const found = new Map<number, Set<string>>();
    for (const { value } of this.parts.find(tokens)) {
      let names = found.get(value.rule);
      if (!names) found.set(value.rule, (names = new Set()));
      names.add(value.part);
    }
    this.library.rules.forEach(({ recognition }, index) => {
      if (recognition.requires.length === 0 || matches(recognition.requires, found.get(index) ?? NONE)) return;
      present[index] = UNKNOWN;
      subject[index] = UNKNOWN;
    });
    for (const [index, names] of found) {
      const rule = this.library.rules[index]!;
      const learned = present[index] !== UNKNOWN;
      if (matches(rule.recognition.except, names)) {
        present[index]! -= PARTS_GAIN;
        subject[index]! -= PARTS_GAIN;
      } else if (matches(rule.recognition.present, names)) {
        present[index]! += learned ? PARTS_GAIN : 2;
        subject[index]! += learned ? PARTS_GAIN : 2;
      } else if (matches(rule.recognition.weak, names)) subject[index]! += learned ? PARTS_GAIN : 2;
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

function matches(combinations: Rule['recognition']['present'], names: ReadonlySet<string>): boolean {
  return combinations.some((combination) => combination.every((name) => names.has(name)));
}
