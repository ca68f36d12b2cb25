import type { Invocation } from '../arguments.js';
import type { Checked, Context } from '../context.js';
import { EXIT, type ExitCode, worse } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { judgeAll, openInputs } from '../inputs.js';
import { allMistakes, checkedDossier, mistakeLines } from '../problems.js';

/** `clausier check [paths…]`: judges dossiers and reports. */
export async function check(invocation: Invocation, context: Context): Promise<ExitCode> {
  const paths = invocation.positionals.length > 0 ? invocation.positionals : ['.'];
  const reporter = context.reporters[invocation.option('format') ?? 'text'];
  if (!reporter) throw new Failure(invocation.option('format') ?? '');
  const date = invocation.option('date');
  const inputs = await openInputs(context, paths);
  const judged = await judgeAll(context, inputs.dossiers, { date, libraries: invocation.options('library') });
  const dossiers = await Promise.all(judged.map((dossier) => checkedDossier(context, dossier)));
  const checked: Checked = { date: date ?? commonDate(dossiers, context.today), dossiers };
  if (dossiers.length > 0) context.stdout(reporter(checked, context.terminal));

  const mistakes = allMistakes(judged, inputs.errors);
  for (const line of [...inputs.failures, ...(await mistakeLines(context, mistakes, context.language))]) context.stderr(`clausier: ${line}`);
  const unread = inputs.failures.length > 0 || mistakes.some((mistake) => mistake.severity === 'error');
  return worse(statusOf(checked, invocation.option('fail-on') ?? 'weak'), unread ? EXIT.failure : EXIT.clean);
}

/** The date at which the law was read, when it was the same for all. */
function commonDate(dossiers: Checked['dossiers'], today: string): string {
  const [first, ...others] = new Set(dossiers.map(({ verdict }) => verdict.date));
  return first !== undefined && others.length === 0 ? first : today;
}

/** A severity is how a finding is shown; the exit status goes by what was found, as `--fail-on` says. */
function statusOf(checked: Checked, failOn: string): ExitCode {
  if (failOn === 'never') return EXIT.clean;
  const failing = checked.dossiers.some(
    ({ verdict }) =>
      verdict.findings.some(({ status }) => status === 'missing' || (failOn === 'weak' && status === 'weak')) ||
      verdict.problems.some(({ severity }) => severity === 'error'),
  );
  return failing ? EXIT.findings : EXIT.clean;
}
