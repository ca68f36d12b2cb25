import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type ClientOptions, COMMANDS } from '../../server/src/lsp/protocol.js';
import { registerCommands } from './commands.js';
import { Explanations } from './explanations.js';
import { StatusBar } from './statusBar.js';

/** Documents of a tender, and their configuration. */
const SELECTOR = [
  { scheme: 'file', language: 'markdown' },
  { scheme: 'file', pattern: '**/clausier.yaml' },
];

let client: LanguageClient | undefined;

/** Starts the server, which decides what is a tender; the rest of the extension asks it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const run = { module, args: ['lsp'], transport: TransportKind.ipc };
  const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
  const initializationOptions: ClientOptions = { commands: [COMMANDS.waive, COMMANDS.explain], status: true };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onSave: false },
    outputChannel: vscode.window.createOutputChannel('Clausier', { log: true }),
  };
  client = new LanguageClient('clausier', 'Clausier', server, options);
  const explanations = new Explanations();
  const statusBar = new StatusBar(client);
  context.subscriptions.push(explanations, statusBar, ...registerCommands(client, explanations));
  await client.start();
  await statusBar.update();
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
