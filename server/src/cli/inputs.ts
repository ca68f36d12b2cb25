import { JudgeCache, judge } from '../judge/judge.js';
import { type Dossier, readDossier } from '../judge/settings.js';
import { type DossierFiles, findDossiers, openDocument, openDossier, readText } from '../library/dossiers.js';
import { type Files, folderOf, joinPath } from '../library/files.js';
import { compare } from '../library/load.js';
import { message } from '../library/messages.js';
import type { Library, LoadError } from '../library/model.js';
import type { Verdict } from '../judge/model.js';
import type { Context } from './context.js';
import { Failure } from './failure.js';
import { commonFolder, relativeTo, shown } from './paths.js';

/** A dossier with its verdict. */
export interface Judged {
  /** Folder relative to what was asked for; the name of the folder when it was asked for itself. */
  readonly path: string;
  readonly files: DossierFiles;
  readonly dossier: Dossier;
  readonly library: Library;
  readonly verdict: Verdict;
}

/** What the paths of a command line led to. */
export interface Inputs {
  readonly dossiers: readonly { readonly path: string; readonly files: DossierFiles }[];
  /** Mistakes in configurations and unreadable files, each once. */
  readonly errors: readonly LoadError[];
  /** One line for each path that could not be used. */
  readonly failures: readonly string[];
}

/** Mistakes that say of themselves why there is no document. */
const UNREAD: ReadonlySet<LoadError['code']> = new Set(['unreadable', 'not-text', 'too-large']);

/** Finds the dossiers at the paths. A path that cannot be used is told, the others are there all the same. */
export async function openInputs(context: Context, paths: readonly string[]): Promise<Inputs> {
  const failures: string[] = [];
  const found: { base: string; files: DossierFiles }[] = [];
  for (const path of paths) {
    try {
      found.push(...(await openInput(context, path, failures)));
    } catch (error) {
      failures.push(error instanceof Failure ? error.message : unreadable(context, path, error));
    }
  }
  const errors = unique(found.flatMap(({ files }) => files.errors));
  const withDocuments = onceEach(found.filter(({ files }) => files.documents.length > 0));
  if (withDocuments.length === 0 && failures.length === 0 && !errors.some((error) => UNREAD.has(error.code))) {
    failures.push(...paths.map((path) => message(context.language, 'cli.error.noMarkdown', { path })));
  }
  const base = withDocuments.length > 0 ? commonFolder(withDocuments.map((entry) => entry.base)) : '/';
  const dossiers = withDocuments.map(({ files }) => ({ path: relativeTo(base, files.folder), files }));
  return { dossiers: dossiers.sort((a, b) => compare(key(a.path, a.files), key(b.path, b.files))), errors, failures };
}

async function openInput(context: Context, path: string, failures: string[]): Promise<{ base: string; files: DossierFiles }[]> {
  const { files, language } = context;
  const absolute = context.absolute(path);
  const kind = await files.kind(absolute);
  if (kind === undefined) throw new Failure(message(language, 'cli.error.noSuchPath', { path }));
  const root = await rootOf(files, absolute, context.cwd);
  if (kind === 'file') {
    if (!/\.(?:md|markdown)$/i.test(absolute)) throw new Failure(message(language, 'cli.error.notMarkdown', { path }));
    return [{ base: folderOf(folderOf(absolute)), files: await openDocument(files, absolute, root) }];
  }
  const dossiers = await findDossiers(withoutRefused(context, absolute, failures), absolute, root);
  if (!dossiers.some((dossier) => dossier.documents.length > 0 || dossier.errors.length > 0)) {
    throw new Failure(message(language, 'cli.error.noMarkdown', { path }));
  }
  // The folder itself may be a dossier: its name is then part of the path that names it.
  const base = dossiers.some((dossier) => dossier.folder === absolute && dossier.documents.length > 0) ? folderOf(absolute) : absolute;
  return dossiers.map((dossier) => ({ base, files: dossier }));
}

/** The files under a folder; a folder further down that cannot be listed is told and taken as empty, so that the others are judged. */
function withoutRefused(context: Context, top: string, failures: string[]): Files {
  const { files } = context;
  return {
    read: (path) => files.read(path),
    kind: (path) => files.kind(path),
    list: async (path) => {
      try {
        return await files.list(path);
      } catch (error) {
        if (path === top) throw error;
        const line = unreadable(context, shown(context.cwd, path), error);
        if (!failures.includes(line)) failures.push(line);
        return [];
      }
    },
  };
}

