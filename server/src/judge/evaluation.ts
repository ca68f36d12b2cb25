import { compare } from '../library/load.js';
import type { Label, LabelledDossier } from '../library/labels.js';
import { FACETS, type Facet } from '../library/model.js';
import type { Language } from '../text/model.js';
import type { Evidence, Status, Verdict } from './model.js';

/** A share: how many of how many. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/**
 * How a judge compares with a careful reader. A requirement is flagged when its status is weak or missing: what a user sees as a finding.
 * A waiver is no answer of the judge; labels know none.
 */
export interface Scores {
  readonly flags: { readonly hits: number; readonly false: number; readonly missed: number };
  /** Of the four statuses, over the dossiers that buy AI. */
  readonly status: Share;
  /** Of the right present and weak findings, those whose evidence overlaps the reader's quotation. */
  readonly evidence: Share;
}

/** One answer of the judge that differs from the reader's. */
export interface Mistake {
  readonly dossier: string;
  readonly requirement: string;
  readonly label: Label['status'];
  readonly status: Status;
  /** What the judge went by. */
  readonly found: string;
  /** What the reader went by. */
  readonly wanted: string;
}

export interface Evaluation {
  readonly dossiers: number;
  readonly all: Scores;
  readonly languages: Readonly<Partial<Record<Language, Scores>>>;
  readonly requirements: Readonly<Record<string, Scores>>;
  readonly facets: Share & { readonly mistakes: readonly { readonly dossier: string; readonly facet: Facet; readonly label: boolean; readonly found: readonly string[] }[] };
  /** Flags on dossiers that buy no AI. */
  readonly unwanted: number;
  readonly mistakes: readonly Mistake[];
}

/** A dossier with its labels, and what the judge says of it. */
export interface Judgement {
  readonly labelled: LabelledDossier;
  readonly verdict: Verdict;
}

interface Pair {
  readonly dossier: string;
  readonly language: Language;
  readonly ai: boolean;
  readonly requirement: string;
  readonly label: Label;
  readonly status: Status;
  readonly found: readonly Evidence[];
  readonly near: string;
  readonly overlaps: boolean;
}

/** Compares verdicts with labels. A requirement that the labels do not name is left out. */
export function evaluate(judgements: readonly Judgement[]): Evaluation {
  const pairs = judgements.flatMap(pairsOf);
  const grouped = (key: (pair: Pair) => string): Record<string, Scores> => {
    const keys = [...new Set(pairs.map(key))].sort(compare);
    return Object.fromEntries(keys.map((name) => [name, scoresOf(pairs.filter((pair) => key(pair) === name))]));
  };
  const facets = judgements.flatMap(({ labelled, verdict }) =>
    FACETS.map((facet) => ({ dossier: labelled.name, facet, label: labelled.labels.facets[facet], right: verdict.profile[facet].value === labelled.labels.facets[facet], found: verdict.profile[facet].evidence.map(({ text }) => plain(text)) })),
  );
  return {
    dossiers: judgements.length,
    all: scoresOf(pairs),
    languages: grouped(({ language }) => language),
    requirements: grouped(({ requirement }) => requirement),
    facets: { right: facets.filter(({ right }) => right).length, of: facets.length, mistakes: facets.filter(({ right }) => !right).map(({ dossier, facet, label, found }) => ({ dossier, facet, label, found })) },
    unwanted: pairs.filter(({ ai, status }) => !ai && isFlag(status)).length,
    mistakes: pairs.filter(({ label, status }) => label.status !== status).map(mistakeOf),
  };
}

/** Flags that are right among those raised, those raised among the wanted, and their harmonic mean; 1 where there is nothing to find. */
export function precisionRecall({ hits, false: wrong, missed }: Scores['flags']): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return { precision: ratio(hits, hits + wrong), recall: ratio(hits, hits + missed), f1: ratio(2 * hits, 2 * hits + wrong + missed) };
}

function pairsOf({ labelled, verdict }: Judgement): Pair[] {
  const { name, labels, documents } = labelled;
  return verdict.findings.flatMap(({ requirement, status, evidence, nearMisses }) => {
    const label = labels.labels[requirement];
    if (!label) return [];
    const overlaps = label.evidence !== undefined && evidence.some((one) => overlapsQuote(one, label.evidence!, documents));
    return [{ dossier: name, language: labels.language, ai: labels.facets.ai, requirement, label, status, found: evidence, near: nearMisses[0]?.text ?? '', overlaps }];
  });
}

function mistakeOf({ dossier, requirement, label, status, found, near }: Pair): Mistake {
  return { dossier, requirement, label: label.status, status, found: plain(found[0]?.text ?? near), wanted: plain(label.evidence ?? '') };
}

const isFlag = (status: string): boolean => status === 'weak' || status === 'missing';

function scoresOf(pairs: readonly Pair[]): Scores {
  const count = (test: (pair: Pair) => boolean): number => pairs.filter(test).length;
  const judged = pairs.filter(({ ai }) => ai);
  const located = pairs.filter(({ label, status }) => label.status === status && (status === 'present' || status === 'weak') && label.evidence !== undefined);
  return {
    flags: {
      hits: count(({ label, status }) => isFlag(label.status) && isFlag(status)),
      false: count(({ label, status }) => !isFlag(label.status) && isFlag(status)),
      missed: count(({ label, status }) => isFlag(label.status) && !isFlag(status)),
    },
    status: { right: judged.filter(({ label, status }) => label.status === status).length, of: judged.length },
    evidence: { right: located.filter(({ overlaps }) => overlaps).length, of: located.length },
  };
}

/** Quotations are copied with line breaks as spaces: places are compared in a text in which every run of white space is one space. */
function overlapsQuote(evidence: Evidence, quote: string, documents: LabelledDossier['documents']): boolean {
  const text = documents.find(({ path }) => path === evidence.path)?.text;
  if (text === undefined) return false;
  const start = plain(text.slice(0, evidence.span.start)).length;
  const end = plain(text.slice(0, evidence.span.end)).length;
  const whole = plain(text);
  const wanted = plain(quote);
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) if (at < end && start < at + wanted.length) return true;
  return false;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
