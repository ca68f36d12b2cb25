import { JudgeCache, judge } from '../judge/judge.js';
import type { Verdict } from '../judge/model.js';
import { type Dossier, readDossier } from '../judge/settings.js';
import { CONFIG_NAME } from '../library/config.js';
import { type DossierFiles, findDossiers, openDossier, readText } from '../library/dossiers.js';
import { folderOf, joinPath } from '../library/files.js';
import { compare } from '../library/load.js';
import type { Library } from '../library/model.js';
import { SectionCache } from '../text/parse.js';
import type { OpenDocuments } from './documents.js';
import type { ServerHost } from './host.js';
import { isTender } from './tender.js';

/** A dossier with its verdict, as of one moment. Never changed: an edit makes a new one. */
export interface Judged {
  /** Absolute path. */
  readonly folder: string;
  readonly dossier: Dossier;
  readonly verdict: Verdict;
  readonly library: Library;
  /** Texts of the documents and of the other files that the verdict speaks of, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Versions of the open documents that were read, by absolute path. */
  readonly versions: ReadonlyMap<string, number>;
  /** Whether this is a tender at all. Nothing is shown of what is none. */
  readonly tender: boolean;
}

interface Entry {
  readonly folder: string;
  readonly root: string;
  files: DossierFiles;
  /** The disk has changed since `files` was read. */
  stale: boolean;
  /** Counts what may change the verdict. */
  generation: number;
  judged: { readonly generation: number; readonly value: Judged } | undefined;
  running: Promise<Judged> | undefined;
}

/**
 * The dossiers of the workspace and their verdicts. A change only marks what it touches; the verdict is computed when somebody
 * asks, once for everybody who does, and for the last text when changes come in bursts.
 */
export class Dossiers {
  private readonly entries = new Map<string, Entry>();
  private readonly sections = new SectionCache();
  /** One for each library: making a library ready takes longer than judging a dossier. */
  private readonly caches = new WeakMap<Library, JudgeCache>();
  private roots: readonly string[] = [];
  private walk: Promise<void> | undefined;
  private walked = false;
  private activity = 0;

