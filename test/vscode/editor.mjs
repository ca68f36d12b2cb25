/** What a person does in VS Code, by keyboard. Selectors are those of VS Code 1.139. */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Waits until `check` gives something true, and gives it back. */
export async function until(what, check, timeout = 30_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether a step came to its end in time. Any other mistake is not ours to hide. */
async function succeeds(step) {
  try {
    await step();
    return true;
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    return false;
  }
}

/** @param {Awaited<ReturnType<typeof import('./harness.mjs').startVSCode>>} vscode */
export function editorOf({ page, workspace, settings, shot }) {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const quickInput = page.locator('.quick-input-widget');

  const editor = {
    page,
    press,

    async openFile(name) {
      // A list that is still closing, of the command before, may take this one with it.
      await until(`the tab of ${name}`, () =>
        succeeds(async () => {
          await press('Control+P');
          // The whole path is looked up as it is; a name alone would be searched for, among files that a search has seen.
          await page.locator('.quick-input-box input').fill(path.join(workspace, name), { timeout: 3000 });
          await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: path.basename(name) }).waitFor({ timeout: 3000 });
          await press('Enter');
          await page.locator('.tab.active', { hasText: path.basename(name) }).waitFor({ timeout: 3000 });
        }),
      );
      // Keys pressed before the editor has the focus go to the one before.
      await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    },

    async command(title) {
      await press('F1');
      await page.locator('.quick-input-box input').fill(`>${title}`);
      await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).waitFor();
      await press('Enter');
    },

    async goTo(line, column = 1) {
      await press('Control+G');
      await page.locator('.quick-input-box input').fill(`:${line}:${column}`);
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: `line ${line} at column ${column}` }).waitFor();
      await press('Enter');
      await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },

    /** Opens the quick fixes at the cursor and moves to the one whose title holds `text`, by keyboard. */
    async quickFix(text) {
      const row = page.locator('.action-widget .monaco-list-row.action', { hasText: text }).first();
      // The first answer may come before the server has one.
      await until(`the quick fix “${text}”`, async () => {
        await press('Control+.');
        const shown = await succeeds(() => row.waitFor({ timeout: 3000 }));
        if (!shown) await press('Escape');
        return shown;
      });
      for (let moves = 0; moves < 100; moves += 1) {
        if (((await row.getAttribute('class')) ?? '').includes('focused')) return;
        await press('ArrowDown');
      }
      throw new Error(`the quick fix “${text}” was not reached by keyboard`);
    },

    /** The text of the active editor, as the clipboard gets it. */
    async text() {
      await press('Control+A', 'Control+C');
      return page.evaluate(() => navigator.clipboard.readText());
    },

    async save() {
      await press('Control+S');
      await until('the tab to be clean', async () => (await page.locator('.tab.active.dirty').count()) === 0);
    },

    path: (name) => path.join(workspace, name),
    onDisk: (name) => fs.readFileSync(path.join(workspace, name), 'utf8'),
    write(name, text) {
      fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      fs.writeFileSync(path.join(workspace, name), text);
    },

    /** Problems as the status bar counts them, by severity. */
    async problems() {
      const label = (await page.locator('#status\\.problems a').first().getAttribute('aria-label')) ?? '';
      const count = (word) => Number(new RegExp(`${word}: (\\d+)`).exec(label)?.[1] ?? 0);
      return { errors: count('Errors'), warnings: count('Warnings'), infos: count('Infos') };
    },

    problemRows: (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }),

    async coverage() {
      const item = page.locator('.statusbar-item[id="clausier.clausier.clausier.coverage"]');
      const found = (await item.count()) > 0 ? await item.first().innerText() : '';
      const [, present, applicable] = /(\d+)\/(\d+)/.exec(found) ?? [];
      return present === undefined ? undefined : { present: Number(present), applicable: Number(applicable) };
    },

    quickInput,

    /** Watches for a notification that may be gone again at once; the answer says whether it was there. */
    async notices(text) {
      await page.evaluate((wanted) => {
        globalThis.clausierNoticed = false;
        new MutationObserver(() => {
          for (const item of document.querySelectorAll('.notification-list-item')) if (item.textContent.includes(wanted)) globalThis.clausierNoticed = true;
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }, text);
      return () => page.evaluate(() => globalThis.clausierNoticed);
    },

    /** A screenshot in the dark theme and one in the light. */
    async shots(name) {
      await shot(`${name}-dark`);
      settings({ 'workbench.colorTheme': 'Light Modern' });
      await page.locator('.monaco-workbench.vs').waitFor();
      await page.waitForTimeout(300);
      await shot(`${name}-light`);
      settings({ 'workbench.colorTheme': 'Dark Modern' });
      await page.locator('.monaco-workbench.vs-dark').waitFor();
    },
  };
  return editor;
}
