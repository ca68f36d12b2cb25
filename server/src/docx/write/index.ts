import { Document, Packer } from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { renderDocument, renderNotes } from './body.js';
import { contents } from './contents.js';
import { numberingConfig } from './lists.js';
import { reproducible } from './package.js';
import { pages } from './pages.js';
import { prepare } from './scope.js';
import { styles } from './styles.js';
import type { ExportedDocument, ExportOptions } from './types.js';
import { xmlSafe } from './typography.js';

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
    options.onProgress?.(bodies.length, prepared.length);
  }
  // Notes hold lists too: they are written before the numbering definitions are read.
  const footnotes = renderNotes(job);
  const author = xmlSafe(options.buyer ?? 'Clausier');
  const file = new Document({
    title: xmlSafe(options.title),
    ...(options.reference ? { subject: xmlSafe(options.reference) } : {}),
    creator: author,
    lastModifiedBy: author,
    styles: styles(options.language),
    numbering: { config: numberingConfig(job) },
    footnotes,
    compatibility: { version: 15 },
    // Without page numbers worked out here, Word would ask on opening whether it may update the fields (dolanmiu/docx#1212).
    pageNumbers: estimatePageNumbers,
    sections: pages(prepared, bodies, contents(prepared, options.language), options),
  });
  await turn(options.signal);
  const bytes = await Packer.pack(file, 'uint8array');
  options.signal?.throwIfAborted();
  return reproducible(bytes, options.date, options.language);
}

/** Lets the event loop run, so that an abort can arrive. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
  signal?.throwIfAborted();
}
