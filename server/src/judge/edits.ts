import type { Clause, Library } from '../library/model.js';
import { fillPlaceholders, placeholdersIn } from '../library/placeholders.js';
import { clausesFor } from './choice.js';
import { type Draft, draftArticle, draftRow } from './drafting.js';
import type { TextEdit, Verdict } from './model.js';
import { homeOf } from './placement.js';
import type { Dossier } from './settings.js';

export interface InsertOptions {
  /** Clause id to insert; the best one for the dossier otherwise. */
  readonly clause?: string;
  /** Fill placeholders with the clause's defaults where the dossier gives no value, instead of leaving `{{name}}`. */
  readonly fill?: boolean;
}

/**
 * The edits that insert a clause for each requirement, in the right document, under the right heading, numbered like its neighbours, between provenance
 * comments; a criterion or penalty goes into the table as a row. Several requirements in one call keep numbering right; edits do not overlap.
 * Values of the dossier fill the placeholders of their name; the others stay as `{{name}}`.
 * @returns edits sorted by path and offset; a requirement for which the library has no clause in the dossier's language gives none
 */
export function insertionEdits(dossier: Dossier, verdict: Verdict, library: Library, requirements: readonly string[], options: InsertOptions = {}): TextEdit[] {
  const taken = new Map<string, number>();
  const drafts = requirements.flatMap((id) => {
    const rule = library.rules.find((candidate) => candidate.id === id);
    const clause = pick(clausesFor(id, verdict.language, library), options.clause);
    if (!rule || !clause) return [];
    const filled = fillClause(clause, dossier, options.fill === true);
    const home = homeOf(rule, filled, dossier, verdict);
    if (!home) return [];
    const draft = home.table ? draftRow(filled, home.table, taken) : draftArticle(filled, home, taken);
    return [{ draft, clause }];
  });
  return merge(drafts);
}

function pick(clauses: readonly Clause[], wanted: string | undefined): Clause | undefined {
  return wanted === undefined ? clauses[0] : clauses.find((clause) => clause.id === wanted);
}

function fillClause(clause: Clause, dossier: Dossier, defaults: boolean): Clause {
  const valueOf = (name: string): string | undefined => {
    const stated = dossier.settings.values[name];
    return stated ?? (defaults ? clause.placeholders.find((placeholder) => placeholder.name === name)?.default : undefined);
  };
  const fill = (text: string): string => fillPlaceholders(text, valueOf);
  const { row } = clause;
  return { ...clause, body: fill(clause.body), ...(row ? { row: { label: fill(row.label), value: fill(row.value), detail: fill(row.detail) } } : {}) };
}

/** Insertions at the same place become one edit, in the order in which they were asked for. */
function merge(drafts: readonly { readonly draft: Draft; readonly clause: Clause }[]): TextEdit[] {
  const places = new Map<string, { draft: Draft; texts: string[]; clauses: Clause[] }>();
  for (const { draft, clause } of drafts) {
    const key = `${draft.path}\u0000${draft.at}`;
    const known = places.get(key);
    if (known) {
      known.texts.push(draft.text);
      known.clauses.push(clause);
    } else places.set(key, { draft, texts: [draft.text], clauses: [clause] });
  }
  return [...places.values()]
    .map(({ draft, texts, clauses }) => {
      const text = `${draft.before}${texts.join(draft.between)}${draft.after}`;
      return { path: draft.path, span: { start: draft.at, end: draft.at }, text, placeholders: placeholdersOf(text, clauses) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start));
}

function placeholdersOf(text: string, clauses: readonly Clause[]): TextEdit['placeholders'] {
  const declared = new Map(clauses.flatMap((clause) => clause.placeholders.map((placeholder) => [placeholder.name, placeholder] as const)));
  return placeholdersIn(text).map(({ name, span }) => {
    const placeholder = declared.get(name);
    return { name, span, default: placeholder?.default ?? name, ...(placeholder?.choices ? { choices: placeholder.choices } : {}) };
  });
}

/** Applies edits of one document to its text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.span.start - a.span.start).reduce((at, edit) => at.slice(0, edit.span.start) + edit.text + at.slice(edit.span.end), text);
}

/** The edit that waives a requirement in the text, after the heading of the section where its finding is shown (the weak passage's, else the anchor's). The reason stands as `{{reason}}` when none is given. */
export function waiverEdit(dossier: Dossier, verdict: Verdict, requirement: string, reason: string): TextEdit | undefined {
  const finding = verdict.findings.find((candidate) => candidate.requirement === requirement);
  const place = finding?.evidence[0] ?? finding?.anchor;
  const source = dossier.documents.find((candidate) => candidate.path === place?.path);
  if (!place || !source) return undefined;
  const { text } = source.document;
  const section = source.document.sections.find((candidate) => place.span.start >= candidate.base && place.span.start < candidate.base + candidate.text.length);
  const heading = section?.heading && section.heading.style !== 'runIn' ? section.base + section.heading.span.end : undefined;
  const at = heading ?? section?.base ?? 0;
  const given = reason.trim().replace(/--+>?/g, '–').replace(/\s+/g, ' ');
  const comment = `<!-- clausier:waive ${requirement}: ${given === '' ? '{{reason}}' : given} -->`;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const inserted = heading === undefined ? `${comment}${eol}${eol}` : `${eol}${eol}${comment}`;
  return { path: source.path, span: { start: at, end: at }, text: inserted, placeholders: placeholdersIn(inserted).map(({ name, span }) => ({ name, span, default: '' })) };
}
