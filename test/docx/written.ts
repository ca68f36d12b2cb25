import { strFromU8, unzipSync } from 'fflate';
import { type ExportOptions, writeDocx } from '../../server/src/docx/write/index.js';
import type { Language } from '../../server/src/text/model.js';
import { parseDocument } from '../../server/src/text/parse.js';

/** A document as a test gives it. */
export interface Source {
  readonly path?: string;
  readonly text: string;
  readonly language?: Language;
  readonly images?: ReadonlyMap<string, Uint8Array>;
}

/** The bytes of an export of Markdown. */
export function bytesOf(sources: string | readonly Source[], options: Partial<ExportOptions> = {}): Promise<Uint8Array> {
  const list = typeof sources === 'string' ? [{ text: sources }] : sources;
  const documents = list.map(({ path = 'ccap.md', text, language = 'fr', images }) => ({
    path,
    document: parseDocument(text),
    language,
    ...(images ? { images } : {}),
  }));
  return writeDocx(documents, { title: 'Dossier', language: 'fr', date: '2026-11-23', ...options });
}

/** The text parts of an export, by their path in the package. */
export async function partsOf(sources: string | readonly Source[], options: Partial<ExportOptions> = {}): Promise<Record<string, string>> {
  const parts = unzipSync(await bytesOf(sources, options));
  return Object.fromEntries(Object.entries(parts).map(([name, data]) => [name, strFromU8(data)]));
}

/** `word/document.xml` of an export. */
export async function bodyOf(sources: string | readonly Source[], options: Partial<ExportOptions> = {}): Promise<string> {
  return (await partsOf(sources, options))['word/document.xml']!;
}

/** A paragraph as a test reads it. */
export interface ReadParagraph {
  readonly style: string;
  readonly text: string;
  readonly list?: { readonly id: string; readonly level: number };
  readonly xml: string;
}

/** The paragraphs of a part, in order; line breaks and tabs as characters, entities decoded. */
export function paragraphs(xml: string): ReadParagraph[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner]) => {
    const level = /<w:ilvl w:val="(\d+)"\/><w:numId w:val="(\d+)"/.exec(inner!);
    return {
      style: /<w:pStyle w:val="([^"]+)"/.exec(inner!)?.[1] ?? '',
      text: textOf(inner!),
      ...(level ? { list: { id: level[2]!, level: Number(level[1]) } } : {}),
      xml: inner!,
    };
  });
}

/** The text of a piece of a part. */
export function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)]
    .map(([, text, mark]) => (mark === 'br' ? '\n' : mark === 'tab' ? '\t' : decode(text!)))
    .join('');
}

function decode(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
}
