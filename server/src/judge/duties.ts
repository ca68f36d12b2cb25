import type { Duty, Library } from '../library/model.js';
import type { DutyVerdict, Finding, Profile } from './model.js';

/**
 * Legal duties at a date: met when any of the requirements that satisfy it is present (or waived by the buyer, who answers for it),
 * not applicable before its date, without AI, or when its condition does not hold.
 */
export function judgeDuties(library: Library, findings: readonly Finding[], profile: Profile, date: string): DutyVerdict[] {
  return library.duties.map((duty) => ({ id: duty.id, since: duty.inForceFrom, ...verdictOf(duty, findings, profile, date) }));
}

function verdictOf(duty: Duty, findings: readonly Finding[], profile: Profile, date: string): Pick<DutyVerdict, 'status' | 'by'> {
  if (!profile.ai.value || date < duty.inForceFrom || duty.when.some((facet) => !profile[facet].value)) return { status: 'not-applicable', by: [] };
  const by = findings.filter((finding) => duty.satisfiedByAny.includes(finding.requirement) && finding.status === 'present').map((finding) => finding.requirement);
  return { status: by.length > 0 ? 'met' : 'unmet', by };
}

/** Raises to an error the one finding whose requirement alone can satisfy a broken duty; several candidates stay a choice for the buyer. */
export function raiseSeverity(findings: readonly Finding[], duties: readonly DutyVerdict[], library: Library, stated: Readonly<Record<string, unknown>>): Finding[] {
  const broken = new Set(duties.filter((duty) => duty.status === 'unmet').map((duty) => duty.id));
  const sole = new Set(library.duties.filter((duty) => broken.has(duty.id) && duty.satisfiedByAny.length === 1).map((duty) => duty.satisfiedByAny[0]!));
  return findings.map((finding) =>
    sole.has(finding.requirement) && (finding.status === 'missing' || finding.status === 'weak') && stated[finding.requirement] === undefined
      ? { ...finding, severity: 'error' as const }
      : finding,
  );
}
