import { FACETS, type ForceReason, LANGUAGES, type Library, REASONS, type Rule } from '../library/model.js';
import type { Language } from '../text/model.js';
import { Phrases } from '../text/phrases.js';
import { type Token, tokenize } from '../text/tokens.js';
import { ForceReader } from './force.js';
import { againstQuestion, facetQuestion, presentQuestion, subjectQuestion } from './questions.js';
import { type Bag, Scorer } from './scorer.js';

/** What a sentence holds that any score of it, alone or with others, is made of. */
export interface Reading {
  readonly bag: Bag | undefined;
  readonly reasons: readonly ForceReason[];
  readonly parts: readonly RulePart[];
  /** By facet: 1 when a phrase of its rule speaks for it, -1 when one speaks against it, else 0. */
  readonly signs: Int8Array;
}

interface RulePart {
  readonly rule: number;
  readonly part: string;
}

/** Scores of a stretch of text: by rule, in the library's order, and by facet. */
export interface Scores {
  readonly present: Float64Array;
  readonly subject: Float64Array;
  readonly facets: Float64Array;
  /** By facet: how much it shows that the facet does not hold. */
  readonly against: Float64Array;
  /** What takes the force out of the words, when something does. */
  readonly reason: ForceReason | undefined;
}

/** What a rule's own parts say counts this much beside what was learned. */
const PARTS_GAIN = 0.35;
/** For a rule of which nothing was learned its parts decide alone: a match lifts it over any threshold. */
const ALONE_GAIN = 2;
const UNKNOWN = -1;

/** A library made ready to read passages: phrases in tries, learned weights in columns. Built once per library. */
export class Recognizer {
  private readonly readers: Readonly<Record<Language, LanguageReader>>;

  constructor(readonly library: Library) {
    const force = new ForceReader(library.force);
    this.readers = Object.fromEntries(LANGUAGES.map((language) => [language, new LanguageReader(library, language, force)])) as Record<Language, LanguageReader>;
  }

  /** Reads one sentence. */
  read(prose: string, language: Language): Reading {
    return this.readers[language].read(tokenize(prose, language));
  }

  /** Scores sentences, read as one. */
  score(readings: readonly Reading[], language: Language): Scores {
    return this.readers[language].score(readings);
  }
}

class LanguageReader {
  private ready: Scorer | undefined;
  private readonly parts: Phrases<RulePart>;
  private readonly facetPhrases: Phrases<{ readonly facet: number; readonly sign: 1 | -1 }>;

  constructor(
    private readonly library: Library,
    private readonly language: Language,
    private readonly force: ForceReader,
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

  read(tokens: readonly Token[]): Reading {
    const signs = new Int8Array(FACETS.length);
    for (const { value } of this.facetPhrases.find(tokens)) if (signs[value.facet] !== -1) signs[value.facet] = value.sign;
    return { bag: this.scorer()?.bag(tokens), reasons: this.force.read(tokens, this.language), parts: this.parts.find(tokens).map(({ value }) => value), signs };
  }

  score(readings: readonly Reading[]): Scores {
    const reasons = reasonsOf(readings);
    const bags = readings.flatMap(({ bag }) => bag ?? []);
    const rules = this.library.rules.length;
    const scores = this.scorer()?.score(bags, reasons) ?? new Float64Array(2 * (rules + FACETS.length)).fill(UNKNOWN);
    const [present, subject] = [scores.subarray(0, rules), scores.subarray(rules, 2 * rules)];
    this.addParts(readings, present, subject);
    return { present, subject, facets: scores.subarray(2 * rules, 2 * rules + FACETS.length), against: scores.subarray(2 * rules + FACETS.length), reason: reasons[0] };
  }

  /** Learned weights are large: they are made ready when the first passage of their language comes. */
  private scorer(): Scorer | undefined {
    const weights = this.library.learned[this.language];
    if (!weights || this.ready) return this.ready;
    const ids = this.library.rules.map(({ id }) => id);
    return (this.ready = new Scorer(weights, [...ids.map(presentQuestion), ...ids.map(subjectQuestion), ...FACETS.map(facetQuestion), ...FACETS.map(againstQuestion)]));
  }

  /** Adds what the rules' own parts say. */
  private addParts(readings: readonly Reading[], present: Float64Array, subject: Float64Array): void {
    const found = partsByRule(readings);
    this.library.rules.forEach(({ recognition }, index) => {
      if (recognition.requires.length === 0 || matches(recognition.requires, found.get(index) ?? NO_PARTS)) return;
      present[index] = UNKNOWN;
      subject[index] = UNKNOWN;
    });
    for (const [index, names] of found) {
      const { recognition } = this.library.rules[index]!;
      const gain = present[index] === UNKNOWN ? ALONE_GAIN : PARTS_GAIN;
      if (matches(recognition.except, names)) {
        present[index]! -= PARTS_GAIN;
        subject[index]! -= PARTS_GAIN;
      } else if (matches(recognition.present, names)) {
        present[index]! += gain;
        subject[index]! += gain;
      } else if (matches(recognition.weak, names)) subject[index]! += gain;
    }
  }
}

/** In the order of REASONS. Words that delete delete what they open, not what stands before them. */
function reasonsOf(readings: readonly Reading[]): readonly ForceReason[] {
  if (readings.length === 1) return readings[0]!.reasons;
  return REASONS.filter((reason) => readings.some(({ reasons }, at) => reasons.includes(reason) && (reason !== 'deleted' || at === 0)));
}

function partsByRule(readings: readonly Reading[]): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const { parts } of readings) {
    for (const { rule, part } of parts) {
      const names = found.get(rule);
      if (names) names.add(part);
      else found.set(rule, new Set([part]));
    }
  }
  return found;
}

const NO_PARTS: ReadonlySet<string> = new Set();

function matches(combinations: Rule['recognition']['present'], names: ReadonlySet<string>): boolean {
  return combinations.some((combination) => combination.every((name) => names.has(name)));
}
