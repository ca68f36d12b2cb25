/** Entry of `dist/commands.js`: the command line proper, and the start of the language server. */
import { folderOf, joinPath } from '../library/files.js';
import { message } from '../library/messages.js';
import { readImages } from '../cli/images.js';
import { run } from '../cli/run.js';
import type { Exporter } from '../lsp/host.js';
import { languageOf, nodeContext, today } from './context.js';
import { disk } from './disk.js';
import { Libraries, readShipped } from './shippedLibrary.js';

/** The shipped library stands beside this file in `dist/`. */
function libraries(): Libraries {
  return new Libraries(disk, () => readShipped(__dirname.replaceAll('\\', '/')));
}

/** Runs one command line; the answer is its exit status. */
export function runCommand(version: string, argv: readonly string[]): Promise<number> {
  return run(argv, nodeContext(version, libraries()));
}

/** Starts the language server, which then keeps the process; the answer is an exit status when it cannot. */
export async function serveOrFail(version: string, argv: readonly string[]): Promise<number | undefined> {
  const { serve } = await import('./serve.js');
  const shipped = libraries();
  const started = serve(argv, { version, libraryOf: (dossier) => shipped.of(dossier), today, exporter });
  if (started) return undefined;
  process.stderr.write(`clausier: ${message(languageOf(process.env), 'cli.error.noTransport')}\n`);
  return 2;
}

const exporter: Exporter = async (documents, { folder, ...options }) => {
  const { writeDocx } = await import('./docx.js');
  const exported = await Promise.all(
    documents.map(async (one) => ({ ...one, images: await readImages(disk, folder, folderOf(joinPath(folder, one.path)), one.document) })),
  );
  return writeDocx(exported, options);
};
