import type { Language, Section, Span } from '../text/model.js';
import { type Passage, passagesOf } from '../text/passages.js';
import { type Token, tokenize } from '../text/tokens.js';
import type { Reason } from './model.js';
import type { Recognizer, Scores } from './recognizer.js';

/** A passage that speaks to a question. Spans are relative to the section. */
export interface Candidate {
  /** Index of the rule, or of the facet. */
  readonly of: number;
  readonly present: number;
  readonly subject: number;
  readonly span: Span;
  /** Why it cannot bind, whatever its words. */
  readonly limit?: Reason;
}

/** A passage that speaks for a facet, or against it. */
export interface FacetCandidate {
  readonly of: number;
  readonly score: number;
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

/** Windows of more sentences than this are not read as one: the subject would be lost among others. */
const MAX_BLOCK = 8;
/** What lies further below the threshold than this can never matter. */
const MARGIN = 0.35;

/**
 * Reads one section: each sentence, each pair of neighbouring sentences, and each whole block is scored against every rule; the best window
 * of each rule in each block is kept. Depends on the section's text and language only, so that callers may cache it by them.
 */
export function collect(section: Section, language: Language, recognizer: Recognizer): Signals {
  const passages = passagesOf(section);
  const heading = passages.filter((passage) => passage.kind === 'heading');
  const blocks = groupByBlock(passages.filter((passage) => passage.kind !== 'heading'));
  const reader = new Reader(language, recognizer);
  return {
    requirements: blocks.flatMap((block) => reader.block(block)),
    facets: blocks.flatMap((block) => reader.facets(block)),
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

interface Window {
  readonly span: Span;
  readonly tokens: readonly Token[];
  readonly scores: Scores;
}

class Reader {
  private readonly scored = new Map<Passage, Window>();

  constructor(
    private readonly language: Language,
    private readonly recognizer: Recognizer,
  ) {}

  block(block: readonly Passage[]): Candidate[] {
    const sentences = block.map((passage) => this.window([passage]));
    const narrow = block.length === 1 ? sentences : [...sentences, ...block.slice(1).map((passage, at) => this.window([block[at]!, passage]))];
    const whole = block.length > 2 && block.length <= MAX_BLOCK ? [this.window(block)] : [];
    const limits = new Map(narrow.map((window) => [window, this.limit(block, window)]));
    const { present, subject } = this.recognizer.thresholds(this.language);
    const found: Candidate[] = [];
    for (let of = 0; of < this.recognizer.library.rules.length; of += 1) {
      const best = bestOf(narrow, of);
      const widest = whole.length > 0 ? bestOf(whole, of) : best;
      const candidate = {
        present: Math.max(best.scores.present[of]!, widest.scores.present[of]!),
        subject: Math.max(best.scores.subject[of]!, widest.scores.subject[of]!, ...sentences.map((window) => window.scores.subject[of]!)),
      };
      if (candidate.present < present - MARGIN && candidate.subject < subject - MARGIN) continue;
      const limit = limits.get(best);
      found.push({ of, ...candidate, span: best.span, ...(limit ? { limit } : {}) });
    }
    return found;
  }

  facets(block: readonly Passage[]): FacetCandidate[] {
    return block.flatMap((passage) => {
      const { scores, span } = this.window([passage]);
      return [...scores.facets].flatMap((score, of) => {
        const sign = scores.signs[of]!;
        return score > 0 || sign !== 0 ? [{ of, score, sign, span }] : [];
      });
    });
  }

  heading(passage: Passage): Candidate[] {
    const { scores, span } = this.window([passage]);
    const { subject } = this.recognizer.thresholds(this.language);
    return [...scores.subject].flatMap((score, of) => (score >= subject ? [{ of, present: scores.present[of]!, subject: score, span, limit: 'bare-heading' as const }] : []));
  }

  private window(passages: readonly Passage[]): Window {
    const known = passages.length === 1 ? this.scored.get(passages[0]!) : undefined;
    if (known) return known;
    const tokens = passages.length === 1 ? tokenize(passages[0]!.prose, this.language) : passages.flatMap((passage) => this.window([passage]).tokens);
    const span = { start: passages[0]!.span.start, end: passages.at(-1)!.span.end };
    const window = { span, tokens, scores: this.recognizer.score(tokens, this.language) };
    if (passages.length === 1) this.scored.set(passages[0]!, window);
    return window;
  }

  private limit(block: readonly Passage[], window: Window): Reason | undefined {
    if (block[0]!.quoted) return 'quotation';
    return this.recognizer.force.read(window.tokens, this.language);
  }
}

function bestOf(windows: readonly Window[], of: number): Window {
  let best = windows[0]!;
  for (const window of windows) if (window.scores.present[of]! > best.scores.present[of]!) best = window;
  return best;
}
