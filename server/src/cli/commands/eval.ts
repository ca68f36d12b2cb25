import { type Evaluation, type Judgement, evaluate } from '../../judge/evaluation.js';
import { JudgeCache, judge } from '../../judge/judge.js';
import { learnLanguage } from '../../judge/lessons.js';
import { readDossier } from '../../judge/settings.js';
import { type LabelledDossier, readCorpus } from '../../library/labels.js';
import { describeLoadError, message } from '../../library/messages.js';
import type { Library } from '../../library/model.js';
import { type Teaching, readTeaching } from '../../library/teaching.js';
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
    const dossier = readDossier({ folder: `/${labelled.name}`, documents: labelled.documents, configs: [], errors: [] }, date);
    const settings = { ...dossier.settings, ...(facetsGiven ? { profile: labelled.labels.facets } : {}) };
    return { labelled, verdict: judge({ ...dossier, settings }, library, cache) };
  });
}

/** Each dossier is judged by scorers that were learned without it, from the sources of the library in the current folder. */
async function judgeInFolds(dossiers: readonly LabelledDossier[], library: Library, options: Options, context: Context, folds: number): Promise<Judgement[]> {
  const { teaching, errors } = (await context.files.kind(`${context.cwd}/rules`)) === 'folder' ? await readTeaching(context.files, context.cwd) : { teaching: undefined, errors: [] };
  for (const error of errors) context.stderr(`clausier: ${error.path}: ${describeLoadError(context.language, error)}`);
  if (!teaching || teaching.cases.length === 0) throw new Failure(message(context.language, 'cli.error.noSources', { path: context.cwd }));
  const judgements: Judgement[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held = dossiers.filter((_, at) => at % folds === fold);
    const others = dossiers.filter((_, at) => at % folds !== fold);
    if (held.length > 0) judgements.push(...judgeLabelled(held, { ...library, learned: learnWithout(held, others, teaching) }, options, context));
  }
  return judgements.sort((a, b) => (a.labelled.name < b.labelled.name ? -1 : 1));
}

/** Learns from everything but the dossiers held back; the same text under another name is held back too. */
function learnWithout(held: readonly LabelledDossier[], others: readonly LabelledDossier[], teaching: Teaching): Library['learned'] {
  const key = ({ documents }: LabelledDossier): string => documents.map(({ text }) => text).join('\u0000');
  const known = new Set(held.map(key));
  const lessons = new Map([...teaching.dossiers, ...others].filter((dossier) => !known.has(key(dossier))).map((dossier) => [key(dossier), dossier]));
  const languages = [...new Set(held.map(({ labels }) => labels.language))];
  return Object.fromEntries(languages.map((language) => [language, learnLanguage({ ...teaching, dossiers: [...lessons.values()] }, language)]));
}

function readFolds(written: string, context: Context): number {
  const folds = Number(written);
  if (!Number.isInteger(folds) || folds < 2 || folds > 100) throw new Failure(message(context.language, 'cli.error.folds', { value: written }));
  return folds;
}
