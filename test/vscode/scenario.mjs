/** The main job of issue 2 in a real VS Code: see, insert, undo, waive, explain, export. Each step begins where the one before ended. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { editorOf, until } from './editor.mjs';
import { startVSCode } from './harness.mjs';

const TENDER = 'examples/assistant-citoyen';
const TARGET = 'sov-location';
const CLAUSE = 'Insérer la clause «\u202fLocalisation';
const TARGET_HEADING = 'Article 8 – Protection des données personnelles';

/**
 * Runs every step in one window. A window that does not come up, or loses keys, is no verdict on the extension: what failed is told
 * with the logs, and the whole is tried once more in a fresh one.
 * @param {{ vsix: string, outDir: string }} options
 */
export async function runScenario(options) {
  const first = await attempt(options);
  if (first.failed === 0) return first;
  console.log('Once more, in a fresh VS Code:');
  return attempt(options);
}

async function attempt({ vsix, outDir }) {
  const files = Object.fromEntries(fs.readdirSync(TENDER).filter((name) => /\.(?:md|yaml)$/.test(name)).map((name) => [name, fs.readFileSync(path.join(TENDER, name), 'utf8')]));
  const started = Date.now();
  const vscode = await startVSCode({ files, vsix, outDir });
  const context = { vscode, editor: editorOf(vscode), files, expected: verdictOf(vscode.workspace) };
  let passed = 0;
  let failed = 0;
  try {
    // For one's own work: E2E_ONLY="squiggles|chosen" runs the steps whose names match.
    const only = new RegExp(process.env.E2E_ONLY ?? '');
    for (const [name, step] of STEPS.filter(([title]) => only.test(title))) {
      try {
        await step(context);
        passed += 1;
        console.log(`  ok ${((Date.now() - started) / 1000).toFixed(1)} s  ${name}`);
      } catch (error) {
        console.log(`  FAILED  ${name}\n${error.stack}`);
        await vscode.shot('failed');
        await tellState(context.editor);
        // What follows begins where this step should have ended.
        failed = STEPS.length - passed;
        break;
      }
    }
  } finally {
    await vscode.stop();
  }
  if (failed > 0) tellLogs(path.join(outDir, 'vscode-logs'));
  return { passed, failed };
}

/** What the window shows when a step fails. */
async function tellState({ page, problems, coverage }) {
  const texts = await page.locator('.notification-list-item, .tab.active, .monaco-dialog-box').allInnerTexts();
  console.log(`  state: ${JSON.stringify({ problems: await problems(), coverage: (await coverage()) ?? null, texts })}`);
}

/** The last lines of the logs of the extension and of its host. */
function tellLogs(folder) {
  const names = fs.readdirSync(folder, { recursive: true }).filter((name) => /(?:Clausier|remoteexthost)\.log$/.test(name));
  for (const name of names) console.log(`  ${name}\n${fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n').slice(-12).join('\n')}`);
}

/** The same tender as the command line judges it. */
function verdictOf(folder) {
  const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'check', folder, '--format', 'json'], { encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout).dossiers[0];
}

const open = ({ findings }) => findings.filter(({ status }) => status === 'missing' || status === 'weak');
const lineOf = (text, part) => text.slice(0, text.indexOf(part)).split('\n').length;

/** Errors, warnings and information in the Problems view: its rows are in the page only where they are in sight. */
const shown = async (editor) => Object.values(await editor.problems()).reduce((sum, count) => sum + count, 0);

