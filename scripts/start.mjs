/** `npm start`: the whole way of a tender, on the examples: checked, completed in a copy, exported to Word. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './sources.mjs';
import { setup } from './setup.mjs';

const EXAMPLES = 'examples';
const OUT = 'out';
const COPY = `${OUT}/${EXAMPLES}`;

setup();
console.log(`\n── clausier check ${EXAMPLES} ──\n`);
// Findings are what the examples are for: 1 is a good end here.
await clausier([0, 1], 'check', EXAMPLES);

rmSync(join(ROOT, OUT), { recursive: true, force: true });
mkdirSync(join(ROOT, OUT));
cpSync(join(ROOT, EXAMPLES), join(ROOT, COPY), { recursive: true });
console.log(`\n── clausier fix ${COPY} --fill ──\n`);
await clausier([0], 'fix', COPY, '--fill');

console.log('\n── clausier export ──\n');
const dossiers = readdirSync(join(ROOT, COPY), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const written = dossiers.map(({ name }) => ({ from: `${COPY}/${name}`, to: `${OUT}/${name}.docx` }));
await Promise.all(written.map(({ from, to }) => clausier([0], 'export', from, '-o', to)));

console.log('\nThe examples with the missing clauses inserted, as Word files:');
for (const { to } of written) console.log(`  ${relative(process.cwd(), join(ROOT, to))}`);

/** Runs the built program as a user would; a status that was not expected ends this script with it. */
async function clausier(expected, ...args) {
  const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: ROOT, stdio: 'inherit' });
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (!expected.includes(status)) process.exit(status || 1);
}
