import { message } from '../library/messages.js';
import type { Clause, Library, Rule, Severity } from '../library/model.js';
import { clausesFor } from './choice.js';
import { ALONE } from './questions.js';
import type { DossierSettings, Evidence, Finding, NearMiss, Profile, Reason, Status } from './model.js';
import { BEARING, PRESENT, decisionScore, provisionFeatures } from './decisions.js';
import { anchorFor } from './placement.js';
import type { Reading, Voice } from './reading.js';
import type { Dossier } from './settings.js';

const MAX_EVIDENCE = 3;

/** What a rule finds in a dossier, before waivers. */
export function decide(rule: Rule, index: number, dossier: Dossier, reading: Reading, profile: Profile, library: Library): Finding {
  const absent = profile.ai.value ? rule.when.filter((facet) => !profile[facet].value) : (['ai'] as const);
  const clauses = clausesFor(rule.id, reading.language, library);
  if (absent.length > 0) return notApplicable(rule, reading, absent, clauses);
  const { status, evidence, nearMisses } = weigh(rule.id, reading.requirements[index]!, library);
  const anchor = status === 'present' ? undefined : anchorFor(rule, clauses[0], dossier, reading);
  return {
    requirement: rule.id,
    theme: rule.theme,
    status,
    severity: severityOf(rule, status, dossier.settings),
    message: messageOf(rule, status, nearMisses, reading),
    evidence,
    nearMisses,
    clauses: clauses.map((clause) => clause.id),
    references: rule.references,
    because: [],
    ...(anchor ? { anchor } : {}),
  };
}

function notApplicable(rule: Rule, reading: Reading, because: Finding['because'], clauses: readonly Clause[]): Finding {
  const language = reading.language;
  const facets = because.map((facet) => message(language, `facet.${facet}`)).join(', ');
  return {
    requirement: rule.id,
    theme: rule.theme,
    status: 'not-applicable',
    severity: 'hint',
    message: message(language, 'finding.not-applicable', { title: rule.title[language], facets }),
    evidence: [],
    nearMisses: [],
    clauses: clauses.map((clause) => clause.id),
    references: rule.references,
    because,
  };
}

/** All voices decide together whether one binds and covers, or at least bears on the subject; the strongest are the evidence. */
function weigh(requirement: string, voices: readonly Voice[], library: Library): { readonly status: Status; readonly evidence: readonly Evidence[]; readonly nearMisses: readonly NearMiss[] } {
  const features = provisionFeatures(requirement, voices);
  const binding = voices.filter((voice) => voice.limit === undefined);
  if (binding.length > 0 && decisionScore(library, PRESENT, features) > 0) {
    return { status: 'present', evidence: distinct(leading(binding, 'present').map((voice) => voice.evidence)), nearMisses: [] };
  }
  const bearing = voices.filter((voice) => voice.limit !== 'deleted').sort((a, b) => b.subject - a.subject);
  if (bearing.length > 0 && decisionScore(library, BEARING, features) > 0) {
    return { status: 'weak', evidence: distinct(leading(bearing, 'subject').map((voice) => voice.evidence)), nearMisses: [nearMiss(bearing[0]!, 'incomplete')] };
  }
  const near = [...voices].sort((a, b) => b.subject - a.subject)[0];
  return { status: 'missing', evidence: [], nearMisses: near ? [nearMiss(near, 'lookalike')] : [] };
}

/** The first voice, and those after it that would do alone. */
function leading(voices: readonly Voice[], by: 'present' | 'subject'): readonly Voice[] {
  return voices.filter((voice, at) => at === 0 || voice[by] >= ALONE);
}

function nearMiss(voice: Voice, otherwise: Reason): NearMiss {
  return { ...voice.evidence, reason: voice.limit ?? voice.reason ?? otherwise };
}

/** The first few passages that do not overlap. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  const kept: Evidence[] = [];
  for (const one of evidence) {
    const overlaps = kept.some((other) => other.path === one.path && other.span.start < one.span.end && one.span.start < other.span.end);
    if (!overlaps) kept.push(one);
    if (kept.length === MAX_EVIDENCE) break;
  }
  return kept;
}

/** What the law makes the buyer write is a warning; good practice is information. A broken legal duty is raised to an error later. */
function severityOf(rule: Rule, status: Status, settings: DossierSettings): Severity {
  const stated = settings.severity[rule.id];
  if (stated) return stated;
  if (status === 'present') return 'hint';
  return rule.clauseStatus === 'good-practice' ? 'information' : rule.severity;
}

function messageOf(rule: Rule, status: Status, nearMisses: readonly NearMiss[], reading: Reading): string {
  const language = reading.language;
  const title = rule.title[language];
  if (status === 'present') return message(language, 'finding.present', { title });
  const near = nearMisses[0];
  const reason = near ? message(language, `reason.${near.reason}`) : '';
  if (status === 'weak') return message(language, 'finding.weak', { title, reason, expects: rule.expects[language] });
  return message(language, 'finding.missing', { title, why: rule.why[language], expects: rule.expects[language] });
}
