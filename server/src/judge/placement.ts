import type { Clause, DocumentKind, Rule } from '../library/model.js';
import type { Language, Section } from '../text/model.js';
import { tokenize } from '../text/tokens.js';
import type { Anchor, DossierDocument } from './model.js';
import type { Dossier } from './settings.js';
import { type PlacedTable, criteriaTables, penaltyTables } from './tables.js';

/** Where a clause belongs: a document, and the section whose heading fits best (none when no heading fits). */
export interface Home {
  readonly source: DossierDocument;
  /** Index of the section; undefined when the clause goes to the end of the document. */
  readonly section?: number;
  /** The table that takes it as a row. */
  readonly table?: PlacedTable;
}

/** What placing needs of a reading or a verdict: the language and the kinds of the documents. */
export interface Located {
  readonly language: Language;
  readonly documents: readonly { readonly path: string; readonly kind: DocumentKind }[];
}

/** A single document that merges administrative and technical clauses stands in for both. */
const STANDS_FOR: Readonly<Partial<Record<DocumentKind, readonly DocumentKind[]>>> = { ccp: ['ccap', 'cctp'], other: ['ccap', 'cctp', 'rc'] };

/** Finds where a clause belongs: its table, else its document and heading. */
export function homeOf(rule: Rule, clause: Clause | undefined, dossier: Dossier, reading: Located): Home | undefined {
  const table = clause ? tableFor(clause, dossier, reading) : undefined;
  if (table) return { source: table.source, section: table.source.document.sections.indexOf(table.section), table };
  const source = documentFor(clause?.documents ?? rule.where, dossier, reading);
  if (!source) return undefined;
  const language = reading.language;
  const wanted = [...(clause?.headings ?? []), ...rule.headings[language]];
  const section = bestSection(source.document.sections, wanted, language);
  return section === undefined ? { source } : { source, section };
}

/** The heading under which a missing provision is shown. */
export function anchorFor(rule: Rule, clause: Clause | undefined, dossier: Dossier, reading: Located): Anchor | undefined {
  const home = homeOf(rule, clause, dossier, reading);
  if (!home) return undefined;
  const { path, document } = home.source;
  const section = home.section === undefined ? document.sections.find((candidate) => candidate.heading) : document.sections[home.section];
  if (!section?.heading) return { path, span: firstLine(document.text, document.sections[0]?.base ?? 0), heading: '' };
  const { span, text } = section.heading;
  return { path, span: { start: section.base + span.start, end: section.base + span.end }, heading: text };
}

function firstLine(text: string, from: number): { start: number; end: number } {
  const start = Math.max(from, from + text.slice(from).search(/\S/));
  const newline = text.indexOf('\n', start);
  return { start, end: newline < 0 ? text.length : newline };
}

function tableFor(clause: Clause, dossier: Dossier, reading: Located): PlacedTable | undefined {
  if (clause.form === 'article' || !clause.row) return undefined;
  const find = clause.form === 'criterion' ? criteriaTables : penaltyTables;
  const tables = ordered(clause.documents, dossier, reading).flatMap((source) => find(source));
  return clause.form === 'criterion' ? tables[0] : tables.at(-1);
}

/** The documents of a dossier, those that fit the kinds best first. */
function ordered(kinds: readonly DocumentKind[], dossier: Dossier, reading: Located): DossierDocument[] {
  const rank = (path: string): number => {
    const kind = reading.documents.find((document) => document.path === path)?.kind ?? 'other';
    const own = kinds.indexOf(kind);
    if (own >= 0) return own;
    const standsFor = STANDS_FOR[kind]?.map((other) => kinds.indexOf(other)).filter((at) => at >= 0) ?? [];
    if (standsFor.length > 0) return kinds.length + Math.min(...standsFor);
    return 100 + ['ccap', 'cctp', 'ccp', 'other', 'annex', 'rc', 'ae'].indexOf(kind);
  };
  return [...dossier.documents].sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
}

function documentFor(kinds: readonly DocumentKind[], dossier: Dossier, reading: Located): DossierDocument | undefined {
  return ordered(kinds, dossier, reading)[0];
}

/** The section whose heading shares most with the wanted words; earlier words count for more. */
function bestSection(sections: readonly Section[], wanted: readonly string[], language: Language): number | undefined {
  const phrases = wanted.map((words) => stemsOf(words, language));
  let best: { index: number; score: number } | undefined;
  sections.forEach((section, index) => {
    if (!section.heading || section.heading.depth === 1 || isClosing(section.heading.title)) return;
    const stems = new Set(stemsOf(section.heading.title, language));
    let score = 0;
    phrases.forEach((phrase, at) => {
      const shared = phrase.filter((stem) => stems.has(stem)).length;
      if (phrase.length > 0 && shared === phrase.length) score = Math.max(score, 2 * shared + 1 - at / phrases.length);
      else if (shared > 0) score = Math.max(score, shared / phrase.length - at / (2 * phrases.length));
    });
    if (score > 0.6 && (!best || score > best.score)) best = { index, score };
  });
  return best?.index;
}

/** Articles that close a document and take nothing new under them. */
export function isClosing(title: string): boolean {
  return /d[eé]rogation|signature|litige|diff[eé]rend|recours|disputes?$|governing law|droit applicable/i.test(title);
}

const EMPTY_WORDS = new Set(['de', 'des', 'du', 'la', 'le', 'les', 'l', 'd', 'et', 'of', 'the', 'and', 'a', 'en', 'in', 'par', 'by', 'to', 'au', 'aux', 'for', 'pour']);

function stemsOf(words: string, language: Language): string[] {
  return tokenize(words, language).filter((token) => !EMPTY_WORDS.has(token.form)).map((token) => token.stem);
}
