import { readFile } from 'node:fs/promises';
import { type DossierFiles, readText } from '../library/dossiers.js';
import { type Files, joinPath } from '../library/files.js';
import { type Layer, mergeLayers, readLayer } from '../library/load.js';
import { loadError } from '../library/loadError.js';
import type { Library, LoadError } from '../library/model.js';
import type { SourceFile } from '../library/rules.js';
import { unpackLibrary } from '../library/shipped.js';

/** The library that comes with Clausier cannot be read: the installation is broken. */
export class BrokenInstallation extends Error {
  override readonly name = 'BrokenInstallation';

  constructor(readonly path: string) {
    super(`${path}: the shipped library cannot be read`);
  }
}

/** Where a layer's files are, inside its folder. */
const PARTS = ['rules', 'clauses'] as const;
const MAX_DEPTH = 6;

/** Libraries by dossier: the shipped one, under the layers that a configuration names. */
export class Libraries {
  private readonly merged = new Map<string, { readonly files: readonly SourceFile[]; readonly library: Library }>();

  private loaded: Promise<Library> | undefined;

  /** @param shipped reads the shipped library; called once, when it is first needed */
  constructor(
    private readonly files: Files,
    private readonly shipped: () => Promise<Library>,
  ) {}

  /**
   * The library in force for a dossier; a later layer overrides an earlier one by id. As long as the files of its layers stay as they are
   * the answer is the same object, so that what was worked out for it stays good.
   * @param further folders that come after those of the configuration
   */
  async of(dossier: Pick<DossierFiles, 'configs'>, further: readonly string[] = []): Promise<Library> {
    this.loaded ??= this.shipped();
    const shipped = await this.loaded;
    const folders = [...new Set([...dossier.configs.flatMap((config) => config.library.map((path) => joinPath(config.folder, path))), ...further])];
    if (folders.length === 0) return shipped;
    const sources = await Promise.all(folders.map((folder) => this.sources(folder)));
    const files = sources.flatMap((source) => source.files);
    const key = folders.join('\u0000');
    const known = this.merged.get(key);
    if (known && sameFiles(known.files, files) && sources.every(({ errors }) => errors.length === 0)) return known.library;
    const library = mergeLayers([shipped, ...sources.map(({ files: own, errors }): Layer => withErrors(readLayer(own), errors))]);
    this.merged.set(key, { files, library });
    return library;
  }

  /** The library that stands in one folder, with nothing under it. */
  async alone(folder: string): Promise<Library> {
    const { files, errors } = await this.sources(folder);
    return mergeLayers([withErrors(readLayer(files), errors)]);
  }

  private async sources(folder: string): Promise<{ readonly files: readonly SourceFile[]; readonly errors: readonly LoadError[] }> {
    if ((await this.files.kind(folder)) !== 'folder') return { files: [], errors: [loadError('unreadable', folder, undefined, { detail: 'ENOENT' })] };
    const files: SourceFile[] = [];
    const errors: LoadError[] = [];
    for (const part of PARTS) {
      const path = joinPath(folder, part);
      if ((await this.files.kind(path)) !== 'folder') continue;
      for (const file of await this.walk(path, MAX_DEPTH)) {
        const text = await readText(this.files, file);
        if (typeof text === 'string') files.push({ path: file, text });
        else errors.push(text);
      }
    }
    // An empty layer changes nothing, which is never what was meant: the path is wrong.
    if (files.length === 0 && errors.length === 0) errors.push(loadError('no-rules', folder, undefined));
    return { files, errors };
  }

  private async walk(folder: string, depth: number): Promise<string[]> {
    const found: string[] = [];
    for (const { name, kind } of await this.files.list(folder)) {
      const path = joinPath(folder, name);
      if (kind === 'file' && /\.(?:yaml|md|json)$/.test(name) && name !== 'schema.json') found.push(path);
      else if (kind === 'folder' && depth > 0 && !name.startsWith('.')) found.push(...(await this.walk(path, depth - 1)));
    }
    return found;
  }
}

/** Reads the files that the build made of `rules/` and `clauses/`. */
export async function readShipped(folder: string): Promise<Library> {
  const broken = (path: string, cause: unknown): Error => (cause instanceof BrokenInstallation ? cause : Object.assign(new BrokenInstallation(path), { cause }));
  const read = (path: string): Promise<Uint8Array> =>
    readFile(path).catch((error: unknown) => {
      throw broken(path, error);
    });
  try {
    return await unpackLibrary((name) => read(joinPath(folder, name)));
  } catch (error) {
    throw broken(folder, error);
  }
}

function withErrors(layer: Layer, errors: readonly LoadError[]): Layer {
  return { ...layer, errors: [...errors, ...layer.errors] };
}

function sameFiles(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every((file, index) => file.path === b[index]?.path && file.text === b[index]?.text);
}
