import { didYouMean } from '../../library/loadError.js';
import { message } from '../../library/messages.js';
import { type Clause, type Library, type Rule, THEMES } from '../../library/model.js';
import type { Invocation } from '../arguments.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { configsOf, unique } from '../inputs.js';
import { isAbsolute, shown } from '../paths.js';
import { mistakeLines } from '../problems.js';
import { unknownRequirement } from './fix.js';

const ACTIONS = ['check', 'list', 'show'] as const;
type Action = (typeof ACTIONS)[number];

/** `clausier library check|list|show <id> [dir]`: the legal team's view of the rules and clauses in force in a folder. */
export async function library(invocation: Invocation, context: Context): Promise<ExitCode> {
  const [typed, ...rest] = invocation.positionals;
  const action = ACTIONS.find((name) => name === typed);
  if (!action) throw unknownAction(context, typed!);
  const id = action === 'show' ? rest.shift() : undefined;
  if (rest.length > 1 || (action === 'show' && id === undefined)) {
    throw new Failure(message(context.language, 'cli.error.arguments', { usage: 'clausier library check|list|show <id> [dir]' }));
  }
  const loaded = await libraryAt(context, rest[0] ?? '.', invocation.options('library'));
  const mistakes = unique(loaded.errors);
  const grave = mistakes.filter(({ severity }) => severity === 'error').length;
  if (action === 'check') {
    for (const line of await mistakeLines(context, mistakes, context.language)) context.stdout(`${line}\n`);
    const values = { rules: loaded.rules.length, clauses: loaded.clauses.length, errors: grave, warnings: mistakes.length - grave };
    context.stdout(`${message(context.language, 'cli.library.checked', values)}\n`);
    return loaded.rules.length === 0 ? EXIT.failure : grave > 0 ? EXIT.findings : EXIT.clean;
  }
  for (const line of await mistakeLines(context, mistakes.filter(({ severity }) => severity === 'error'), context.language)) context.stderr(`clausier: ${line}`);
  if (action === 'list') context.stdout(list(context, loaded));
  else context.stdout(show(context, loaded, id!));
  return grave > 0 ? EXIT.failure : EXIT.clean;
}

function unknownAction(context: Context, typed: string): Failure {
  const suggestion = didYouMean(typed, ACTIONS);
  const hint = suggestion ? ` ${message(context.language, 'didYouMean', { suggestion })}` : '';
  const valid: readonly Action[] = ACTIONS;
  return new Failure(`${message(context.language, 'cli.error.unknownCommand', { name: `library ${typed}`, valid: valid.map((name) => `library ${name}`).join(', ') })}${hint}`);
}

/** A folder with `rules/` or `clauses/` is a library itself; any other is a dossier whose configuration may name libraries. */
async function libraryAt(context: Context, typed: string, further: readonly string[]): Promise<Library> {
  const folder = context.absolute(typed);
  const folders = [...further.map((path) => context.absolute(path))];
  for (const path of [folder, ...folders]) {
    if ((await context.files.kind(path)) !== 'folder') throw new Failure(message(context.language, 'cli.error.noSuchPath', { path: shown(context.cwd, path) }));
  }
  const own = (await context.files.kind(`${folder}/rules`)) === 'folder' || (await context.files.kind(`${folder}/clauses`)) === 'folder';
  const { configs, errors } = await configsOf(context, folder);
  const loaded = await context.library({ configs }, own ? [folder, ...folders] : folders);
  const configErrors = errors.filter(({ path }) => configs.some((config) => config.errors.some((error) => error.path === path)));
  return { ...loaded, errors: [...configErrors, ...loaded.errors] };
}

function list(context: Context, { rules, clauses }: Library): string {
  const { language, terminal } = context;
  const width = Math.max(...rules.map(({ id }) => id.length), 0);
  const lines = THEMES.flatMap((theme) => {
    const own = rules.filter((rule) => rule.theme === theme);
    if (own.length === 0) return [];
    const rows = own.map((rule) => {
      const offered = clauses.filter(({ requirement }) => requirement === rule.id).map((clause) => clause.language);
      const origin = isAbsolute(rule.path) ? ` ${terminal.paint('dim', shown(context.cwd, rule.path))}` : '';
      return `  ${rule.id.padEnd(width)}  ${rule.title[language]} ${terminal.paint('dim', `[${[...new Set(offered)].sort().join(' ') || '–'}]`)}${origin}`;
    });
    return [terminal.paint('bold', message(language, `report.theme.${theme}`)), ...rows, ''];
  });
  return `${[...lines, message(language, 'cli.library.count', { rules: rules.length, clauses: clauses.length })].join('\n')}\n`;
}

function show(context: Context, loaded: Library, id: string): string {
  const rule = loaded.rules.find((candidate) => candidate.id === id);
  const clauses = loaded.clauses.filter((clause) => (rule ? clause.requirement === id : clause.id === id));
  if (!rule && clauses.length === 0) throw unknownRequirement(context, id, [...loaded.rules, ...loaded.clauses].map((known) => known.id));
  return [...(rule ? [ruleText(context, rule)] : []), ...clauses.map((clause) => clauseText(context, clause))].join('\n');
}

function ruleText(context: Context, rule: Rule): string {
  const { language, terminal } = context;
  const field = (key: string, value: string): string[] => [terminal.paint('bold', message(language, `cli.library.${key}`)), ...terminal.wrap(value, terminal.width - 2).map((line) => `  ${line}`)];
  const lines = [
    terminal.paint('bold', `${rule.id} – ${rule.title[language]}`),
    ...field('file', shown(context.cwd, rule.path)),
    ...field('why', rule.why[language]),
    ...field('expects', rule.expects[language]),
    ...field('weak', rule.weak[language]),
    ...field('when', rule.when.map((facet) => message(language, `report.facet.${facet}`)).join(', ')),
    ...field('where', rule.where.join(', ')),
    ...field('headings', rule.headings[language].join(', ')),
    ...field('references', rule.references.join(', ')),
    ...field('severity', `${message(language, `report.severity.${rule.severity}`)}${rule.waivable ? '' : ` – ${message(language, 'cli.library.notWaivable')}`}`),
  ];
  return `${lines.join('\n')}\n`;
}

function clauseText(context: Context, clause: Clause): string {
  const { language, terminal } = context;
  const fields = clause.placeholders.map(({ name, label, default: fallback }) => `  {{${name}}}  ${label} (${fallback})`);
  return [
    terminal.paint('bold', `${clause.id}@${clause.version} [${clause.language}] ${clause.title}`),
    terminal.paint('dim', shown(context.cwd, clause.path)),
    '',
    ...clause.body.split('\n').flatMap((line) => terminal.wrap(line, terminal.width)),
    '',
    ...(fields.length > 0 ? [terminal.paint('bold', message(language, 'cli.library.fields')), ...fields, ''] : []),
    ...(clause.note ? [terminal.paint('bold', message(language, 'cli.library.note')), ...terminal.wrap(clause.note, terminal.width), ''] : []),
  ].join('\n');
}
