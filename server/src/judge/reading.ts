import { FACETS, type DocumentKind } from '../library/model.js';
import { detectLanguage } from '../text/language.js';
import type { Language, Section, Span } from '../text/model.js';
import { RecentCache } from '../text/recentCache.js';
import { type Candidate, type Signals, collect } from './collect.js';
import { kindOf } from './kinds.js';
import type { DossierDocument, Evidence, Reason } from './model.js';
import type { Recognizer } from './recognizer.js';
import type { Dossier } from './settings.js';

/** A passage of the dossier that bears on a requirement, with its place. */
export interface Voice {
  readonly present: number;
  readonly subject: number;
  readonly limit?: Reason;
  readonly reason?: Reason;
  readonly language: Language;
  readonly kind: DocumentKind;
  readonly evidence: Evidence;
}

/** A passage that speaks for a facet (or against it, when `sign` is -1), with its place. */
export interface FacetVoice {
  readonly score: number;
  readonly against: number;
  readonly sign: number;
  readonly language: Language;
  readonly evidence: Evidence;
}

/** Everything that the sections of a dossier say, folded together. */
export interface Reading {
  readonly language: Language;
  readonly documents: readonly { readonly path: string; readonly kind: DocumentKind; readonly language: Language }[];
  /** By rule: its voices, the strongest first. */
  readonly requirements: readonly (readonly Voice[])[];
  /** By facet: its voices, the strongest first. */
  readonly facets: readonly (readonly FacetVoice[])[];
}

/** Signals by the section's language and text. */
export class SignalCache extends RecentCache<Signals> {}

/** Collects every section of every document, and sorts what was found by rule and by facet. */
export function readAll(dossier: Dossier, recognizer: Recognizer, cache: SignalCache): Reading {
  const requirements: Voice[][] = recognizer.library.rules.map(() => []);
  const facets: FacetVoice[][] = FACETS.map(() => []);
  const common = dossier.settings.language ?? dossierLanguage(dossier);
  const documents = dossier.documents.map(({ path, document }) => {
    const language = dossier.settings.language ?? detectLanguage(document.text.slice(0, 40_000)) ?? common;
    const kind = kindOf(path, document, dossier.settings.kinds);
    let inserted = false;
    document.sections.forEach((section, at) => {
      const spoken = dossier.settings.language ?? sectionLanguage(section, language);
      const signals = cache.get(`${spoken}:${section.text}`, () => collect(section, spoken, recognizer));
      const bare = signals.empty && section.heading !== undefined && section.heading.depth > 1 && !hasChildren(document.sections, at);
      for (const candidate of bare ? [...signals.requirements, ...signals.heading] : signals.requirements) {
        requirements[candidate.of]!.push(voiceOf(candidate, section, { path, document }, spoken, kind));
      }
      // What the tool itself inserted says nothing of what is bought.
      if (!inserted) for (const { of, score, against, sign, span } of signals.facets) facets[of]!.push({ score, against, sign, language: spoken, evidence: evidenceOf({ path, document }, section, span) });
      inserted = isInserted(section, inserted);
    });
    return { path, kind, language };
  });
  cache.rotate();
  for (const voices of requirements) voices.sort((a, b) => b.present - a.present || byPlace(a.evidence, b.evidence));
  for (const voices of facets) voices.sort((a, b) => b.score - a.score || byPlace(a.evidence, b.evidence));
  return { language: common, documents, requirements, facets };
}

function voiceOf(candidate: Candidate, section: Section, source: DossierDocument, language: Language, kind: DocumentKind): Voice {
  const { present, subject, limit, reason, span } = candidate;
  return { present, subject, ...(limit ? { limit } : {}), ...(reason ? { reason } : {}), language, kind, evidence: evidenceOf(source, section, span) };
}

function evidenceOf({ path, document }: DossierDocument, section: Section, span: Span): Evidence {
  const start = section.base + span.start;
  const end = section.base + span.end;
  return { path, span: { start, end }, text: document.text.slice(start, end) };
}

function dossierLanguage(dossier: Dossier): Language {
  const sample = dossier.documents.map(({ document }) => document.text.slice(0, 20_000)).join('\n');
  return detectLanguage(sample) ?? 'fr';
}

/** A section is read in its own language when it is long enough to tell, else in its document's. */
function sectionLanguage(section: Section, document: Language): Language {
  return section.text.length < 400 ? document : (detectLanguage(section.text) ?? document);
}

/** Whether what follows a section stands inside an inserted clause. */
function isInserted(section: Section, before: boolean): boolean {
  const last = section.directives.findLast((directive) => directive.kind === 'begin' || directive.kind === 'end');
  return last ? last.kind === 'begin' : before;
}

function hasChildren(sections: readonly Section[], at: number): boolean {
  const own = sections[at]?.heading?.depth;
  const next = sections[at + 1]?.heading?.depth;
  return own !== undefined && next !== undefined && next > own;
}

function byPlace(a: Evidence, b: Evidence): number {
  return (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.span.start - b.span.start;
}
