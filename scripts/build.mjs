/** Builds `dist/`: the extension, the command line with its lazily loaded parts, and the library. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, filesUnder } from './sources.mjs';

const DIST = join(ROOT, 'dist');

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  sourcemap: false,
  // vscode-languageserver and its friends ship UMD in `main`, which esbuild cannot follow.
  mainFields: ['module', 'main'],
  // `import()` of a lazy part becomes a `require`: the loader of ES modules would parse the file twice.
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  logLevel: 'warning',
};

/** Modules of `main/` that are files of their own, loaded when a command needs them. */
const LAZY = ['commands', 'docx', 'serve'];

/** Turns `import('./docx.js')` of an entry into a `require` of the file beside it. */
const lazyParts = {
  name: 'lazy-parts',
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^\\./(?:${LAZY.join('|')})\\.js$`) }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

async function main() {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  await Promise.all([
    build({ ...common, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] }),
    build({ ...common, entryPoints: ['server/src/main/node.ts'], outfile: 'dist/cli.js', plugins: [lazyParts], banner: { js: '#!/usr/bin/env node' } }),
    ...LAZY.map((name) => build({ ...common, entryPoints: [`server/src/main/${name}.ts`], outfile: `dist/${name}.js`, plugins: [lazyParts] })),
  ]);
  chmodSync(join(DIST, 'cli.js'), 0o755);
  const figures = await buildLibrary();
  writeFileSync(join(DIST, '.built'), '');
  console.log(`Built dist/ (${figures.rules} rules, ${figures.clauses} clauses).`);
}

/** Reads `rules/` and `clauses/` with the code that reads a user's library, and refuses to ship one with a mistake in it. */
async function buildLibrary() {
  const script = join(DIST, 'ship.cjs');
  await build({ ...common, entryPoints: ['server/src/main/ship.ts'], outfile: script });
  const { shipLibrary } = createRequire(import.meta.url)(script);
  rmSync(script);
  const files = [...filesUnder('rules'), ...filesUnder('clauses')]
    .filter((path) => /\.(?:yaml|md|json)$/.test(path) && !path.endsWith('/schema.json'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  const { library, packed, mistakes, warnings } = shipLibrary(files);
  for (const warning of warnings) console.warn(`warning: ${warning}`);
  if (mistakes.length > 0) {
    for (const mistake of mistakes) console.error(`error: ${mistake}`);
    throw new Error(`the library has ${mistakes.length} mistake(s); nothing is shipped with a mistake in it`);
  }
  for (const [name, bytes] of Object.entries(packed)) writeFileSync(join(DIST, name), bytes);
  return { rules: library.rules.length, clauses: library.clauses.length };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
