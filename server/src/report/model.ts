import type { Verdict } from '../judge/model.js';
import type { Library } from '../library/model.js';
import type { Language } from '../text/model.js';

/** A judged dossier, as a report needs it. */
export interface ReportedDossier {
  readonly path: string;
  readonly verdict: Verdict;
  readonly library: Pick<Library, 'rules' | 'duties'>;
  /** Texts by the paths that the verdict names, to turn offsets into lines and columns. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a report is written from. Dossiers are sorted. */
export interface Reported {
  readonly date: string;
  readonly dossiers: readonly ReportedDossier[];
}

/** How a report for people is laid out. */
export interface Layout {
  readonly width: number;
  readonly paint: (paint: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue', text: string) => string;
  readonly wrap: (text: string, width: number) => readonly string[];
  readonly date: (language: Language, iso: string) => string;
}

/** Writes a report. */
export type Format = (reported: Reported, layout: Layout) => string;
