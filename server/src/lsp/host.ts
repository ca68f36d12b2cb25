import type { JudgeCache } from '../judge/judge.js';
import type { DossierFiles } from '../library/dossiers.js';
import type { Files } from '../library/files.js';
import type { Library } from '../library/model.js';
import type { Document, Language } from '../text/model.js';

/** What `main` gives the server: everything that touches a disk, a clock or another door. */
export interface ServerHost {
  readonly version: string;
  readonly files: Files;
  /** The library in force for a dossier: the built-in one and the layers that its configuration names. */
  readonly libraryOf: (dossier: DossierFiles) => Promise<Library>;
  /** What was worked out for a library, for a process that serves several clients; each server keeps its own otherwise. */
  readonly cacheOf?: (library: Library) => JudgeCache;
  /** ISO date of today, for dossiers whose configuration gives none. */
  readonly today: () => string;
  /** URI of the folder that holds one page per requirement (`<id>.md`), with a slash at its end. */
  readonly pages?: string;
  /** Writes a DOCX. Absent in builds without it. */
  readonly exporter?: Exporter;
}

export interface ExporterDocument {
  readonly path: string;
  readonly document: Document;
  readonly language: Language;
}

export interface ExporterOptions {
  /** Absolute path of the dossier, for what documents refer to. */
  readonly folder: string;
  readonly title: string;
  readonly language: Language;
  readonly date: string;
  readonly draft: boolean;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

export type Exporter = (documents: readonly ExporterDocument[], options: ExporterOptions) => Promise<Uint8Array>;
