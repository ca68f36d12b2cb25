import type { Language, Section, Span } from '../text/model.js';
import { type Passage, passagesOf } from '../text/passages.js';
import type { Reason } from './model.js';
import { ALONE } from './questions.js';
import type { Reading, Recognizer, Scores } from './recognizer.js';

/** A passage that speaks to a question. Spans are relative to the section. */
export interface Candidate {
  /** Index of the rule, or of the facet. */
  readonly of: number;
  readonly present: number;
  readonly subject: number;
  readonly span: Span;
  /** Why it cannot bind, whatever its words: its place. */
  readonly limit?: Reason;
  /** What takes force out of its words; explains a verdict, does not make it. */
  readonly reason?: Reason;
}

/** A passage that speaks for a facet, or against it. */
export interface FacetCandidate {
  readonly of: number;
  readonly score: number;
  /** How much it shows that the facet does not hold. */
  readonly against: number;
  /** 1 for a phrase of the facet's rule, -1 for one against it. */
  readonly sign: number;
  readonly span: Span;
}

/** What one section says: all that the deciding half needs of it. */
export interface Signals {
  readonly requirements: readonly Candidate[];
  readonly facets: readonly FacetCandidate[];
  /** The heading alone, for a section with nothing under it. */
  readonly heading: readonly Candidate[];
  readonly empty: boolean;
}

/** Stretches of more sentences than this are not read as one: the subject would be lost among others. */
const MAX_BLOCK = 8;
/** A passage that scores less can never matter. */
const LEAST = ALONE - 0.35;
const LEAST_FACET = -0.5;
const CLEARLY = 0.05;
/** A heading has few words to say what it is about. */
const FEW_WORDS = 0.1;

/**
 * Reads one section: each sentence, each pair of neighbouring sentences, and each whole block is scored against every rule; the best stretch
 * of each rule in each block is kept. Depends on the section's text and language only, so that callers may cache it by them.
 */
export function collect(section: Section, language: Language, recognizer: Recognizer): Signals {
  const passages = passagesOf(section);
  const heading = passages.filter((passage) => passage.kind === 'heading');
  const blocks = groupByBlock(passages.filter((passage) => passage.kind !== 'heading'));
  const reader = new Reader(language, recognizer);
  return {
    requirements: blocks.flatMap((block) => reader.block(block)),
    facets: [heading, ...blocks].flatMap((block) => reader.facets(block)),
    heading: heading.flatMap((passage) => reader.heading(passage)),
    empty: blocks.length === 0,
  };
}

function groupByBlock(passages: readonly Passage[]): Passage[][] {
  const blocks: Passage[][] = [];
  for (const passage of passages) {
    const last = blocks.at(-1);
    if (last && last[0]!.block === passage.block) last.push(passage);
    else blocks.push([passage]);
  }
  return blocks;
}

interface Stretch {
  readonly span: Span;
  readonly readings: readonly Reading[];
  readonly scores: Scores;
}

class Reader {
  private readonly sentences = new Map<Passage, Stretch>();

  constructor(
    private readonly language: Language,
    private readonly recognizer: Recognizer,
  ) {}

  /** A sentence is read with its neighbour, and a short block as a whole: alone it often lacks who owes what. */
  block(block: readonly Passage[]): Candidate[] {
    const sentences = block.map((passage) => this.sentence(passage));
    const pairs = sentences.slice(1).map((_, at) => this.stretch([sentences[at]!, sentences[at + 1]!]));
    const wide = [...(pairs.length > 0 ? pairs : sentences), ...(block.length > 2 && block.length <= MAX_BLOCK ? [this.stretch(sentences)] : [])];
    const found: Candidate[] = [];
    for (let of = 0; of < this.recognizer.library.rules.length; of += 1) {
      const candidate = { present: highest(wide, 'present', of), subject: highest(wide, 'subject', of) };
      if (candidate.present < LEAST && candidate.subject < LEAST) continue;
      const best = bestOf(sentences, pairs, of);
      found.push({ of, ...candidate, span: best.span, ...this.weakening(block, best) });
    }
    return found;
  }

  facets(block: readonly Passage[]): FacetCandidate[] {
    return block.flatMap((passage) => {
      const { scores, span, readings } = this.sentence(passage);
      return [...scores.facets].flatMap((score, of) => {
        const sign = readings[0]!.signs[of]!;
        const against = scores.against[of]!;
        return score > LEAST_FACET || against > LEAST_FACET || sign !== 0 ? [{ of, score, against, sign, span }] : [];
      });
    });
  }

  heading(passage: Passage): Candidate[] {
    const { scores, span } = this.sentence(passage);
    return [...scores.subject].flatMap((score, of) =>
      score >= ALONE - FEW_WORDS ? [{ of, present: scores.present[of]!, subject: score + FEW_WORDS, span, limit: 'bare-heading' as const }] : [],
    );
  }

  private sentence(passage: Passage): Stretch {
    const known = this.sentences.get(passage);
    if (known) return known;
    const readings = [this.recognizer.read(passage.prose, this.language)];
    const sentence = { span: passage.span, readings, scores: this.recognizer.score(readings, this.language) };
    this.sentences.set(passage, sentence);
    return sentence;
  }

  /** Neighbouring sentences, read as one. */
  private stretch(sentences: readonly Stretch[]): Stretch {
    const readings = sentences.flatMap((sentence) => sentence.readings);
    return { span: { start: sentences[0]!.span.start, end: sentences.at(-1)!.span.end }, readings, scores: this.recognizer.score(readings, this.language) };
  }

  private weakening(block: readonly Passage[], stretch: Stretch): { readonly limit?: Reason; readonly reason?: Reason } {
    if (block[0]!.quoted) return { limit: 'quotation' };
    const { reason } = stretch.scores;
    if (reason === 'deleted') return { limit: reason };
    return reason ? { reason } : {};
  }
}

function highest(stretches: readonly Stretch[], question: 'present' | 'subject', of: number): number {
  return stretches.reduce((best, stretch) => Math.max(best, stretch.scores[question][of]!), -Infinity);
}

/** The narrowest stretch that carries the provision: a sentence, unless the pair around it says clearly more. */
function bestOf(sentences: readonly Stretch[], pairs: readonly Stretch[], of: number): Stretch {
  const first = (stretches: readonly Stretch[]): Stretch => stretches.reduce((best, stretch) => (stretch.scores.present[of]! > best.scores.present[of]! ? stretch : best));
  const sentence = first(sentences);
  const pair = pairs.length > 0 ? first(pairs) : sentence;
  return pair.scores.present[of]! > sentence.scores.present[of]! + CLEARLY ? pair : sentence;
}
