import { message } from '../library/messages.js';
import { type Invocation, readArguments } from './arguments.js';
import { check } from './commands/check.js';
import { evaluateCorpus } from './commands/eval.js';
import { explain } from './commands/explain.js';
import { exportDocx } from './commands/export.js';
import { fix } from './commands/fix.js';
import { library } from './commands/library.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exitCodes.js';
import { Failure } from './failure.js';
import { help } from './help.js';

type Command = (invocation: Invocation, context: Context) => Promise<ExitCode>;

const COMMANDS: Readonly<Record<string, Command>> = { check, export: exportDocx, fix, explain, library, eval: evaluateCorpus };

/** Runs one command line. What the user did wrong becomes one line on stderr; anything else that is thrown is our mistake and passes through. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  try {
    const formats = Object.keys(context.reporters);
    const request = readArguments(argv, formats, context.language);
    switch (request.kind) {
      case 'version':
        context.stdout(`${context.version}\n`);
        return EXIT.clean;
      case 'help':
        context.stdout(help(context.language, formats, context.terminal, request.command));
        return EXIT.clean;
      case 'run':
        return await runCommand(request.command, request.invocation, context);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    context.stderr(`clausier: ${error.message}`);
    return EXIT.failure;
  }
}

async function runCommand(name: string, invocation: Invocation, context: Context): Promise<ExitCode> {
  const command = COMMANDS[name];
  if (!command) throw new Failure(message(context.language, 'cli.error.elsewhere', { name }));
  return command(invocation, context);
}
