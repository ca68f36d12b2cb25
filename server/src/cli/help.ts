import { message } from '../library/messages.js';
import type { Language } from '../text/model.js';
import { type CommandSpec, type OptionSpec, commandTable } from './arguments.js';
import type { Terminal } from './context.js';

/** The help of one command, or the list of commands. */
export function help(language: Language, formats: readonly string[], terminal: Terminal, command?: CommandSpec): string {
  return command ? commandHelp(language, terminal, command) : generalHelp(language, formats, terminal);
}

function generalHelp(language: Language, formats: readonly string[], terminal: Terminal): string {
  const rows = commandTable(formats).map((command) => [`${command.name} ${command.usage}`, message(language, `cli.command.${command.name}`)] as const);
  return [
    message(language, 'cli.help.purpose'),
    '',
    message(language, 'cli.help.usage', { usage: 'clausier <command> [options]' }),
    '',
    ...columns(rows, terminal),
    '',
    message(language, 'cli.help.more'),
    message(language, 'cli.help.status'),
    '',
  ].join('\n');
}

function commandHelp(language: Language, terminal: Terminal, command: CommandSpec): string {
  const options = [...command.options, { name: 'help', short: 'h' }];
  const rows = options.map((option: OptionSpec) => {
    const names = `${option.short ? `-${option.short}, ` : ''}--${option.name}${option.value ? ` <${option.choices ? option.choices.join('|') : option.value}>` : ''}`;
    return [names, message(language, `cli.option.${option.name}`)] as const;
  });
  return [
    message(language, 'cli.help.usage', { usage: `clausier ${command.name} ${command.usage}` }),
    '',
    ...terminal.wrap(message(language, `cli.command.${command.name}`), terminal.width),
    '',
    ...columns(rows, terminal),
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[], terminal: Terminal): string[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, text]) =>
    terminal.wrap(text, Math.max(30, terminal.width - left - 2)).map((line, index) => `  ${(index === 0 ? name : '').padEnd(left)}${line}`),
  );
}
