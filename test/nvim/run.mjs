/** The server under Neovim: the same findings as the command line, and a code action applied. Part of `npm run test:e2e`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setup } from '../../scripts/setup.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'dist/cli.js');
const DOCUMENT = 'ccap.md';
const CODE = 'sov-location';
/** Neovim's numbers for what the command line spells out. */
const SEVERITIES = ['error', 'warning', 'information', 'hint'];

process.chdir(ROOT);
setup();
let passed = 0;
let failed = 0;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clausier-nvim-'));
try {
  const tender = path.join(folder, 'dce');
  fs.cpSync('examples/assistant-citoyen', tender, { recursive: true });
  const before = check(tender);
  const seen = neovim(tender);
  step('Neovim shows what the command line finds, each finding once, at the same places', () => {
    assert.deepEqual(shown(seen.before, before), found(before));
  });
  step('a passage is under each diagnostic, accents and all', () => {
    const weak = before.findings.filter(({ status, evidence }) => status === 'weak' && evidence[0]?.path === DOCUMENT);
    assert.ok(weak.length > 0);
    for (const { requirement, evidence } of weak) assert.equal(seen.before.find(({ code, file }) => code === requirement && file === DOCUMENT)?.text, evidence[0].text);
  });
  step('a code action inserts the clause, and its finding goes', () => {
    assert.ok(seen.actions.some((title) => title.startsWith('Insérer la clause')), JSON.stringify(seen.actions));
    assert.ok(!seen.after.some(({ code }) => code === CODE));
    assert.match(fs.readFileSync(path.join(tender, DOCUMENT), 'utf8'), new RegExp(`<!-- clausier:begin ${CODE}@`));
    assert.equal(check(tender).findings.find(({ requirement }) => requirement === CODE).status, 'present');
  });
  step('what is left is what the command line finds then', () => {
    const after = check(tender);
    assert.deepEqual(shown(seen.after, after), found(after));
  });
} catch (error) {
  failed += 1;
  console.log(`  FAILED  ${error.message}`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(`nvim: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function step(name, run) {
  try {
    run();
    passed += 1;
    console.log(`  ok  ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAILED  ${name}\n${error.stack}`);
  }
}

function check(tender) {
  const { stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', tender, '--format', 'json'], { encoding: 'utf8' });
  if (stdout === '') throw new Error(`check failed: ${stderr}`);
  return JSON.parse(stdout).dossiers[0];
}

/** What the command line finds, as sorted lines: weak provisions and problems with their place, which is theirs in both. */
function found({ findings, problems }) {
  const open = findings.filter(({ status }) => status === 'missing' || status === 'weak');
  return [
    ...open.map(({ requirement, severity, message, evidence: [first] }) => line(requirement, severity, message, first && `${first.path}:${first.line}`)),
    ...problems.map((problem) => line(problem.code, problem.severity, problem.message, `${problem.path}:${problem.line}`)),
  ].sort();
}

/** What Neovim shows, in the same form; a missing provision has no place of its own to compare. */
function shown(diagnostics, { findings }) {
  const missing = new Set(findings.filter(({ status }) => status === 'missing').map(({ requirement }) => requirement));
  return diagnostics.map((one) => line(one.code, SEVERITIES[one.severity - 1], one.message, missing.has(one.code) ? undefined : `${one.file}:${one.line}`)).sort();
}

function line(code, severity, message, place = 'missing') {
  return `${code} ${severity} ${place} ${message.slice(0, 80)}`;
}

function neovim(tender) {
  const result = spawnSync('nvim', ['--headless', '--clean', '-n', '-c', `luafile ${path.join(import.meta.dirname, 'client.lua')}`, DOCUMENT], {
    cwd: tender,
    encoding: 'utf8',
    timeout: 180_000,
    env: { ...process.env, CLAUSIER_CMD: `${process.execPath} ${CLI} lsp --stdio`, CLAUSIER_CODE: CODE, XDG_CACHE_HOME: path.join(folder, 'cache'), XDG_STATE_HOME: path.join(folder, 'state') },
  });
  if (result.error) throw new Error(`nvim: ${result.error.message} (apt-get install -y neovim)`);
  const line = result.stdout.split('\n').find((candidate) => candidate.startsWith('{'));
  if (line === undefined) throw new Error(`nvim said nothing: ${result.stderr}`);
  const out = JSON.parse(line);
  if (out.error) throw new Error(`nvim: ${out.error}`);
  return out;
}
