import { type Evaluation, type Judgement, evaluate } from '../../judge/evaluation.js';
import { decisionsOf, dossierOf, foldsOf } from '../../judge/folds.js';
import { JudgeCache, judge } from '../../judge/judge.js';
import { type LabelledDossier, readCorpus } from '../../library/labels.js';
import { compare } from '../../library/load.js';
import { describeLoadError, message } from '../../library/messages.js';
import type { Library } from '../../library/model.js';
import { readTeaching } from '../../library/teaching.js';
import type { Invocation } from '../arguments.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { shown } from '../paths.js';

/** `clausier eval <corpus>`: how the judge compares with labelled dossiers. */
export async function evaluateCorpus(invocation: Invocation, context: Context): Promise<ExitCode> {
  const corpus = invocation.positionals[0]!;
  const folder = context.absolute(corpus);
  if ((await context.files.kind(folder)) !== 'folder') throw new Failure(message(context.language, 'cli.error.noSuchPath', { path: corpus }));
  const { dossiers, errors } = await readCorpus(context.files, folder);
  for (const error of errors) context.stderr(`clausier: ${shown(context.cwd, error.path)}: ${describeLoadError(context.language, error)}`);
  if (dossiers.length === 0) throw new Failure(message(context.language, 'cli.error.noLabels', { path: corpus }));
  const library = await context.library({ configs: [] }, invocation.options('library').map((path) => context.absolute(path)));
  const folds = invocation.option('folds');
  const options = { date: invocation.option('date') ?? context.today, facetsGiven: invocation.option('facets') === 'given' };
  const judgements = folds === undefined ? judgeLabelled(dossiers, library, options, context) : await judgeInFolds(dossiers, library, options, context, readFolds(folds, context));
  const evaluation: Evaluation = evaluate(judgements);
  context.stdout(context.evaluation(evaluation, invocation.option('format') === 'json', invocation.flag('errors')));
  return errors.length > 0 ? EXIT.failure : EXIT.clean;
}

interface Options {
  readonly date: string;
  /** The profile is taken from the labels, so that what follows from it is judged by itself. */
  readonly facetsGiven: boolean;
}

function judgeLabelled(dossiers: readonly LabelledDossier[], library: Library, { date, facetsGiven }: Options, context: Context): Judgement[] {
  const cache = new JudgeCache();
  return dossiers.map((labelled, at) => {
    context.progress(labelled.name, at, dossiers.length);
    const dossier = dossierOf(labelled, date);
    const settings = { ...dossier.settings, ...(facetsGiven ? { profile: labelled.labels.facets } : {}) };
    return { labelled, verdict: judge({ ...dossier, settings }, library, cache) };
  });
}

/** Each dossier is judged by what was learned without it, from the sources of the library in the current folder. */
async function judgeInFolds(dossiers: readonly LabelledDossier[], library: Library, options: Options, context: Context, count: number): Promise<Judgement[]> {
  const { teaching, errors } = (await context.files.kind(`${context.cwd}/rules`)) === 'folder' ? await readTeaching(context.files, context.cwd) : { teaching: undefined, errors: [] };
  for (const error of errors) context.stderr(`clausier: ${error.path}: ${describeLoadError(context.language, error)}`);
  if (!teaching || teaching.cases.length === 0) throw new Failure(message(context.language, 'cli.error.noSources', { path: context.cwd }));
  const folds = foldsOf(dossiers, teaching, library, count, (done) => context.progress(`${done + 1}/${count}`, done, count));
  const judgements = folds.flatMap((fold) => judgeLabelled(fold.held, { ...library, learned: fold.learned, decisions: decisionsOf(folds, fold) }, options, context));
  return judgements.sort((a, b) => compare(a.labelled.name, b.labelled.name));
}

function readFolds(written: string, context: Context): number {
  const folds = Number(written);
  if (!Number.isInteger(folds) || folds < 2 || folds > 100) throw new Failure(message(context.language, 'cli.error.folds', { value: written }));
  return folds;
}
