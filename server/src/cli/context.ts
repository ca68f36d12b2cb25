import type { Evaluation } from '../judge/evaluation.js';
import type { Verdict } from '../judge/model.js';
import type { DossierFiles } from '../library/dossiers.js';
import type { Files } from '../library/files.js';
import type { Library } from '../library/model.js';
import type { Document, Language } from '../text/model.js';

/** A dossier that was judged, with what a report needs to name places and requirements. */
export interface CheckedDossier {
  /** How the dossier is named in reports: its folder, relative to what was given on the command line. */
  readonly path: string;
  readonly verdict: Verdict;
  readonly library: Library;
  /** Texts by the paths that the verdict names, to turn offsets into lines and columns. */
  readonly texts: ReadonlyMap<string, string>;
}

/** One run of `check`. Dossiers are sorted by path. */
export interface Checked {
  readonly date: string;
  readonly dossiers: readonly CheckedDossier[];
}

/** Writes a run in one format. Pure: the same run gives the same text on every machine, whatever its locale. */
export type Reporter = (checked: Checked, terminal: Terminal) => string;

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue';

/** What is known of where the output goes. */
export interface Terminal {
  /** Characters in a line. */
  readonly width: number;
  /** Colours a text, or returns it as it is where colour is not wanted. */
  readonly paint: (paint: Paint, text: string) => string;
  /** Breaks a text into lines that fit. */
  readonly wrap: (text: string, width: number) => readonly string[];
  /** An ISO date as people of a language write it. */
  readonly date: (language: Language, iso: string) => string;
}

/** One document of an export. */
export interface ExportedDocument {
  readonly path: string;
  readonly document: Document;
  readonly language: Language;
  readonly images: ReadonlyMap<string, Uint8Array>;
}

export interface ExportSettings {
  readonly title: string;
  readonly language: Language;
  readonly date: string;
  readonly draft: boolean;
  readonly buyer?: string;
  readonly reference?: string;
  onProgress(done: number, total: number): void;
}

/**
 * Everything a command may touch. Commands reach nothing else, so that a test runs one without a disk, a clock or a terminal.
 * Paths are absolute with forward slashes, except where said.
 */
export interface Context {
  readonly version: string;
  /** Language of what is not about one dossier: help, mistakes in the use of a command. */
  readonly language: Language;
  /** ISO date. */
  readonly today: string;
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly files: Files;
  /** The absolute path of what was typed. */
  absolute(path: string): string;
  stdout(text: string): void;
  /** One line; the end of line is added. */
  stderr(line: string): void;
  /** Shows how far a long piece of work is, on a terminal only. */
  progress(label: string, done: number, total: number): void;
  /** The shipped library under the layers of a dossier's configuration, then under further folders. */
  library(dossier: Pick<DossierFiles, 'configs'>, folders: readonly string[]): Promise<Library>;
  /** Writes a file so that a reader sees the old bytes or the new ones, never a part. Rejects with a message that names the path. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  writeDocx(documents: readonly ExportedDocument[], settings: ExportSettings): Promise<Uint8Array>;
  /** Writes what `eval` found, as JSON or for people, with every mistake or without. */
  evaluation(evaluation: Evaluation, asJson: boolean, withErrors: boolean): string;
  /** The formats of `check`. */
  readonly reporters: Readonly<Record<string, Reporter>>;
}
