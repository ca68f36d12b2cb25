import { URI } from 'vscode-uri';

/**
 * The path that stands for a file everywhere inside the server: absolute, forward slashes, lower-case drive letter. Clients spell
 * the same file in several ways (`file:///C:/a`, `file:///c%3A/a`), and diagnostics are lost when two spellings meet.
 * @returns undefined when the URI is no file
 */
export function pathOf(uri: string): string | undefined {
  const { scheme, path } = URI.parse(uri);
  if (scheme !== 'file') return undefined;
  const drive = /^\/([A-Za-z]):/.exec(path);
  const plain = drive ? `${drive[1]!.toLowerCase()}${path.slice(2)}` : path;
  return plain.length > 1 && plain.endsWith('/') && !plain.endsWith(':/') ? plain.slice(0, -1) : plain;
}

/** The URI of a path, in the one spelling that VS Code uses too. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** One spelling for each URI: keys are compared, never `fsPath`. */
export function normalizeUri(uri: string): string {
  const path = pathOf(uri);
  return path === undefined ? URI.parse(uri).toString() : uriOf(path);
}
