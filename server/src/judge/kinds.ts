import { minimatch } from 'minimatch';
import type { DocumentKind } from '../library/model.js';
import type { Document } from '../text/model.js';
import { fold } from '../text/tokens.js';

/** Words of a file's name, then of its first headings, that tell its kind; the first that matches decides. */
const NAMES: readonly (readonly [DocumentKind, RegExp])[] = [
  ['annex', /(?:^|[^a-z])(?:annex|annexe|annexes|appendix|schedule)(?![a-z])/],
  ['ccap', /(?:^|[^a-z])(?:ccap|contract|agreement|terms|conditions)(?![a-z])/],
  ['cctp', /(?:^|[^a-z])(?:cctp|specifications?|requirements|sow)(?![a-z])/],
  ['ccp', /(?:^|[^a-z])(?:ccp|dossier)(?![a-z])/],
  ['rc', /(?:^|[^a-z])(?:rc|reglement|instructions?|itt|rft|invitation)(?![a-z])/],
  ['ae', /(?:^|[^a-z])(?:ae|acte|form)(?![a-z])/],
];
const TITLES: readonly (readonly [DocumentKind, RegExp])[] = [
  ['ccap', /clauses administratives particulieres|(?:draft|form of|framework) (?:contract|agreement)|terms and conditions|contract terms/],
  ['cctp', /clauses techniques particulieres|technical specification|statement of (?:work|requirements)|programme fonctionnel/],
  ['ccp', /cahier des clauses particulieres/],
  ['rc', /reglement de (?:la )?consultation|instructions to tenderers|invitation to tender/],
  ['ae', /acte d.engagement|form of tender/],
  ['annex', /^(?:annexe|annex|appendix|schedule)(?![a-z])/],
];

/** The kind of a document: as the configuration says, else by its file name, else by its first headings. */
export function kindOf(path: string, document: Document, stated: Readonly<Record<string, DocumentKind>>): DocumentKind {
  for (const [pattern, kind] of Object.entries(stated)) if (minimatch(path, pattern, { nocase: true })) return kind;
  const name = fold(path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, ''));
  const headings = document.sections.slice(0, 4).flatMap((section) => (section.heading ? [fold(section.heading.text)] : []));
  const byName = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
  if (byName) return byName;
  for (const heading of headings) {
    const kind = TITLES.find(([, pattern]) => pattern.test(heading))?.[0];
    if (kind) return kind;
  }
  return 'other';
}
