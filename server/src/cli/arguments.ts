import { parseArgs } from 'node:util';
import { didYouMean } from '../library/loadError.js';
import { message } from '../library/messages.js';
import type { Language } from '../text/model.js';
import { Failure } from './failure.js';

/** An option of a command. Its help is `cli.option.<name>` in the l10n bundle. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** Name of its value in the help; absent for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given several times, or with values between commas. */
  readonly multiple?: boolean;
}

/** A command. Its help is `cli.command.<name>` in the l10n bundle. */
export interface CommandSpec {
  readonly name: string;
  /** What stands after the name in the help. */
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  /** How many arguments it takes at least and at most. */
  readonly positionals: readonly [least: number, most: number];
}

const DATE: OptionSpec = { name: 'date', value: 'YYYY-MM-DD' };
const LIBRARY: OptionSpec = { name: 'library', value: 'dir', multiple: true };

/** The commands that exist. `lsp` is started by `main`; it is here for the help. */
export function commandTable(formats: readonly string[]): readonly CommandSpec[] {
  return [
    {
      name: 'check',
      usage: '[paths…]',
      options: [{ name: 'format', value: 'format', choices: formats }, { name: 'fail-on', value: 'status', choices: ['weak', 'missing', 'never'] }, DATE, LIBRARY],
      positionals: [0, Infinity],
    },
    {
      name: 'export',
      usage: '<doc|dir> -o out.docx',
      options: [{ name: 'output', short: 'o', value: 'out.docx' }, { name: 'draft' }, { name: 'force' }, DATE],
      positionals: [1, 1],
    },
    {
      name: 'fix',
      usage: '<dir>',
      options: [{ name: 'dry-run' }, { name: 'requirement', value: 'id', multiple: true }, { name: 'fill' }, DATE, LIBRARY],
      positionals: [1, 1],
    },
    { name: 'explain', usage: '<requirement> [dir]', options: [DATE, LIBRARY], positionals: [1, 2] },
    { name: 'library', usage: 'check|list|show <id> [dir]', options: [LIBRARY], positionals: [1, 3] },
    {
      name: 'eval',
      usage: '<corpus>',
      options: [{ name: 'errors' }, { name: 'folds', value: 'n' }, { name: 'facets', value: 'how', choices: ['inferred', 'given'] }, { name: 'format', value: 'format', choices: ['text', 'json'] }, DATE, LIBRARY],
      positionals: [1, 1],
    },
    { name: 'lsp', usage: '--stdio', options: [], positionals: [0, 0] },
  ];
}

/** What was asked for, checked against the table. */
export type Request =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command?: CommandSpec }
  | { readonly kind: 'run'; readonly command: string; readonly invocation: Invocation };

/** Arguments of one command. */
export interface Invocation {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** The last value given. */
  option(name: string): string | undefined;
  options(name: string): readonly string[];
}

/**
 * Reads the command line.
 * @throws Failure for a command, option or value that does not exist; the message names those that do
 */
export function readArguments(argv: readonly string[], formats: readonly string[], language: Language): Request {
  const table = commandTable(formats);
  const first = argv[0];
  if (argv.length === 1 && (first === '--version' || first === '-V')) return { kind: 'version' };
  const name = first === 'help' ? argv[1] : first;
  if (name === undefined || name === '--help' || name === '-h') {
    if (first === undefined) throw new Failure(message(language, 'cli.error.noCommand', { valid: names(table) }));
    return { kind: 'help' };
  }
  const command = table.find((candidate) => candidate.name === name);
  if (!command) throw unknown(language, name.startsWith('-') ? 'cli.error.unknownOption' : 'cli.error.unknownCommand', name, table.map((candidate) => candidate.name));
  if (first === 'help' || argv.slice(1).some((argument) => argument === '--help' || argument === '-h')) return { kind: 'help', command };
  return { kind: 'run', command: command.name, invocation: readInvocation(argv.slice(1), command, language) };
}

function readInvocation(argv: readonly string[], command: CommandSpec, language: Language): Invocation {
  const { tokens } = parseArgs({
    args: [...argv],
    // Mistakes are told in the user's language, with the names that exist: not by parseArgs.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      command.options.map(({ name, short, value }) => [name, { type: value ? ('string' as const) : ('boolean' as const), ...(short ? { short } : {}) }]),
    ),
  });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = command.options.find((option) => option.name === token.name);
    if (!spec) throw unknown(language, 'cli.error.unknownOption', token.rawName, command.options.map((option) => `--${option.name}`));
    values.set(spec.name, [...(values.get(spec.name) ?? []), ...readValue(spec, token.rawName, token.value, token.inlineValue === true, language)]);
  }
  const [least, most] = command.positionals;
  if (positionals.length < least || positionals.length > most) {
    throw new Failure(message(language, 'cli.error.arguments', { usage: `clausier ${command.name} ${command.usage}` }));
  }
  return {
    positionals,
    flag: (name) => values.has(name),
    option: (name) => values.get(name)?.at(-1),
    options: (name) => values.get(name) ?? [],
  };
}

function readValue(spec: OptionSpec, rawName: string, value: string | undefined, inline: boolean, language: Language): string[] {
  if (!spec.value) {
    if (inline) throw new Failure(message(language, 'cli.error.valueUnwanted', { option: rawName }));
    return [''];
  }
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) throw new Failure(message(language, 'cli.error.valueMissing', { option: rawName, value: spec.value }));
  if (spec.choices && !spec.choices.includes(value)) throw unknown(language, spec.name === 'format' ? 'cli.error.unknownFormat' : 'cli.error.unknownValue', value, spec.choices, rawName);
  if (spec.name === 'date' && !isDate(value)) throw new Failure(message(language, 'cli.error.date', { value }));
  return spec.multiple ? value.split(',').filter((part) => part !== '') : [value];
}

function unknown(language: Language, key: string, name: string, valid: readonly string[], option = ''): Failure {
  const suggestion = didYouMean(name, valid);
  const hint = suggestion ? ` ${message(language, 'didYouMean', { suggestion })}` : '';
  return new Failure(`${message(language, key, { name, option, valid: valid.join(', ') })}${hint}`);
}

function names(table: readonly CommandSpec[]): string {
  return table.map((command) => command.name).join(', ');
}

/** True for a day that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
