import { lstat, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileEntry, Files } from '../library/files.js';
import { compare } from '../library/load.js';

/** The files of this machine. Paths come and go with forward slashes, on Windows too. */
export const disk: Files = {
  async read(path) {
    return readFile(path);
  },

  async list(path) {
    const entries = await readdir(path, { withFileTypes: true });
    const found: FileEntry[] = [];
    for (const entry of entries) {
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? await linkKind(path, entry.name) : undefined;
      if (kind) found.push({ name: entry.name, kind });
    }
    return found.sort((a, b) => compare(a.name, b.name));
  },

  async kind(path) {
    try {
      const found = await stat(path);
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
};

/** A link counts when what it points to lies inside the folder: others could lead out of the workspace, or round in circles. */
async function linkKind(folder: string, name: string): Promise<FileEntry['kind'] | undefined> {
  try {
    const [target, home] = await Promise.all([realpath(join(folder, name)), realpath(folder)]);
    if (!target.startsWith(home.endsWith(sep) ? home : home + sep)) return undefined;
    const found = await lstat(target);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Nothing there: a missing file, a file where a folder was expected, a link in a loop, a name no disk can hold. */
function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG';
}
