import type { Verdict } from '../judge/model.js';
import type { DossierFiles } from '../library/dossiers.js';

/** Parties to a public contract, in both languages: a tender names them again and again, a README that speaks of AI does not. */
const PARTY = /(?<!\p{L})(?:titulaires?|soumissionnaires?|candidats?|acheteurs?|attributaires?|contractors?|tenderers?|bidders?|suppliers?|buyers?|contracting authorit(?:y|ies))(?!\p{L})/giu;
const ENOUGH = 3;

/**
 * Whether a folder of Markdown is a tender: somebody configured it as one, or it holds a document of a tender that speaks of the
 * parties. Other Markdown in a workspace may well be about AI, and must be left in peace.
 */
export function isTender(files: DossierFiles, verdict: Verdict): boolean {
  if (files.configs.length > 0) return true;
  if (verdict.documents.every(({ kind }) => kind === 'other' || kind === 'annex')) return false;
  let found = 0;
  for (const { text } of files.documents) {
    for (const _match of text.matchAll(PARTY)) {
      found += 1;
      if (found >= ENOUGH) return true;
    }
  }
  return false;
}
