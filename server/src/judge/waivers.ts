import { relativePath } from '../library/files.js';
import { didYouMean } from '../library/loadError.js';
import { message } from '../library/messages.js';
import type { Library, Severity } from '../library/model.js';
import type { Language } from '../text/model.js';
import type { Finding, Problem, Waiver } from './model.js';
import type { Dossier } from './settings.js';

/** Every waiver of a dossier: those of its configuration, then those in the text of its documents. Paths relative to the dossier. */
export function waiversOf(dossier: Dossier): Waiver[] {
  const configured = dossier.settings.waivers.map((waiver) => ({ ...waiver, path: relativePath(dossier.folder, waiver.path) }));
  const inText = dossier.documents.flatMap(({ path, document }) =>
    document.sections.flatMap((section) =>
      section.directives.flatMap((directive): Waiver[] => {
        if (directive.kind !== 'waive') return [];
        const span = { start: section.base + directive.span.start, end: section.base + directive.span.end };
        return [{ requirement: directive.requirement, reason: directive.reason, path, span }];
      }),
    ),
  );
  return [...configured, ...inText];
}

/**
 * Sets aside the findings that a waiver covers. A waiver without a reason, expired, for an unknown or a non-waivable requirement sets nothing aside and
 * is reported; one that covers nothing is reported too.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  library: Library,
  date: string,
  language: Language,
): { readonly findings: readonly Finding[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const valid = waivers.filter((waiver) => {
    const problem = problemOf(waiver, findings, library, date, language);
    if (problem) problems.push(problem);
    return !problem || problem.code === 'waiver-unused';
  });
  const waived = new Map(valid.map((waiver) => [waiver.requirement, waiver]));
  return {
    findings: findings.map((finding) => {
      const waiver = waived.get(finding.requirement);
      if (!waiver || !isOpen(finding)) return finding;
      const title = library.rules.find((rule) => rule.id === finding.requirement)?.title[language] ?? finding.requirement;
      const text = message(language, 'finding.waived', { title, reason: waiver.reason, by: waiver.by ?? '—' });
      return { ...finding, status: 'waived' as const, severity: 'hint' as const, message: text };
    }),
    problems,
  };
}

function isOpen(finding: Finding | undefined): boolean {
  return finding?.status === 'missing' || finding?.status === 'weak';
}

function problemOf(waiver: Waiver, findings: readonly Finding[], library: Library, date: string, language: Language): Problem | undefined {
  const rule = library.rules.find((candidate) => candidate.id === waiver.requirement);
  const make = (code: string, severity: Severity, values: Record<string, string> = {}): Problem => ({
    code,
    severity,
    path: waiver.path,
    span: waiver.span,
    message: message(language, `problem.${code}`, { id: waiver.requirement, title: rule?.title[language] ?? '', ...values }),
  });
  if (!rule) {
    const suggestion = didYouMean(waiver.requirement, library.rules.map((candidate) => candidate.id));
    const unknown = make('waiver-unknown', 'error');
    return suggestion ? { ...unknown, message: `${unknown.message} ${message(language, 'didYouMean', { suggestion })}` } : unknown;
  }
  if (isBlank(waiver.reason)) return make('waiver-reason', 'error');
  if (!rule.waivable) return make('waiver-refused', 'error');
  if (waiver.until !== undefined && waiver.until < date) return make('waiver-expired', 'warning', { until: waiver.until });
  return isOpen(findings.find((finding) => finding.requirement === waiver.requirement)) ? undefined : make('waiver-unused', 'warning');
}

/** A placeholder that nobody filled in is no reason. */
function isBlank(reason: string): boolean {
  return reason.replace(/\{\{[^}]*\}\}/g, '').trim() === '';
}
