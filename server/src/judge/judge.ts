import type { Library } from '../library/model.js';
import type { Verdict } from './model.js';
import type { Dossier } from './settings.js';

/** Analyses kept between runs by the text of a section. */
export class JudgeCache {}

/**
 * Judges a dossier against every rule of the library. Pure: the same dossier, library and settings give the same verdict, byte for byte.
 * @param cache analyses of sections seen before; an edit collects the section it touched and decides once
 */
export function judge(dossier: Dossier, library: Library, cache: JudgeCache = new JudgeCache()): Verdict {
  void library;
  void cache;
  return { language: 'fr', date: dossier.settings.date, profile: {} as Verdict['profile'], documents: [], findings: [], duties: [], problems: [] };
}
