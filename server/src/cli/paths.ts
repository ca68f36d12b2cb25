import { folderOf } from '../library/files.js';

/** True for a path that starts at the root of a disk. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** `path` as seen from `folder`, with `..` where needed; as it is when they are on different disks. */
export function relativeTo(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  if (/^[A-Za-z]:$/.test(to[0] ?? '') && from[0] !== to[0]) return path;
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** The nearest folder that holds all of them. */
export function commonFolder(folders: readonly string[]): string {
  return folders.reduce((common, folder) => {
    let at = common;
    while (at !== folder && !folder.startsWith(at.endsWith('/') ? at : `${at}/`) && folderOf(at) !== at) at = folderOf(at);
    return at;
  });
}

/** A path as a message shows it: relative where that is shorter to read, absolute outside the current folder. */
export function shown(cwd: string, path: string): string {
  if (!isAbsolute(path)) return path;
  const relative = relativeTo(cwd, path);
  return relative.startsWith('../../') ? path : relative;
}
