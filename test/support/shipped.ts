import { readFileSync } from 'node:fs';
import { type Dossier, readDossier } from '../../server/src/judge/settings.js';
import type { Library } from '../../server/src/library/model.js';

let library: Library | undefined;

/** The library that ships, as the build wrote it. */
export function shippedLibrary(): Library {
  library ??= JSON.parse(readFileSync('dist/library.json', 'utf8')) as Library;
  return library;
}

/** A dossier from texts by path; `config` is the text of its `clausier.yaml` settings, already merged. */
export function dossierOf(texts: Readonly<Record<string, string>>, settings: Partial<Dossier['settings']> = {}): Dossier {
  const documents = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const dossier = readDossier({ folder: '/dossier', documents, configs: [], errors: [] }, '2026-11-23');
  return { ...dossier, settings: { ...dossier.settings, ...settings } };
}
