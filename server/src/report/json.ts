import type { Evidence, Finding, Place, Problem, Verdict } from '../judge/model.js';
import { FACETS } from '../library/model.js';
import { Lines } from '../text/lines.js';
import type { Format, Reported, ReportedDossier } from './model.js';
import { countStatuses } from './summary.js';

/** The JSON that `design.md`, section 5, promises. Its schema is `check.schema.json`. */
export const json: Format = (reported: Reported): string => {
  const dossiers = reported.dossiers.map((dossier) => new DossierWriter(dossier).dossier());
  const output = { version: 1, tool: 'clausier', date: reported.date, dossiers, summary: countStatuses(reported) };
  return `${JSON.stringify(output, null, 2)}\n`;
};

class DossierWriter {
  private readonly lines = new Map<string, Lines>();

  constructor(private readonly reported: ReportedDossier) {}

  dossier(): object {
    const { path, verdict } = this.reported;
    return {
      path,
      language: verdict.language,
      profile: this.profile(verdict),
      documents: verdict.documents.map((document) => ({ path: document.path, kind: document.kind })),
      findings: verdict.findings.map((finding) => this.finding(finding)),
      duties: verdict.duties.map(({ id, status, since, by }) => ({ id, status, since, by })),
      problems: verdict.problems.map((problem) => this.problem(problem)),
    };
  }

  private profile({ profile }: Verdict): object {
    return Object.fromEntries(FACETS.map((facet) => [facet, { value: profile[facet].value, evidence: profile[facet].evidence.map((evidence) => this.evidence(evidence)) }]));
  }

  private finding(finding: Finding): object {
    return {
      requirement: finding.requirement,
      theme: finding.theme,
      status: finding.status,
      severity: finding.severity,
      message: finding.message,
      evidence: finding.evidence.map((evidence) => this.evidence(evidence)),
      clauses: finding.clauses,
      references: finding.references,
    };
  }

  private problem(problem: Problem): object {
    const { line, column } = this.at(problem.path, problem.span.start);
    return { code: problem.code, severity: problem.severity, path: problem.path, line, column, message: problem.message };
  }

  private evidence(evidence: Evidence): object {
    return { path: evidence.path, ...this.range(evidence), text: evidence.text };
  }

  private range({ path, span }: Place): object {
    const start = this.at(path, span.start);
    const end = this.at(path, span.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }

  /** Counted from 1, columns in UTF-16 units. */
  private at(path: string, offset: number): { readonly line: number; readonly column: number } {
    let lines = this.lines.get(path);
    if (!lines) this.lines.set(path, (lines = new Lines(this.reported.texts.get(path) ?? '')));
    const { line, column } = lines.at(offset);
    return { line: line + 1, column: column + 1 };
  }
}
