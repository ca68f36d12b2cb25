/** The only door to files. `main/` implements it on a disk, tests and browsers in memory. Paths are absolute, with forward slashes. */
export interface Files {
  /** The bytes of a file. Rejects with an error whose message names the path when it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** Entries of a folder, sorted by name; links that leave the folder are left out. Rejects when there is no such folder. */
  list(path: string): Promise<readonly FileEntry[]>;
  /** What stands at `path`, undefined when nothing does. */
  kind(path: string): Promise<'file' | 'folder' | undefined>;
}

export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Files larger than this are refused with a clear error. */
export const MAX_DOCUMENT = 20_000_000;

/** Decodes UTF-8 strictly. Returns undefined for binary files and other encodings: guessing would move every position. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The folder of a path; '/' and 'C:/' are their own. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  if (at <= 0) return '/';
  return path.slice(0, at).endsWith(':') ? path.slice(0, at + 1) : path.slice(0, at);
}

/** Joins a folder and a relative path, resolving `.` and `..`; an absolute path stands as it is. */
export function joinPath(folder: string, relative: string): string {
  const absolute = relative.startsWith('/') || /^[A-Za-z]:\//.test(relative);
  const parts: string[] = [];
  for (const part of `${absolute ? '' : `${folder}/`}${relative}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const joined = parts.join('/');
  return /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`;
}

/** `path` relative to `folder`, when it is inside it; else `path` itself. */
export function relativePath(folder: string, path: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
