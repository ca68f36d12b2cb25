import { Document, Packer } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { renderDocument, renderNotes } from './body.js';
import { contents } from './contents.js';
import { numberingConfig } from './lists.js';
import { reproducible } from './package.js';
import { pages } from './pages.js';
import { prepare } from './scope.js';
import { styles } from './styles.js';
import type { ExportedDocument, ExportOptions } from './types.js';
import { xmlSafe } from './typography.js';

/** Laying out the pages takes about a second for 20 kB: past this, Word works the page numbers out when it opens the file, and asks. */
const MAX_NUMBERED = 300_000;

export type { ExportedDocument, ExportOptions } from './types.js';

/**
 * Writes documents as one Word file. The same documents and options give the same bytes.
 * @returns the bytes of the .docx
 * @throws RangeError when there is no document or the date is no ISO date; the signal's reason when it was aborted
 */
export async function writeDocx(documents: readonly ExportedDocument[], options: ExportOptions): Promise<Uint8Array> {
  if (documents.length === 0) throw new RangeError('No document to export');
  const { job, prepared } = prepare(documents, options);
  const bodies = [];
  for (const document of prepared) {
    await turn(options.signal);
    bodies.push(renderDocument(document));
    options.onProgress?.(bodies.length, prepared.length + 1);
  }
  // Notes hold lists too: they are written before the numbering definitions are read.
  const footnotes = renderNotes(job);
  const numbered = documents.reduce((sum, { document }) => sum + document.text.length, 0) <= MAX_NUMBERED;
  const author = xmlSafe(options.buyer ?? 'Clausier');
  const word = new Document({
    title: xmlSafe(options.title),
    ...(options.reference ? { subject: xmlSafe(options.reference) } : {}),
    creator: author,
    lastModifiedBy: author,
    styles: styles(options.language),
    numbering: { config: numberingConfig(job) },
    footnotes,
    compatibility: { version: 15 },
    // With page numbers worked out here, Word does not ask on opening whether it may update the fields (dolanmiu/docx#1212).
    ...(numbered ? { pageNumbers: estimatePageNumbersWith({ guess: true }) } : {}),
    sections: pages(prepared, bodies, contents(prepared, options.language, numbered), options),
  });
  await turn(options.signal);
  const bytes = await Packer.pack(word, 'uint8array');
  options.signal?.throwIfAborted();
  const file = reproducible(bytes, options.date, options.language);
  options.onProgress?.(prepared.length + 1, prepared.length + 1);
  return file;
}

/** Lets the event loop run, so that an abort can arrive. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
  signal?.throwIfAborted();
}
