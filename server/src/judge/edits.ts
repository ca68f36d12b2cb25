import type { Library } from '../library/model.js';
import type { TextEdit, Verdict } from './model.js';
import type { Dossier } from './settings.js';

export interface InsertOptions {
  /** Clause id to insert; the best one for the dossier otherwise. */
  readonly clause?: string;
  /** Fill placeholders with the dossier's values and the clause's defaults instead of leaving `{{name}}`. */
  readonly fill?: boolean;
}

/**
 * The edits that insert a clause for each requirement, in the right document, under the right heading, numbered like its neighbours, between provenance
 * comments; a criterion or penalty goes into the table as a row. Several requirements in one call keep numbering right; edits do not overlap.
 * @returns edits sorted by path and offset; a requirement for which the library has no clause in the dossier's language gives none
 */
export function insertionEdits(dossier: Dossier, verdict: Verdict, library: Library, requirements: readonly string[], options: InsertOptions = {}): TextEdit[] {
  void [dossier, verdict, library, requirements, options];
  return [];
}

/** Applies edits of one document to its text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.span.start - a.span.start).reduce((at, edit) => at.slice(0, edit.span.start) + edit.text + at.slice(edit.span.end), text);
}

/** The edit that waives a requirement in the text, after the heading where its finding is shown. The reason stands in as `{{reason}}` placeholder when none is given. */
export function waiverEdit(dossier: Dossier, verdict: Verdict, requirement: string, reason: string): TextEdit | undefined {
  void [dossier, verdict, requirement, reason];
  return undefined;
}
