import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { startServer } from '../lsp/connection.js';
import type { ServerHost } from '../lsp/host.js';
import { disk } from './disk.js';

/** What the entry point knows and the server needs: the rest is the same everywhere. */
export type ServeOptions = Omit<ServerHost, 'files'>;

/** Ways to speak to a client. `createConnection` reads them, and their values, from the command line itself. */
const TRANSPORTS = /^--(?:stdio|node-ipc|socket(?:=\d+)?|pipe(?:=.+)?)$/;

/**
 * Runs `clausier lsp` on the transport that the arguments name. Once it runs, the process ends with the client.
 * @returns false when the arguments name no transport: the caller says so
 */
export function serve(argv: readonly string[], options: ServeOptions): boolean {
  if (!argv.some((argument) => TRANSPORTS.test(argument))) return false;
  startServer(createConnection(ProposedFeatures.all), { ...options, files: disk });
  return true;
}