/** Opens one folder or document; a folder that holds several dossiers is refused with their names. */
export async function openOne(context: Context, path: string): Promise<{ readonly path: string; readonly files: DossierFiles }> {
  const absolute = context.absolute(path);
  const inputs = await openInputs(context, [path]);
  const failure = inputs.failures[0];
  if (failure !== undefined) throw new Failure(failure);
  const own = inputs.dossiers.find(({ files }) => files.folder === absolute);
  const only = own ?? (inputs.dossiers.length === 1 ? inputs.dossiers[0] : undefined);
  if (only) return only;
  if (inputs.dossiers.length === 0) throw new Failure(message(context.language, 'cli.error.noMarkdown', { path }));
  const names = inputs.dossiers.map((dossier) => dossier.path).join(', ');
  throw new Failure(message(context.language, 'cli.error.severalDossiers', { path, names }));
}

/** Judges dossiers one after the other, with what their own configurations say. */
export async function judgeAll(context: Context, dossiers: Inputs['dossiers'], options: { readonly date?: string | undefined; readonly libraries: readonly string[] }): Promise<Judged[]> {
  const cache = new JudgeCache();
  const folders = options.libraries.map((folder) => context.absolute(folder));
  for (const [index, folder] of folders.entries()) {
    if ((await context.files.kind(folder)) !== 'folder') {
      throw new Failure(message(context.language, 'cli.error.noSuchPath', { path: options.libraries[index] ?? folder }));
    }
  }
  const judged: Judged[] = [];
  for (const [index, { path, files }] of dossiers.entries()) {
    context.progress(path, index, dossiers.length);
    const library = await context.library(files, folders);
    if (library.rules.length === 0) throw new Failure(message(context.language, 'loadError.no-rules'));
    const read = readDossier(files, context.today);
    // A date on the command line is what-if: it wins over every file.
    const dossier = options.date === undefined ? read : { ...read, settings: { ...read.settings, date: options.date } };
    judged.push({ path, files, dossier, library, verdict: judge(dossier, library, cache) });
  }
  context.progress('', dossiers.length, dossiers.length);
  return judged;
}

/**
 * The folder at which the search for `clausier.yaml` stops: the repository that holds the path, as an editor would open it, or else the
 * current folder when it holds the path, or the path itself.
 */
async function rootOf(files: Files, path: string, cwd: string): Promise<string> {
  for (let at = path; ; at = folderOf(at)) {
    if ((await files.kind(joinPath(at, '.git'))) !== undefined) return at;
    if (folderOf(at) === at) break;
  }
  if (path === cwd || path.startsWith(cwd.endsWith('/') ? cwd : `${cwd}/`)) return cwd;
  return (await files.kind(path)) === 'folder' ? path : folderOf(path);
}

/** The configurations in force for a folder that need not be a dossier. */
export async function configsOf(context: Context, folder: string): Promise<DossierFiles> {
  return openDossier(context.files, folder, await rootOf(context.files, folder, context.cwd));
}

/** Texts of files that a verdict or an error names and that are no document of the dossier: configurations, rules, clauses. */
export async function readTexts(files: Files, paths: Iterable<string>): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of new Set(paths)) {
    const text = await readText(files, path);
    if (typeof text === 'string') texts.set(path, text);
  }
  return texts;
}

function unreadable(context: Context, path: string, error: unknown): string {
  return `${path}: ${message(context.language, 'loadError.unreadable', { detail: error instanceof Error ? error.message : String(error) })}`;
}

function key(path: string, files: DossierFiles): string {
  return `${path}\u0000${files.documents.map((document) => document.path).join('\u0000')}`;
}

/** The same dossier reached by two paths is one. */
function onceEach(found: readonly { base: string; files: DossierFiles }[]): { base: string; files: DossierFiles }[] {
  const seen = new Map<string, { base: string; files: DossierFiles }>();
  for (const entry of found) {
    const id = key(entry.files.folder, entry.files);
    if (!seen.has(id)) seen.set(id, entry);
  }
  return [...seen.values()];
}

/** Each mistake once: a configuration is read again for every folder under it. */
export function unique(errors: readonly LoadError[]): LoadError[] {
  const seen = new Map<string, LoadError>();
  for (const error of errors) {
    const id = `${error.path}\u0000${error.span?.start ?? -1}\u0000${error.code}\u0000${JSON.stringify(error.values)}`;
    if (!seen.has(id)) seen.set(id, error);
  }
  return [...seen.values()].sort((a, b) => compare(a.path, b.path) || (a.span?.start ?? 0) - (b.span?.start ?? 0) || compare(a.code, b.code));
}
