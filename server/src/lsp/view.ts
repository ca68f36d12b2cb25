import type { Clause, Rule } from '../library/model.js';
import type { Finding } from '../judge/model.js';
import type { Language } from '../text/model.js';
import type { ClientFeatures, Settings } from './configuration.js';
import type { Judged } from './dossiers.js';

/** What a feature needs to know beside the verdict: who asks, and how things are named for them. */
export interface View {
  readonly client: ClientFeatures;
  readonly settings: Settings;
  /** URI of the folder of requirement pages. */
  readonly pages: string | undefined;
  /** URI of a path, as the client spells it. */
  readonly uriOf: (path: string) => string;
}

/** The language in which texts about a dossier are shown. */
export function languageOf(view: View, judged: Judged): Language {
  return view.settings.language === 'auto' ? judged.verdict.language : view.settings.language;
}

/** The rule of a requirement; undefined when the library has none. */
export function ruleOf(judged: Judged, requirement: string): Rule | undefined {
  return judged.library.rules.find((rule) => rule.id === requirement);
}

/** A clause by id, in the dossier's language. */
export function clauseOf(judged: Judged, id: string): Clause | undefined {
  return judged.library.clauses.find((clause) => clause.id === id && clause.language === judged.verdict.language);
}

/** Whether something can be done about a finding. */
export function isOpen(finding: Finding): boolean {
  return finding.status === 'missing' || finding.status === 'weak';
}

/** The page that explains a requirement. */
export function pageOf(view: View, requirement: string): string | undefined {
  return view.pages === undefined ? undefined : `${view.pages}${encodeURIComponent(requirement)}.md`;
}
