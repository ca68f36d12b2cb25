import { readFile } from 'node:fs/promises';
import { type Dossier, readDossier } from '../../server/src/judge/settings.js';
import type { Library } from '../../server/src/library/model.js';
import { unpackLibrary } from '../../server/src/library/shipped.js';

const library = await unpackLibrary((name) => readFile(`dist/${name}`));

/** The library that ships, as the build wrote it. */
export function shippedLibrary(): Library {
  return library;
}

/** A dossier from texts by path; `config` is the text of its `clausier.yaml` settings, already merged. */
export function dossierOf(texts: Readonly<Record<string, string>>, settings: Partial<Dossier['settings']> = {}): Dossier {
  const documents = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const dossier = readDossier({ folder: '/dossier', documents, configs: [], errors: [] }, '2026-11-23');
  return { ...dossier, settings: { ...dossier.settings, ...settings } };
}
