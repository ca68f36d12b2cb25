import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = 'test/cli/library';

/** Three requirements, for tests of the doors: what the shipped rules recognise must be free to change without them. */
export function smallLibrary(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/');
    found[path.replace(FOLDER, '/library')] = readFileSync(path, 'utf8');
  }
  return found;
}
