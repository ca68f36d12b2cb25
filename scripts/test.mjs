/**
 * `npm test`: sets up, checks the types, bundles `test/` and runs mocha. The tests that need an editor are in `npm run test:e2e`.
 * For one's own work: `node scripts/test.mjs --quick cli report` runs what has "cli" or "report" in its path, without setting up or type checking.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, filesUnder } from './sources.mjs';
import { setup } from './setup.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const OUT = 'dist-test';

process.chdir(ROOT);
if (!quick) {
  setup();
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

// Imported late: on a fresh clone they are there only after the set-up.
const { build } = await import('esbuild');
const { default: Mocha } = await import('mocha');

const entryPoints = filesUnder('test')
  .filter((path) => path.endsWith('.test.ts') && !/^test\/(?:vscode|nvim)\//.test(path))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
const out = quick ? `${OUT}/quick-${process.pid}` : OUT;
rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints,
  outdir: out,
  outbase: '.',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.setSourceMapsEnabled(true);

const mocha = new Mocha({ ui: 'bdd', reporter: 'dot', timeout: 10_000, forbidOnly: !quick });
for (const path of entryPoints) mocha.addFile(join(ROOT, out, path.replace(/\.ts$/, '.mjs')));
await mocha.loadFilesAsync();
const runner = mocha.run((failures) => {
  const { passes = 0, pending = 0 } = runner.stats ?? {};
  if (quick) rmSync(out, { recursive: true, force: true });
  if (passes + failures === 0) console.error('No test was run: that is a failure.');
  if (pending > 0) console.log(`${pending} skipped`);
  console.log(`${passes} passed, ${failures} failed`);
  // A test that leaves a server or a timer behind must not hang the run.
  process.exit(failures > 0 || passes === 0 ? 1 : 0);
});
