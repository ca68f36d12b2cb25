/** Packages the extension, installs it into a real VS Code and uses it there. Part of `npm run test:e2e`. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setup } from '../../scripts/setup.mjs';

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, '../..');
const VSIX = path.join(ROOT, '.e2e/clausier.vsix');
const OUT = path.join(ROOT, 'e2e-out');

process.chdir(ROOT);
setup();
fs.mkdirSync(path.join(ROOT, '.e2e'), { recursive: true });
if (!process.env.CODE_SERVER_DIR) run('bash', [path.join(HERE, 'install-vscode.sh'), path.join(ROOT, '.e2e/code-server')]);
run(process.execPath, [path.join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '-o', VSIX]);
fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT);

// Imported late: on a fresh clone playwright-core is there only after the set-up.
const { runScenario } = await import('./scenario.mjs');
const { passed, failed } = await runScenario({ vsix: VSIX, outDir: OUT });
console.log(`vscode: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
