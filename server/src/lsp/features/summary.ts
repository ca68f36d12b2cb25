import { joinPath } from '../../library/files.js';
import type { Judged } from '../dossiers.js';
import type { Explanation, Summary, SummaryFinding, SummaryStatus } from '../protocol.js';
import { rangeOf } from '../ranges.js';
import { uriOf } from '../uris.js';
import { type View, clauseOf, languageOf, ruleOf } from '../view.js';
import { requirementCard } from './card.js';
import { placeOf } from './diagnostics.js';

/** Coverage of a dossier for the status bar and lists; null for one that buys no AI, of which nothing is asked. */
export function summary(view: View, judged: Judged): Summary | null {
  if (!judged.tender) return null;
  const counts: Record<SummaryStatus, number> = { present: 0, weak: 0, missing: 0, 'not-applicable': 0, waived: 0 };
  for (const finding of judged.verdict.findings) counts[finding.status] += 1;
  const applicable = counts.present + counts.weak + counts.missing;
  if (applicable + counts.waived === 0) return null;
  return {
    folder: uriOf(judged.folder),
    name: judged.folder.slice(judged.folder.lastIndexOf('/') + 1),
    language: languageOf(view, judged),
    counts,
    applicable,
    findings: findings(view, judged),
  };
}

function findings(view: View, judged: Judged): SummaryFinding[] {
  const language = languageOf(view, judged);
  return judged.verdict.findings.map((finding) => {
    const rule = ruleOf(judged, finding.requirement);
    const place = placeOf(finding) ?? finding.evidence[0];
    return {
      requirement: finding.requirement,
      title: rule?.title[language] ?? finding.requirement,
      theme: finding.theme,
      status: finding.status,
      message: finding.message,
      waivable: rule?.waivable ?? false,
      clauses: finding.clauses.map((id) => ({ id, title: clauseOf(judged, id)?.title ?? id })),
      ...(place ? { uri: view.uriOf(joinPath(judged.folder, place.path)), range: rangeOf(judged, place.path, place.span) } : {}),
    };
  });
}

/** The explanation of a requirement in a dossier, as a page. */
export function explanation(view: View, judged: Judged, requirement: string): Explanation | null {
  const markdown = requirementCard(view, judged, requirement, true);
  const rule = ruleOf(judged, requirement);
  return markdown === undefined || !rule ? null : { title: rule.title[languageOf(view, judged)], markdown: `${markdown}\n` };
}
