import { minimatch } from 'minimatch';
import { CONFIG_NAME, type Config, readConfig } from './config.js';
import { type Files, MAX_DOCUMENT, decodeText, folderOf, joinPath, relativePath } from './files.js';
import { compare } from './load.js';
import { loadError } from './loadError.js';
import type { LoadError } from './model.js';

/** The documents of one consultation as found on a disk, with the configuration that holds for them. */
export interface DossierFiles {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Paths relative to the folder, sorted. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
  /** Configurations in force, the outermost first: a later one wins. */
  readonly configs: readonly Config[];
  readonly errors: readonly LoadError[];
}

const DEFAULT_DOCUMENTS: readonly string[] = ['*.md', '!README.md', '!CHANGELOG.md', '!CONTRIBUTING.md', '!LICENSE.md'];
const MAX_DEPTH = 12;

/**
 * Finds the dossiers at or under a folder: each folder with Markdown documents is one, except where a `clausier.yaml` takes
 * documents of its subfolders.
 * @param root the workspace root: configurations above it are not read
 * @param texts texts of open documents by absolute path; they win over the disk
 */
export async function findDossiers(files: Files, folder: string, root: string, texts?: ReadonlyMap<string, string>): Promise<DossierFiles[]> {
  const found: DossierFiles[] = [];
  await walk(files, folder, root, texts, found, 0);
  return found;
}

async function walk(files: Files, folder: string, root: string, texts: ReadonlyMap<string, string> | undefined, found: DossierFiles[], depth: number): Promise<void> {
  const dossier = await openDossier(files, folder, root, texts);
  if (dossier.documents.length > 0 || dossier.errors.length > 0) found.push(dossier);
  if (depth >= MAX_DEPTH) return;
  const taken = new Set(dossier.documents.filter(({ path }) => path.includes('/')).map(({ path }) => path.slice(0, path.indexOf('/'))));
  for (const entry of await files.list(folder)) {
    if (entry.kind !== 'folder' || entry.name.startsWith('.') || entry.name === 'node_modules' || taken.has(entry.name)) continue;
    try {
      await walk(files, joinPath(folder, entry.name), root, texts, found, depth + 1);
    } catch (error) {
      // A folder that cannot be listed is reported; its neighbours are still found.
      const path = joinPath(folder, entry.name);
      found.push({ folder: path, documents: [], configs: [], errors: [loadError('unreadable', path, undefined, { detail: error instanceof Error ? error.message : String(error) })] });
    }
  }
}

/** Opens one folder as a dossier. A file that cannot be read becomes an error; the others are there. */
export async function openDossier(files: Files, folder: string, root: string, texts?: ReadonlyMap<string, string>): Promise<DossierFiles> {
  const configs = await configsFor(files, folder, root, texts);
  const patterns = configs.at(-1)?.documents ?? DEFAULT_DOCUMENTS;
  const deep = patterns.some((pattern) => pattern.includes('/') && !pattern.startsWith('!'));
  const paths = await markdownIn(files, folder, '', deep ? MAX_DEPTH : 0);
  const documents: { path: string; text: string }[] = [];
  const errors: LoadError[] = configs.flatMap((config) => config.errors);
  for (const path of paths.filter((candidate) => selected(candidate, patterns))) {
    const absolute = joinPath(folder, path);
    const read = texts?.get(absolute) ?? (await readText(files, absolute));
    if (typeof read === 'string') documents.push({ path, text: read });
    else errors.push(read);
  }
  return { folder, documents: documents.sort((a, b) => compare(a.path, b.path)), configs, errors };
}

/** Opens a single file as a dossier of one document. */
export async function openDocument(files: Files, path: string, root: string): Promise<DossierFiles> {
  const folder = folderOf(path);
  const configs = await configsFor(files, folder, root, undefined);
  const read = await readText(files, path);
  const documents = typeof read === 'string' ? [{ path: relativePath(folder, path), text: read }] : [];
  return { folder, documents, configs, errors: [...configs.flatMap((config) => config.errors), ...(typeof read === 'string' ? [] : [read])] };
}

/** Reads a file as UTF-8, or says why it cannot be. */
export async function readText(files: Files, path: string): Promise<string | LoadError> {
  try {
    const bytes = await files.read(path);
    if (bytes.length > MAX_DOCUMENT) return loadError('too-large', path, undefined, { limit: String(MAX_DOCUMENT) });
    return decodeText(bytes) ?? loadError('not-text', path, undefined);
  } catch (error) {
    return loadError('unreadable', path, undefined, { detail: error instanceof Error ? error.message : String(error) });
  }
}

async function configsFor(files: Files, folder: string, root: string, texts: ReadonlyMap<string, string> | undefined): Promise<Config[]> {
  const chain: string[] = [];
  for (let at = folder; ; at = folderOf(at)) {
    chain.unshift(at);
    if (at === root || folderOf(at) === at || !`${at}/`.startsWith(`${root}/`)) break;
  }
  const configs: Config[] = [];
  for (const at of chain) {
    const path = joinPath(at, CONFIG_NAME);
    const open = texts?.get(path);
    if (open === undefined && (await files.kind(path)) !== 'file') continue;
    const text = open ?? (await readText(files, path));
    if (typeof text === 'string') configs.push(readConfig(text, path, at));
    else configs.push({ ...readConfig('', path, at), errors: [text] });
  }
  return configs;
}

async function markdownIn(files: Files, folder: string, prefix: string, depth: number): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await files.list(joinPath(folder, prefix))) {
    const path = `${prefix}${entry.name}`;
    if (entry.kind === 'file' && /\.(?:md|markdown)$/i.test(entry.name)) found.push(path);
    else if (entry.kind === 'folder' && depth > 0 && !entry.name.startsWith('.')) found.push(...(await markdownIn(files, folder, `${path}/`, depth - 1)));
  }
  return found;
}

/** Globs in order, `!` takes away: the last that matches decides. */
export function selected(path: string, patterns: readonly string[]): boolean {
  let chosen = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (minimatch(path, negated ? pattern.slice(1) : pattern, { nocase: true })) chosen = !negated;
  }
  return chosen;
}
