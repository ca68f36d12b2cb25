/** What the scripts know of the tree: where sources are, and whether something built from them is still fresh. Only `node:` modules: this runs before `npm ci`. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that `dist/` is made from. */
export const SOURCES = ['client/src', 'server/src', 'rules', 'clauses', 'l10n', 'scripts/build.mjs', 'package.json'];

/** Every file at or under a path of the repository, sorted; nothing when there is none. */
export function filesUnder(path) {
  const absolute = join(ROOT, path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** Modification time of a file in milliseconds, 0 when it does not exist. */
export function modified(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The newest modification time at or under the paths. Folders given count too: a deleted source makes its folder newer. */
export function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    for (const file of filesUnder(path)) latest = Math.max(latest, modified(file), file === path ? 0 : modified(dirname(file)));
  }
  return latest;
}