  /**
   * @param judgedAgain called after each computation, with the verdict before it
   * @param failed called with what could not be read
   */
  constructor(
    private readonly host: Pick<ServerHost, 'files' | 'libraryOf' | 'cacheOf' | 'today'>,
    private readonly open: OpenDocuments,
    private readonly judgedAgain: (judged: Judged, before: Judged | undefined) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether a file's text is taken from the editor when it is open there; rules and clauses are read from the disk. */
  readsFromEditor(path: string): boolean {
    return [...this.entries.values()].some((entry) => holds(entry, path)) || isConfig(path);
  }

  /** Sets the workspace folders; dossiers outside them are found from their open documents. */
  setRoots(paths: readonly string[]): void {
    this.roots = [...new Set(paths)].sort(compare).filter((path, _, all) => !all.some((other) => other !== path && inside(path, other)));
    this.changedOnDisk();
  }

  /** The verdict on the dossier that a document or configuration belongs to, up to date; undefined when it belongs to none. */
  async of(path: string): Promise<Judged | undefined> {
    const entry = await this.entryOf(path);
    return entry && this.current(entry);
  }

  /** The last verdict on the dossier of a document, which may be of an older text. Nothing is computed. */
  last(path: string): Judged | undefined {
    return this.sorted().find((entry) => concerns(entry, path))?.judged?.value;
  }

  /** Every verdict that may speak of a file: one for a document, several for a `clausier.yaml` above several dossiers. */
  async about(path: string): Promise<Judged[]> {
    if (!isConfig(path)) {
      const judged = await this.of(path);
      return judged ? [judged] : [];
    }
    await this.find();
    const below = this.sorted().filter((entry) => entry.folder === folderOf(path) || inside(entry.folder, folderOf(path)));
    const all: Judged[] = [];
    for (const entry of below) all.push(await this.current(entry));
    return all;
  }

  /** Verdicts on all dossiers of the workspace, in order of their folders. Stops early when `stopped` says so. */
  async all(stopped: () => boolean = () => false): Promise<Judged[]> {
    await this.find();
    const all: Judged[] = [];
    for (const entry of this.sorted()) {
      if (stopped()) break;
      all.push(await this.current(entry));
    }
    return all;
  }

  /** An open document has another text. */
  changedInEditor(path: string, opened = false): void {
    this.activity += 1;
    if (isConfig(path)) this.configChanged(path);
    let known = false;
    for (const entry of this.entries.values()) {
      if (!holds(entry, path)) continue;
      known = true;
      entry.generation += 1;
    }
    // A client that watches no files tells of a new document only by opening it.
    if (opened && !known) this.walked = false;
  }

  /** A file has another content on disk, or an open one was closed. */
  changedContent(path: string): void {
    this.activity += 1;
    if (isConfig(path)) return this.configChanged(path);
    for (const entry of this.entries.values()) {
      if (holds(entry, path)) this.markStale(entry);
      else if (teaches(entry, path)) entry.generation += 1;
    }
  }

  /** Files came or went, or nobody knows what changed. */
  changedOnDisk(path?: string): void {
    this.activity += 1;
    this.walked = false;
    if (path !== undefined) for (const entry of this.entries.values()) if (teaches(entry, path)) entry.generation += 1;
    // The walk reads the others again.
    for (const entry of this.entries.values()) if (this.isLoose(entry)) this.markStale(entry);
  }

  private configChanged(path: string): void {
    const folder = folderOf(path);
    if (!this.entries.has(folder)) this.walked = false;
    for (const entry of this.entries.values()) if (entry.folder === folder || inside(entry.folder, folder)) this.markStale(entry);
  }

  private isLoose(entry: Entry): boolean {
    return !this.roots.some((root) => entry.folder === root || inside(entry.folder, root));
  }

  private markStale(entry: Entry): void {
    entry.stale = true;
    entry.generation += 1;
  }

  private sorted(): Entry[] {
    return [...this.entries.values()].sort((a, b) => compare(a.folder, b.folder));
  }

  private async entryOf(path: string): Promise<Entry | undefined> {
    await this.find();
    const found = this.sorted().find((entry) => concerns(entry, path));
    if (found || this.roots.some((root) => inside(path, root)) || !/\.(?:md|markdown)$/i.test(path)) return found;
    // A loose file: its folder is the dossier, and no configuration above it counts.
    const folder = folderOf(path);
    const files = await openDossier(this.host.files, folder, folder, this.open.texts());
    const entry = this.keep(files, folder);
    return holds(entry, path) ? entry : undefined;
  }

  /** Walks the workspace folders when that was not done since files last came or went. */
  private async find(): Promise<void> {
    while (!this.walked) {
      this.walk ??= this.walkRoots().finally(() => (this.walk = undefined));
      await this.walk;
    }
  }

  private async walkRoots(): Promise<void> {
    this.walked = true;
    const seen = new Set<string>();
    for (const root of this.roots) {
      try {
        for (const files of await findDossiers(this.host.files, root, root, this.open.texts())) {
          this.keep(files, root);
          seen.add(files.folder);
        }
      } catch (error) {
        this.failed(error);
      }
    }
    const open = this.open.paths();
    for (const entry of this.entries.values()) {
      if (this.isLoose(entry) ? !open.some((path) => holds(entry, path)) : !seen.has(entry.folder)) this.entries.delete(entry.folder);
    }
  }

  private keep(files: DossierFiles, root: string): Entry {
    const known = this.entries.get(files.folder);
    if (known) {
      if (known.stale || !same(known.files, files)) known.generation += 1;
      known.files = files;
      known.stale = false;
      return known;
    }
    const entry: Entry = { folder: files.folder, root, files, stale: false, generation: 0, judged: undefined, running: undefined };
    this.entries.set(files.folder, entry);
    return entry;
  }

  private current(entry: Entry): Promise<Judged> {
    if (entry.judged?.generation === entry.generation) return Promise.resolve(entry.judged.value);
    entry.running ??= this.compute(entry).finally(() => (entry.running = undefined));
    return entry.running;
  }

  private async compute(entry: Entry): Promise<Judged> {
    for (;;) {
      await this.quiet();
      const { generation } = entry;
      if (entry.stale) {
        const files = await openDossier(this.host.files, entry.folder, entry.root, this.open.texts());
        if (entry.generation !== generation) continue;
        entry.files = files;
        entry.stale = false;
      }
      const library = await this.host.libraryOf(entry.files);
      const value = await this.judgeNow(entry, library);
      if (entry.generation !== generation) continue;
      const before = entry.judged?.value;
      entry.judged = { generation, value };
      this.judgedAgain(value, before);
      return value;
    }
  }

  private async judgeNow(entry: Entry, library: Library): Promise<Judged> {
    const versions = new Map<string, number>();
    const texts = new Map<string, string>();
    const documents = entry.files.documents.map(({ path, text }) => {
      const absolute = joinPath(entry.folder, path);
      const open = this.open.at(absolute);
      if (open) versions.set(absolute, open.version);
      const current = open ? open.getText() : text;
      texts.set(absolute, current);
      return { path, text: current };
    });
    const dossier = readDossier({ ...entry.files, documents }, this.host.today(), this.sections);
    const verdict = judge(dossier, library, this.cacheOf(library));
    await this.readOthers(entry, verdict, library, texts);
    return { folder: entry.folder, dossier, verdict, library, texts, versions, tender: isTender(entry.files, verdict) };
  }

  private cacheOf(library: Library): JudgeCache {
    if (this.host.cacheOf) return this.host.cacheOf(library);
    let cache = this.caches.get(library);
    if (!cache) this.caches.set(library, (cache = new JudgeCache()));
    return cache;
  }

  /** Reads the files that problems point to and that are no documents: configurations, rules of a workspace's own library. */
  private async readOthers(entry: Entry, verdict: Verdict, library: Library, texts: Map<string, string>): Promise<void> {
    for (const { path } of [...verdict.problems, ...library.errors]) {
      const absolute = joinPath(entry.folder, path);
      if (texts.has(absolute)) continue;
      const text = this.open.at(absolute)?.getText() ?? (await readText(this.host.files, absolute));
      if (typeof text === 'string') texts.set(absolute, text);
    }
  }

  /** Waits until no more changes are in the queue, so that a burst of them is one computation. */
  private async quiet(): Promise<void> {
    for (let seen = -1; seen !== this.activity; ) {
      seen = this.activity;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}

function holds(entry: Entry, path: string): boolean {
  return inside(path, entry.folder) && entry.files.documents.some((document) => joinPath(entry.folder, document.path) === path);
}

/** Whether a dossier is the one to ask about a file: one of its documents, or the configuration in its folder. */
function concerns(entry: Entry, path: string): boolean {
  return holds(entry, path) || joinPath(entry.folder, CONFIG_NAME) === path;
}

/** Whether a file is part of a library that the dossier's configuration names. */
function teaches({ files }: Entry, path: string): boolean {
  return files.configs.some((config) => config.library.some((folder) => inside(path, joinPath(config.folder, folder))));
}

function same(a: DossierFiles, b: DossierFiles): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isConfig(path: string): boolean {
  return path.endsWith(`/${CONFIG_NAME}`);
}

function inside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
