import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding, Place, Problem } from '../../judge/model.js';
import { joinPath } from '../../library/files.js';
import { describeLoadError } from '../../library/messages.js';
import type { Severity } from '../../library/model.js';
import type { Judged } from '../dossiers.js';
import { say } from '../messages.js';
import { rangeOf } from '../ranges.js';
import { type View, isOpen, languageOf, pageOf } from '../view.js';

/** What a diagnostic carries for code actions. */
export interface DiagnosticData {
  readonly requirement: string;
  readonly status: string;
}

export const SOURCE = 'clausier';
const MAX_RELATED = 5;

/**
 * The diagnostics of a dossier by absolute path; a document without any has an empty list. A missing requirement is shown once,
 * where its clause belongs; a weak one on its evidence.
 */
export function diagnosticsOf(view: View, judged: Judged): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>(judged.dossier.documents.map(({ path }) => [joinPath(judged.folder, path), []]));
  const add = (path: string, diagnostic: Diagnostic): void => {
    const absolute = joinPath(judged.folder, path);
    const list = found.get(absolute);
    if (list) list.push(diagnostic);
    else found.set(absolute, [diagnostic]);
  };
  if (!judged.tender) return found;
  for (const finding of judged.verdict.findings) {
    const place = placeOf(finding);
    if (place) add(place.path, ofFinding(view, judged, finding, place));
  }
  for (const problem of judged.verdict.problems) add(problem.path, ofProblem(judged, problem));
  for (const error of judged.library.errors) {
    // Mistakes in the built-in library are not this user's: only files that could be read here are shown.
    if (!judged.texts.has(joinPath(judged.folder, error.path))) continue;
    const range = rangeOf(judged, error.path, error.span);
    add(error.path, { range, severity: SEVERITIES[error.severity], source: SOURCE, code: error.code, message: describeLoadError(languageOf(view, judged), error) });
  }
  return found;
}

/** Where an open finding is shown; undefined for one that asks for nothing. */
export function placeOf(finding: Finding): Place | undefined {
  if (!isOpen(finding)) return undefined;
  return finding.status === 'weak' ? (finding.evidence[0] ?? finding.anchor) : (finding.anchor ?? finding.evidence[0]);
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function ofFinding(view: View, judged: Judged, finding: Finding, place: Place): Diagnostic {
  const { client } = view;
  const href = client.codeDescription ? pageOf(view, finding.requirement) : undefined;
  const related = client.relatedInformation ? relatedTo(view, judged, finding, place) : [];
  const data: DiagnosticData = { requirement: finding.requirement, status: finding.status };
  return {
    range: rangeOf(judged, place.path, place.span),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.requirement,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    message: finding.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(client.diagnosticData ? { data } : {}),
  };
}

function relatedTo(view: View, judged: Judged, finding: Finding, shown: Place): DiagnosticRelatedInformation[] {
  const language = languageOf(view, judged);
  const others = [
    ...finding.evidence.map((place) => ({ place, key: 'related.evidence' as const })),
    // What only looks alike is for the explanation, where there is room to say why it does not count.
    ...finding.nearMisses.filter(({ reason }) => reason !== 'lookalike').map((place) => ({ place, key: 'related.nearMiss' as const })),
  ].filter(({ place }) => place.path !== shown.path || place.span.start !== shown.span.start);
  return others.slice(0, MAX_RELATED).map(({ place, key }) => ({
    location: { uri: view.uriOf(joinPath(judged.folder, place.path)), range: rangeOf(judged, place.path, place.span) },
    message: say(language, key, { text: excerpt(place.text) }),
  }));
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, line.lastIndexOf(' ', 118))}…`;
}

function ofProblem(judged: Judged, problem: Problem): Diagnostic {
  return {
    range: rangeOf(judged, problem.path, problem.span),
    severity: SEVERITIES[problem.severity],
    source: SOURCE,
    code: problem.code,
    message: problem.message,
  };
}
