import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { FileEntry, Files } from '../../../server/src/library/files.js';
import { mergeLayers, readLayer } from '../../../server/src/library/load.js';
import type { Library } from '../../../server/src/library/model.js';

/** A disk in memory: paths and texts. */
export class MemoryFiles implements Files {
  /** How often a file was read, to see what is read again. */
  reads = 0;

  constructor(readonly texts: Map<string, string | Uint8Array>) {}

  async read(path: string): Promise<Uint8Array> {
    const content = this.texts.get(path);
    if (content === undefined) throw new Error(`no such file: ${path}`);
    this.reads += 1;
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }

  async list(path: string): Promise<readonly FileEntry[]> {
    if ((await this.kind(path)) !== 'folder') throw new Error(`no such folder: ${path}`);
    const found = new Map<string, FileEntry>();
    for (const key of this.texts.keys()) {
      if (!key.startsWith(`${path}/`)) continue;
      const rest = key.slice(path.length + 1);
      const name = rest.split('/')[0]!;
      found.set(name, { name, kind: rest === name ? 'file' : 'folder' });
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async kind(path: string): Promise<'file' | 'folder' | undefined> {
    if (this.texts.has(path)) return 'file';
    return [...this.texts.keys()].some((key) => key.startsWith(`${path}/`)) ? 'folder' : undefined;
  }
}

/** Read once, before any test's time is counted. */
const library = mergeLayers([readLayer([...under('rules'), ...under('clauses')].map((path) => ({ path, text: readFileSync(path, 'utf8') })))]);

/** The library as shipped. */
export function shippedLibrary(): Library {
  return library;
}

function under(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => under(`${path}/${name}`)) : [path];
}

/** Where each document of the example is cut: a third of it says all that the protocol needs, in a third of the time. */
const CUTS: Readonly<Record<string, string>> = { 'ccap.md': '\n## Article 11', 'cctp.md': '\n## 5.', 'rc.md': '\n## Article 3' };

/** The beginning of the tender of `examples/`, as if it stood in a folder of the workspace. */
export function exampleTender(folder: string): Map<string, string> {
  const home = 'examples/assistant-citoyen';
  const names = readdirSync(home).filter((name) => /\.(?:md|yaml)$/.test(name));
  return new Map(names.map((name) => [`${folder}/${name}`, upTo(readFileSync(`${home}/${name}`, 'utf8'), CUTS[name])]));
}

function upTo(text: string, cut: string | undefined): string {
  const at = cut === undefined ? -1 : text.indexOf(cut);
  if (cut !== undefined && at < 0) throw new Error(`the example no longer holds "${cut.trim()}"`);
  return at < 0 ? text : `${text.slice(0, at)}\n`;
}
