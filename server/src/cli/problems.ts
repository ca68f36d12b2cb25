import type { Problem, Verdict } from '../judge/model.js';
import { joinPath } from '../library/files.js';
import { compare } from '../library/load.js';
import { describeLoadError } from '../library/messages.js';
import type { LoadError } from '../library/model.js';
import { Lines } from '../text/lines.js';
import type { Language } from '../text/model.js';
import type { CheckedDossier, Context } from './context.js';
import { type Judged, readTexts, unique } from './inputs.js';
import { isAbsolute, relativeTo, shown } from './paths.js';

const NOWHERE = { start: 0, end: 0 };

/** Mistakes of a dossier's own library: those that were shipped are none, and warnings are for `library check`. */
function mistakesOf(judged: Judged): LoadError[] {
  return unique([...judged.dossier.settings.errors, ...judged.library.errors.filter((error) => error.severity === 'error')]);
}

/** Every mistake that kept something out of a run, each once. */
export function allMistakes(judged: readonly Judged[], errors: readonly LoadError[]): LoadError[] {
  return unique([...errors, ...judged.flatMap(mistakesOf)]);
}

/** Completes a verdict with what could not be read, and with the texts that its places point into. */
export async function checkedDossier(context: Context, judged: Judged): Promise<CheckedDossier> {
  const { dossier, library, verdict, path } = judged;
  const { folder } = dossier;
  const texts = new Map(dossier.documents.map((entry) => [entry.path, entry.document.text]));
  const problems = mergeProblems(folder, verdict, mistakesOf(judged));
  const others = problems.map((problem) => problem.path).filter((name) => !texts.has(name));
  for (const [name, text] of await readTexts(context.files, others.map((other) => joinPath(folder, other)))) texts.set(relativeTo(folder, name), text);
  return { path, library, texts, verdict: { ...verdict, problems } };
}

/** The judge may have told a mistake already; what it did not tell is added. Paths become relative to the dossier. */
function mergeProblems(folder: string, verdict: Verdict, mistakes: readonly LoadError[]): Problem[] {
  const local = (path: string): string => (isAbsolute(path) ? relativeTo(folder, path) : path);
  const problems = verdict.problems.map((problem) => ({ ...problem, path: local(problem.path) }));
  const known = new Set(problems.map(identity));
  for (const error of mistakes) {
    const problem: Problem = {
      code: error.code,
      severity: error.severity,
      path: local(error.path),
      span: error.span ?? NOWHERE,
      message: describeLoadError(verdict.language, error),
    };
    if (!known.has(identity(problem))) problems.push(problem);
  }
  return problems.sort((a, b) => compare(a.path, b.path) || a.span.start - b.span.start || compare(a.code, b.code) || compare(a.message, b.message));
}

function identity(problem: Problem): string {
  return `${problem.path}\u0000${problem.span.start}\u0000${problem.code}`;
}

/** One line for each mistake: `path:line:column: what`. */
export async function mistakeLines(context: Context, errors: readonly LoadError[], language: Language): Promise<string[]> {
  const texts = await readTexts(context.files, errors.filter((error) => error.span && isAbsolute(error.path)).map((error) => error.path));
  return errors.map((error) => {
    const place = error.span ? new Lines(texts.get(error.path) ?? '').at(error.span.start) : undefined;
    const where = place ? `:${place.line + 1}:${place.column + 1}` : '';
    const { first } = error.values;
    const readable = first === undefined ? error : { ...error, values: { ...error.values, first: shown(context.cwd, first) } };
    return `${shown(context.cwd, error.path)}${where}: ${describeLoadError(language, readable)}`;
  });
}
