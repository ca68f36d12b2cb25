/** Installs and builds when something is missing or out of date; does nothing, quickly, when all is there. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES, modified, newest } from './sources.mjs';

const WINDOWS = process.platform === 'win32';

/** Brings `node_modules` and `dist` up to date. Ends the process with the status of what failed. */
export function setup() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Clausier needs Node.js 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
    console.log('Installing dependencies…');
    // npm is a .cmd file on Windows, which Node.js starts only through a shell; the arguments are ours.
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], WINDOWS);
  }
  if (modified('dist/.built') < newest(SOURCES)) {
    console.log('Building…');
    run(process.execPath, [join(ROOT, 'scripts/build.mjs')], false);
  }
}

function run(command, args, shell) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] && existsSync(process.argv[1]) && import.meta.filename === process.argv[1]) setup();
