import { relativePath } from '../library/files.js';
import { didYouMean, loadError } from '../library/loadError.js';
import { describeLoadError, message } from '../library/messages.js';
import type { Library } from '../library/model.js';
import type { Language } from '../text/model.js';
import { weightProblems } from './consistency.js';
import { decide } from './decide.js';
import { judgeDuties, raiseSeverity } from './duties.js';
import type { Problem, Verdict } from './model.js';
import { inferProfile } from './profile.js';
import { SignalCache, readAll } from './reading.js';
import { Recognizer } from './recognizer.js';
import type { Dossier } from './settings.js';
import { applyWaivers, waiversOf } from './waivers.js';

/** Analyses kept between runs: a library made ready, and the signals of sections by their text. */
export class JudgeCache {
  private ready: { readonly library: Library; readonly recognizer: Recognizer; readonly signals: SignalCache } | undefined;

  for(library: Library): { readonly recognizer: Recognizer; readonly signals: SignalCache } {
    if (this.ready?.library !== library) this.ready = { library, recognizer: new Recognizer(library), signals: new SignalCache() };
    return this.ready;
  }
}

/**
 * Judges a dossier against every rule of the library. Pure: the same dossier, library and settings give the same verdict, byte for byte.
 * @param cache analyses of sections seen before; an edit collects the section it touched and decides once
 */
export function judge(dossier: Dossier, library: Library, cache: JudgeCache = new JudgeCache()): Verdict {
  const { recognizer, signals } = cache.for(library);
  const reading = readAll(dossier, recognizer, signals);
  const { language } = reading;
  const { date } = dossier.settings;
  const profile = inferProfile(reading, library, dossier.settings);
  const first = library.rules.map((rule, index) => decide(rule, index, dossier, reading, profile, library));
  const waived = applyWaivers(first, waiversOf(dossier), library, date, language);
  const duties = judgeDuties(library, waived.findings, profile, date);
  const findings = raiseSeverity(waived.findings, duties, library, dossier.settings.severity);
  const problems = [...configurationProblems(dossier, library, language), ...directiveProblems(dossier, language), ...waived.problems, ...(profile.ai.value ? weightProblems(dossier, language) : [])];
  return { language, date, profile, documents: reading.documents, findings, duties, problems: problems.sort(byPlace) };
}

/** Mistakes in the configuration, requirements among them that no rule has. */
function configurationProblems(dossier: Dossier, library: Library, language: Language): Problem[] {
  const ids = library.rules.map((rule) => rule.id);
  const unknown = dossier.settings.named
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, path, span }) => loadError('unknown-requirement', path, span, { id, suggestion: didYouMean(id, ids) ?? '' }));
  return [...dossier.settings.errors, ...unknown].map((error) => ({
    code: error.code,
    severity: error.severity,
    path: relativePath(dossier.folder, error.path),
    span: error.span ?? { start: 0, end: 0 },
    message: describeLoadError(language, error),
  }));
}

/** Comments addressed to Clausier that it does not understand: silence would let a typing slip undo a waiver. */
function directiveProblems(dossier: Dossier, language: Language): Problem[] {
  return dossier.documents.flatMap(({ path, document }) =>
    document.sections.flatMap((section) =>
      section.directives.flatMap((directive): Problem[] => {
        if (directive.kind !== 'malformed') return [];
        const span = { start: section.base + directive.span.start, end: section.base + directive.span.end };
        return [{ code: 'directive', severity: 'warning', path, span, message: message(language, 'problem.directive', { text: directive.text }) }];
      }),
    ),
  );
}

function byPlace(a: Problem, b: Problem): number {
  return compare(a.path, b.path) || a.span.start - b.span.start || compare(a.code, b.code) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
