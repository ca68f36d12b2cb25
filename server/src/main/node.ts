/** Entry of `dist/cli.js`. What a command does not need is not loaded: `--version` answers at once. */
import { version } from '../../../package.json';

async function main(argv: readonly string[]): Promise<number | undefined> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const { serveOrFail, runCommand } = await import('./commands.js');
  if (argv[0] === 'lsp' && !argv.includes('--help') && !argv.includes('-h')) return serveOrFail(version, argv.slice(1));
  return runCommand(version, argv);
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    // Setting the status, rather than leaving at once, lets what was written reach a slow pipe.
    if (status !== undefined) process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`clausier: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
