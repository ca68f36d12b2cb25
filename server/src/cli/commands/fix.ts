import { applyEdits, insertionEdits } from '../../judge/edits.js';
import type { Finding, TextEdit } from '../../judge/model.js';
import { joinPath } from '../../library/files.js';
import { didYouMean } from '../../library/loadError.js';
import { message } from '../../library/messages.js';
import type { Invocation } from '../arguments.js';
import type { Context } from '../context.js';
import { unifiedDiff } from '../diff.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { type Judged, judgeAll, openInputs } from '../inputs.js';
import { relativeTo, shown } from '../paths.js';
import { allMistakes, mistakeLines } from '../problems.js';

/** One file as it was read and as it will be. */
interface Rewrite {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

/** `clausier fix <dir>`: inserts the clauses of what is missing. */
export async function fix(invocation: Invocation, context: Context): Promise<ExitCode> {
  const inputs = await openInputs(context, invocation.positionals);
  const judged = await judgeAll(context, inputs.dossiers, { date: invocation.option('date'), libraries: invocation.options('library') });
  const asked = invocation.options('requirement');
  const rewrites: Rewrite[] = [];
  const inserted: Finding[] = [];
  const without: Finding[] = [];
  for (const one of judged) {
    const wanted = wantedOf(context, one, asked);
    const edits = insertionEdits(one.dossier, one.verdict, one.library, wanted.filter((finding) => finding.clauses.length > 0).map((finding) => finding.requirement), { fill: invocation.flag('fill') });
    rewrites.push(...rewritesOf(one, edits));
    inserted.push(...wanted.filter((finding) => finding.clauses.length > 0));
    without.push(...wanted.filter((finding) => finding.clauses.length === 0));
  }
  const mistakes = allMistakes(judged, inputs.errors);
  for (const line of [...inputs.failures, ...(await mistakeLines(context, mistakes, context.language))]) context.stderr(`clausier: ${line}`);
  for (const { requirement } of without) context.stderr(`clausier: ${message(context.language, 'cli.fix.noClause', { requirement })}`);

  if (invocation.flag('dry-run')) for (const rewrite of rewrites) context.stdout(unifiedDiff(relativeTo(context.cwd, rewrite.path), rewrite.before, rewrite.edits));
  else await writeAll(context, rewrites, inserted.length);
  if (inputs.failures.length > 0 || mistakes.some((mistake) => mistake.severity === 'error')) return EXIT.failure;
  return without.length > 0 ? EXIT.findings : EXIT.clean;
}

/** The findings to repair: what is missing, or what was asked for by name as long as it is missing or weak. */
function wantedOf(context: Context, { verdict }: Judged, asked: readonly string[]): readonly Finding[] {
  if (asked.length === 0) return verdict.findings.filter(({ status }) => status === 'missing');
  return asked.flatMap((id) => {
    const finding = verdict.findings.find(({ requirement }) => requirement === id);
    if (!finding) throw unknownRequirement(context, id, verdict.findings.map(({ requirement }) => requirement));
    return finding.status === 'missing' || finding.status === 'weak' ? [finding] : [];
  });
}

/** What to say of a requirement that no rule has. */
export function unknownRequirement(context: Context, id: string, known: readonly string[]): Failure {
  const suggestion = didYouMean(id, known);
  const hint = suggestion ? ` ${message(context.language, 'didYouMean', { suggestion })}` : '';
  return new Failure(`${message(context.language, 'cli.error.unknownRequirement', { id })}${hint}`);
}

function rewritesOf({ dossier }: Judged, edits: readonly TextEdit[]): Rewrite[] {
  return dossier.documents.flatMap(({ path, document }) => {
    const own = edits.filter((edit) => edit.path === path);
    if (own.length === 0) return [];
    return [{ path: joinPath(dossier.folder, path), before: document.text, after: applyEdits(document.text, own), edits: own }];
  });
}

/** Writes all files or, when one of them changed since it was read, none. */
async function writeAll(context: Context, rewrites: readonly Rewrite[], count: number): Promise<void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const { path, before } of rewrites) {
    if (decoder.decode(await context.files.read(path)) !== before) throw new Failure(message(context.language, 'cli.error.changedMeanwhile', { path: shown(context.cwd, path) }));
  }
  for (const { path, after } of rewrites) {
    try {
      await context.write(path, new TextEncoder().encode(after));
    } catch (error) {
      throw new Failure(error instanceof Error ? error.message : String(error));
    }
    context.stdout(`${message(context.language, 'cli.fix.written', { path: shown(context.cwd, path) })}\n`);
  }
  context.stdout(`${message(context.language, 'cli.fix.count', { count })}\n`);
}
