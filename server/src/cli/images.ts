import { type Files, joinPath } from '../library/files.js';
import type { Block, Document, Inline } from '../text/model.js';

/** Addresses of the images of a document, in the order of the text. */
export function imageAddresses(document: Document): string[] {
  const found: string[] = [];
  const inlines = (list: readonly Inline[]): void => {
    for (const inline of list) {
      if (inline.kind === 'image') found.push(inline.url);
      else if ('children' in inline) inlines(inline.children);
    }
  };
  const blocks = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'paragraph' || block.kind === 'heading') inlines(block.inlines);
      else if (block.kind === 'list') for (const item of block.items) blocks(item.blocks);
      else if (block.kind === 'table') for (const row of block.rows) for (const cell of row.cells) inlines(cell.inlines);
      else if (block.kind === 'quotation' || block.kind === 'footnote') blocks(block.blocks);
    }
  };
  for (const section of document.sections) blocks(section.blocks);
  return [...new Set(found)];
}

/**
 * Bytes of the images that stand in the dossier's folder, by the address the text gives them. What is elsewhere, on the network or not
 * there is left out: the export describes it in words.
 */
export async function readImages(files: Files, folder: string, documentFolder: string, document: Document): Promise<ReadonlyMap<string, Uint8Array>> {
  const images = new Map<string, Uint8Array>();
  for (const address of imageAddresses(document)) {
    if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(address) || address.startsWith('/')) continue;
    const path = joinPath(documentFolder, decoded(address));
    if (!path.startsWith(`${folder}/`) || (await files.kind(path)) !== 'file') continue;
    images.set(address, await files.read(path));
  }
  return images;
}

/** An address as written in Markdown may hold `%20`; one that is badly written is taken as it is. */
function decoded(address: string): string {
  const path = address.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
