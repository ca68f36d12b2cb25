import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;

describe('lsp: texts in both languages', () => {
  it('are the same keys, with the same values to fill in', () => {
    for (const [one, other] of [['l10n/lsp.fr.json', 'l10n/lsp.en.json'], ['package.nls.fr.json', 'package.nls.json']] as const) {
      const [a, b] = [read(one), read(other)];
      assert.deepEqual(Object.keys(a).sort(), Object.keys(b).sort());
      const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
      for (const key of Object.keys(a)) assert.deepEqual(holes(a[key]!), holes(b[key]!), key);
    }
  });

  it('of the extension are all translated, and nothing else is', () => {
    const source = readdirSync('client/src').map((name) => readFileSync(`client/src/${name}`, 'utf8')).join('\n');
    const used = [...source.matchAll(/l10n\.t\('([^']*)'/g)].map((match) => match[1]!);
    assert.ok(used.length > 20);
    assert.deepEqual(Object.keys(read('l10n/bundle.l10n.fr.json')).sort(), [...new Set(used)].sort());
  });

  it('of the manifest are all there', () => {
    const wanted = [...readFileSync('package.json', 'utf8').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
    const texts = read('package.nls.json');
    for (const key of wanted) assert.ok(texts[key], key);
  });

  it('are in the typography of each language', () => {
    for (const path of ['l10n/lsp.fr.json', 'package.nls.fr.json', 'l10n/bundle.l10n.fr.json']) {
      for (const text of Object.values(read(path))) {
        assert.doesNotMatch(text, /'/, `${path}: straight apostrophe in ${text}`);
        assert.doesNotMatch(text, / [:;?!»]|« /, `${path}: breaking space in ${text}`);
      }
    }
    for (const path of ['l10n/lsp.en.json', 'package.nls.json']) {
      for (const text of Object.values(read(path))) assert.doesNotMatch(text, /'|\.\.\./, `${path}: ${text}`);
    }
  });
});
