import type { Clause, Library } from '../library/model.js';
import type { Language } from '../text/model.js';

const VARIANTS = ['standard', 'light', 'reinforced'];

/** The clauses that serve a requirement in a language, the standard variant first. */
export function clausesFor(requirement: string, language: Language, library: Library): Clause[] {
  return library.clauses
    .filter((clause) => clause.requirement === requirement && clause.language === language)
    .sort((a, b) => VARIANTS.indexOf(a.variant) - VARIANTS.indexOf(b.variant));
}
