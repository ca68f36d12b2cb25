import { type Config, readConfig } from '../library/config.js';
import type { DossierFiles } from '../library/dossiers.js';
import { joinPath } from '../library/files.js';
import type { LoadError } from '../library/model.js';
import { SectionCache, parseDocument } from '../text/parse.js';
import type { DossierDocument, DossierSettings } from './model.js';

/** A dossier ready to be judged: its documents parsed, its configuration merged. */
export interface Dossier {
  readonly folder: string;
  readonly documents: readonly DossierDocument[];
  readonly settings: DossierSettings;
}

/**
 * Parses the documents and merges what `clausier.yaml` files and front matter say; the nearest wins.
 * @param today ISO date used when no configuration gives one: the judge reads no clock
 */
export function readDossier(files: DossierFiles, today: string, cache: SectionCache = new SectionCache()): Dossier {
  const documents = files.documents.map(({ path, text }) => ({ path, document: parseDocument(text, cache) }));
  const own = documents.flatMap(({ path, document }) => {
    const { frontMatter } = document;
    return frontMatter ? [{ path, config: readConfig(frontMatter.text, joinPath(files.folder, path), files.folder, frontMatter.span.start, 'clausier') }] : [];
  });
  const configs = [...files.configs, ...own.map(({ config }) => config)];
  return { folder: files.folder, documents, settings: mergeSettings(configs, [...files.errors, ...own.flatMap(({ config }) => config.errors)], today) };
}

function mergeSettings(configs: readonly Config[], errors: readonly LoadError[], today: string): DossierSettings {
  const last = <K extends 'language' | 'date' | 'requireApproval'>(key: K): Config[K] | undefined => configs.findLast((config) => config[key] !== undefined)?.[key];
  const language = last('language');
  return {
    profile: Object.assign({}, ...configs.map((config) => config.profile)) as DossierSettings['profile'],
    ...(language ? { language } : {}),
    date: last('date') ?? today,
    requireApproval: last('requireApproval') ?? false,
    severity: Object.assign({}, ...configs.map((config) => config.severity)) as DossierSettings['severity'],
    named: configs.flatMap((config) => config.named),
    waivers: configs.flatMap((config) => config.waivers).map((waiver) => ({ ...waiver, reason: waiver.reason ?? '' })),
    values: Object.assign({}, ...configs.map((config) => config.values)) as DossierSettings['values'],
    kinds: Object.assign({}, ...configs.map((config) => config.kinds)) as DossierSettings['kinds'],
    errors,
  };
}
