import type { Context, Reporter } from '../../server/src/cli/context.js';
import type { FileEntry, Files } from '../../server/src/library/files.js';
import { folderOf, joinPath } from '../../server/src/library/files.js';
import { compare, mergeLayers, readLayer } from '../../server/src/library/load.js';
import { Libraries } from '../../server/src/main/shippedLibrary.js';
import { evaluationJson, evaluationText } from '../../server/src/report/evaluation.js';
import { FORMATS } from '../../server/src/report/formats.js';
import { shortDate, wrap } from '../../server/src/report/layout.js';
import type { Language } from '../../server/src/text/model.js';

/** Files in memory, by absolute path. A path in `denied` is there and cannot be read. */
export class MemoryFiles implements Files {
  readonly denied = new Set<string>();
  private readonly contents = new Map<string, Uint8Array>();

  /** @param reversed lists folders backwards, as another disk might */
  constructor(
    files: Readonly<Record<string, string | Uint8Array>>,
    private readonly reversed = false,
  ) {
    for (const [path, content] of Object.entries(files)) this.set(path, content);
  }

  set(path: string, content: string | Uint8Array): void {
    this.contents.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  text(path: string): string | undefined {
    const bytes = this.contents.get(path);
    return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }

  read(path: string): Promise<Uint8Array> {
    const bytes = this.contents.get(path);
    if (!bytes || this.denied.has(path)) return Promise.reject(new Error(`EACCES: permission denied, open '${path}'`));
    return Promise.resolve(bytes);
  }

  list(path: string): Promise<readonly FileEntry[]> {
    if (this.denied.has(path)) return Promise.reject(new Error(`EACCES: permission denied, scandir '${path}'`));
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const entries = new Map<string, FileEntry>();
    for (const file of this.contents.keys()) {
      if (!file.startsWith(prefix)) continue;
      const [name, ...rest] = file.slice(prefix.length).split('/');
      entries.set(name!, { name: name!, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    const sorted = [...entries.values()].sort((a, b) => compare(a.name, b.name));
    return Promise.resolve(this.reversed ? sorted.reverse() : sorted);
  }

  kind(path: string): Promise<'file' | 'folder' | undefined> {
    if (this.contents.has(path)) return Promise.resolve('file');
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const folder = [...this.contents.keys()].some((file) => file.startsWith(prefix));
    return Promise.resolve(folder ? 'folder' : undefined);
  }
}

/** What a command wrote. */
export interface Recorded {
  readonly context: Context;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Documents handed to the Word writer. */
  readonly exported: string[];
}

export interface WorldOptions {
  readonly language?: Language;
  readonly reporters?: Readonly<Record<string, Reporter>>;
  readonly width?: number;
}

/** A context without a disk, a clock or a terminal: the current folder is `/bureau`, the library is under `/library`, today is 23 November 2026. */
export function world(files: MemoryFiles, options: WorldOptions = {}): Recorded {
  let stdout = '';
  let stderr = '';
  const exported: string[] = [];
  const libraries = new Libraries(files, async () => mergeLayers([readLayer(await sources(files, '/library'))]));
  const context: Context = {
    version: '0.0.0-test',
    language: options.language ?? 'en',
    today: '2026-11-23',
    cwd: '/bureau',
    terminal: { width: options.width ?? 100, paint: (_paint, text) => text, wrap, date: shortDate },
    files,
    absolute: (path) => joinPath('/bureau', path),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (line) => {
      stderr += `${line}\n`;
    },
    progress: () => undefined,
    library: (dossier, further) => libraries.of(dossier, further),
    write: async (path, bytes) => {
      if ((await files.kind(folderOf(path))) !== 'folder') throw new Error(`${path}: ENOENT`);
      files.set(path, bytes);
    },
    writeDocx: (documents, settings) => {
      exported.push(...documents.map((document) => document.path));
      return Promise.resolve(new TextEncoder().encode(`${settings.title}\n${documents.map((document) => `${document.path} [${document.language}] ${document.images.size} images`).join('\n')}\n`));
    },
    evaluation: (evaluation, asJson, withErrors) => (asJson ? evaluationJson(evaluation) : evaluationText(evaluation, options.language ?? 'fr', withErrors, { paint: (_paint, text) => text })),
    reporters: options.reporters ?? FORMATS,
  };
  return { context, stdout: () => stdout, stderr: () => stderr, exported };
}

async function sources(files: MemoryFiles, folder: string): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const { name, kind } of await files.list(folder)) {
    const path = joinPath(folder, name);
    if (kind === 'folder') found.push(...(await sources(files, path)));
    // As the build does: what is shipped is named by its place in the repository.
    else found.push({ path: path.replace(/^\/library\//, ''), text: files.text(path) ?? '' });
  }
  return found;
}