const STEPS = [
  ['squiggles show on a tender, and the status bar its coverage', async ({ editor, vscode, expected }) => {
    await vscode.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'ccap.md' }).waitFor();
    await editor.openFile('ccap.md');
    await editor.goTo(lineOf(editor.onDisk('ccap.md'), TARGET_HEADING));
    await vscode.page.locator('.monaco-editor .squiggly-warning').first().waitFor();
    const present = expected.findings.filter(({ status }) => status === 'present').length;
    assert.deepEqual(await until('the coverage', () => editor.coverage()), { present, applicable: present + open(expected).length });
    await editor.shots('1-squiggles');
  }],

  ['the Problems view holds what the command line finds, in documents that are closed too', async ({ editor, expected }) => {
    const count = open(expected).length + expected.problems.length;
    await until(`${count} problems`, async () => (await shown(editor)) === count);
    await editor.press('Control+Shift+M');
    await editor.problemRows('env-award-criterion').first().waitFor();
    await editor.shots('2-problems');
    await editor.press('Control+Shift+M');
  }],

  ['a hover tells why, what is expected and on what ground', async ({ editor, vscode, expected }) => {
    const weak = expected.findings.find(({ status, evidence }) => status === 'weak' && evidence[0]?.path === 'ccap.md');
    assert.ok(weak, 'the example has a weak provision in its CCAP');
    await editor.press('Control+1');
    await editor.goTo(weak.evidence[0].line, weak.evidence[0].column + 2);
    await editor.press('Control+K', 'Control+I');
    await vscode.page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: 'Ce qui est attendu' }).first().waitFor();
    await editor.shots('3-hover');
    await editor.press('Escape');
  }],

  ['a quick fix, by keyboard, inserts the clause with tab stops, and the finding goes', async ({ editor, vscode, files, expected }) => {
    await editor.goTo(lineOf(files['ccap.md'], TARGET_HEADING));
    await editor.quickFix(CLAUSE);
    await editor.shots('4-quick-fix');
    const before = await editor.coverage();
    await editor.press('Enter');
    await vscode.page.locator('.monaco-editor .snippet-placeholder').first().waitFor();
    await until('more requirements covered', async () => (await editor.coverage()).present > before.present);
    await editor.shots('5-inserted');
    await until('the finding to go', async () => (await shown(editor)) < open(expected).length + expected.problems.length);
  }],

  ['one undo brings the text and the finding back', async ({ editor, files, expected }) => {
    await editor.press('Control+Z');
    await until('the text of before', async () => (await editor.text()).replaceAll('\r\n', '\n') === files['ccap.md']);
    await until('the finding to come back', async () => (await shown(editor)) === open(expected).length + expected.problems.length);
  }],

  ['tab stops are filled in one after the other', async ({ editor, vscode, files }) => {
    await editor.goTo(lineOf(files['ccap.md'], TARGET_HEADING));
    await editor.quickFix(CLAUSE);
    await editor.press('Enter');
    await vscode.page.locator('.monaco-editor .snippet-placeholder').first().waitFor();
    await editor.press('Tab');
    await vscode.page.keyboard.type('QUARANTE');
    await editor.press('Escape');
    await editor.save();
    const text = editor.onDisk('ccap.md');
    assert.match(text, new RegExp(`<!-- clausier:begin ${TARGET}@`));
    assert.match(text, /QUARANTE/);
    assert.ok(!text.includes('{{'));
  }],

  ['a requirement is waived with a reason', async ({ editor, vscode }) => {
    const open = verdictOf(vscode.workspace).findings.find(({ status, requirement, evidence }) => status === 'weak' && evidence[0]?.path === 'ccap.md' && requirement !== 'gov-penalties');
    await editor.goTo(open.evidence[0].line, open.evidence[0].column + 1);
    const before = await editor.problems();
    await editor.quickFix('Déroger');
    await editor.press('Enter');
    await vscode.page.locator('.quick-input-widget .quick-input-title', { hasText: 'Waive' }).waitFor();
    await editor.press('Enter');
    await vscode.page.locator('.quick-input-widget .quick-input-message', { hasText: 'without a reason' }).waitFor();
    await vscode.page.keyboard.type('traité dans l’accord-cadre de la métropole');
    await vscode.page.locator('.quick-input-widget .quick-input-message', { hasText: 'without a reason' }).waitFor({ state: 'hidden' });
    await editor.shots('6-waive');
    await editor.press('Enter');
    await until('the waiver in the text', async () => (await editor.text()).includes(`<!-- clausier:waive ${open.requirement}: traité dans l’accord-cadre de la métropole -->`));
    await until('one problem fewer', async () => total(await editor.problems()) === total(before) - 1);
    await editor.save();
    await editor.goTo(lineOf(editor.onDisk('ccap.md'), 'clausier:waive'));
    await editor.shots('7-waived');
  }],

  ['a requirement is explained beside the document', async ({ editor, vscode }) => {
    await editor.goTo(lineOf(editor.onDisk('ccap.md'), TARGET_HEADING));
    await editor.quickFix('Expliquer');
    await editor.press('Enter');
    const frame = vscode.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('h1').first().waitFor();
    await frame.getByText('Pourquoi').first().waitFor();
    await editor.shots('8-explained');
    // It stays when the tender has the focus again.
    await vscode.page.locator('.tab', { hasText: 'ccap.md' }).first().click();
    await vscode.page.locator('.monaco-editor.focused').waitFor();
    await vscode.page.waitForTimeout(500);
    assert.ok(await frame.getByText('Pourquoi').first().isVisible());
    await editor.command('View: Close Editors in Other Groups');
    await vscode.page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
    await editor.press('Control+1');
  }],

  ['a clause is chosen from the list of what is missing, and goes into another document', async ({ editor, vscode }) => {
    await editor.openFile('ccap.md');
    await editor.command('Clausier: Insert Missing Clause');
    await editor.quickInput.locator('.quick-input-title', { hasText: 'Insert a clause' }).waitFor();
    await editor.shots('9-list');
    await vscode.page.locator('.quick-input-box input').fill('env-frugality');
    await until('the list to hold one', async () => (await editor.quickInput.locator('.monaco-list-row').count()) === 1);
    await editor.press('Enter');
    await vscode.page.locator('.tab.active', { hasText: 'cctp.md' }).waitFor();
    await vscode.page.locator('.monaco-editor .snippet-placeholder').first().waitFor();
    await editor.shots('10-other-document');
    await editor.press('Escape');
    await editor.save();
    assert.match(editor.onDisk('cctp.md'), /<!-- clausier:begin env-frugality@/);
  }],

  ['a document that changes on disk while it is closed changes the verdict', async ({ editor }) => {
    const before = await editor.coverage();
    editor.write('annexe-hebergement.md', '# Annexe – Clauses ajoutées\n\n## 1. Clause d’insertion\n\nLe titulaire réserve au moins 400 heures de travail par an à des personnes éloignées de l’emploi. Il remet chaque trimestre un état des heures réalisées ; chaque heure non réalisée donne lieu à une pénalité de 60 €.\n');
    await until('the coverage to change', async () => (await editor.coverage()).present > before.present);
    fs.rmSync(editor.path('annexe-hebergement.md'));
    await until('the coverage to change back', async () => (await editor.coverage()).present === before.present);
  }],

  ['ids complete in clausier.yaml', async ({ editor, vscode }) => {
    await editor.openFile('clausier.yaml');
    await editor.press('Control+End');
    await vscode.page.keyboard.insertText('severity:\n  env-h');
    await editor.press('Control+Space');
    await vscode.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'env-hardware' }).waitFor();
    await editor.shots('11-completion');
    await editor.press('Escape', 'Escape');
    await editor.command('File: Revert File');
  }],

  ['the tender is exported to Word with progress, and nothing is overwritten unasked', async ({ editor, vscode }) => {
    await editor.openFile('ccap.md');
    const target = editor.path('ws.docx');
    const progress = await editor.notices('Exporting to Word');
    await editor.command('Clausier: Export Tender to Word');
    await vscode.page.locator('.notifications-toasts .notification-list-item', { hasText: 'Exported to' }).waitFor();
    assert.ok(await progress(), 'progress was shown');
    await editor.shots('12-exported');
    const bytes = fs.readFileSync(target);
    assert.equal(bytes.subarray(0, 2).toString('latin1'), 'PK');
    fs.writeFileSync(target, 'mine');
    await editor.command('Clausier: Export Tender to Word');
    await vscode.page.locator('.monaco-dialog-box', { hasText: 'already exists' }).waitFor();
    await editor.shots('13-overwrite');
    await editor.press('Escape');
    await vscode.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    assert.equal(fs.readFileSync(target, 'utf8'), 'mine');
  }],

  ['nothing is shown of Markdown that is no tender', async ({ editor }) => {
    editor.write('notes/README.md', '# AI assistant\n\nOur generative AI answers the questions of users.\n');
    await editor.openFile('notes/README.md');
    await until('the status bar to be empty', async () => (await editor.coverage()) === undefined);
  }],
];

function total({ errors, warnings, infos }) {
  return errors + warnings + infos;
}
