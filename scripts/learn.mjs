// Rebuilds rules/learned.<language>.json and rules/decisions.json from the cases and the labelled dossiers.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/learn.js`;
await build({ entryPoints: [`${root}server/src/main/learn.ts`], bundle: true, platform: 'node', target: 'node20', outfile, logLevel: 'warning' });
process.exit(spawnSync(process.execPath, [outfile, root], { stdio: 'inherit' }).status ?? 1);
