import type { Document, FootnoteDefinition, Language, Span } from '../../text/model.js';

/** One document of the dossier, as the export takes it. */
export interface ExportedDocument {
  /** Path inside the dossier, with forward slashes; links between documents are resolved against it. */
  readonly path: string;
  readonly document: Document;
  readonly language: Language;
  /** Bytes of the images, by the address the text gives them. One that is not here is replaced by its description. */
  readonly images?: ReadonlyMap<string, Uint8Array>;
}

/** What the caller decides about one export. */
export interface ExportOptions {
  /** Title of the file: its properties, its header, its cover when several documents are exported. */
  readonly title: string;
  readonly language: Language;
  /** ISO date; the only date that is written into the file. */
  readonly date: string;
  /** Highlights `{{placeholders}}`. */
  readonly draft?: boolean;
  readonly buyer?: string;
  readonly reference?: string;
  /** Called after each document, and once more when the pages are laid out and packed. */
  onProgress?(done: number, total: number): void;
  readonly signal?: AbortSignal;
}

/** A footnote's definition with the text that its spans point into. */
export interface Note {
  readonly definition: FootnoteDefinition;
  readonly source: string;
}

/** What the documents of one export share, filled while they are written. */
export interface Job {
  readonly draft: boolean;
  readonly language: Language;
  /** Notes in the order of their first call: the first is note 1 of the file. */
  readonly notes: { readonly scope: Scope; readonly note: Note }[];
  /** Kinds of ordered lists met, by the reference of their numbering definition. */
  readonly orderedLists: Map<string, OrderedKind>;
  /** Lists written so far; each has its own numbering instance, so that it restarts. */
  lists: number;
  /** Bookmark names of the headings that some link points to, by `path#slug`. */
  readonly bookmarks: ReadonlyMap<string, string>;
}

/** A numbering definition: "1." from 1 on, "4)" from 4 on. */
export interface OrderedKind {
  readonly mark: string;
  readonly start: number;
}

/** One document while it is written. */
export interface Scope {
  readonly job: Job;
  readonly path: string;
  readonly language: Language;
  readonly images: ReadonlyMap<string, Uint8Array>;
  /** Footnote definitions by lower-case label. */
  readonly notes: ReadonlyMap<string, Note>;
  /** How often each label is called, by lower-case label. A later call refers to the first; a note without one is kept in the text. */
  readonly noteCalls: ReadonlyMap<string, number>;
  /** Numbers given so far, by lower-case label. */
  readonly noteNumbers: Map<string, number>;
}

/** Where in a document blocks are written. Lengths are in twentieths of a point, Word's DXA. */
export interface Place {
  /** The text that spans point into. */
  readonly source: string;
  readonly indent: number;
  readonly listDepth: number;
  readonly quoted: boolean;
  /** Inside a footnote, where Word allows no further note and we write no table. */
  readonly inNote: boolean;
}

/** The part of `place.source` under a span. */
export function sourceOf(place: Place, span: Span): string {
  return place.source.slice(span.start, span.end);
}
