import assert from 'node:assert/strict';
import type { CompletionItem, TextEdit } from 'vscode-languageserver/node';
import { TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const CONFIG = 'file:///w/dce/clausier.yaml';

describe('lsp: completion', () => {
  let client: TestClient;
  beforeEach(async () => { client = await TestClient.start(); });
  afterEach(() => client.stop());

  /** Completes at `¦` in a text. */
  async function at(uri: string, marked: string): Promise<CompletionItem[]> {
    const offset = marked.indexOf('¦');
    const document = await client.openDocument(uri, marked.replace('¦', ''), uri === CONFIG ? 'yaml' : 'markdown');
    return client.complete(uri, document.positionAt(offset));
  }
  const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

  it('offers requirement ids in a waiver, what is missing first, and replaces the whole word', async () => {
    const text = String(client.files.texts.get('/w/dce/ccap.md'));
    const items = await at(CCAP, `${text}\n<!-- clausier:waive sov-¦loc -->\n`);
    const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.ok(labels(items).includes('sov-location'));
    assert.ok(items.find(({ label }) => label === 'sov-location')!.sortText!.startsWith('0'));
    assert.ok(sorted[0]!.sortText!.startsWith('0'));
    const { range, newText } = items.find(({ label }) => label === 'sov-location')!.textEdit as TextEdit;
    assert.equal(client.textIn(CCAP, range), 'sov-loc');
    assert.equal(newText, 'sov-location: ');
  });

  it('offers clauses with their version, and the directives themselves', async () => {
    assert.ok(labels(await at(CCAP, '<!-- clausier:begin ¦')).some((label) => /^sov-location@\d+\.\d+\.\d+$/.test(label)));
    assert.deepEqual(labels(await at(CCAP, '<!-- clausier:¦')), ['clausier:waive', 'clausier:begin', 'clausier:end']);
    assert.deepEqual(labels(await at(CCAP, 'Texte <!-- ¦')), ['clausier:waive', 'clausier:begin', 'clausier:end']);
    const [waive] = await at(CCAP, '<!-- ¦');
    assert.equal((waive!.textEdit as TextEdit).newText, 'clausier:waive $0 -->');
  });

  it('offers nothing in prose', async () => {
    assert.deepEqual(await at(CCAP, 'Le titulaire : ¦'), []);
    assert.deepEqual(await at(CCAP, '<!-- clausier:end --> ¦'), []);
  });

  it('offers the keys and values of a configuration, read off its schema', async () => {
    const keys = labels(await at(CONFIG, '¦'));
    for (const key of ['dossier', 'profile', 'language', 'date', 'waivers', 'severity', 'values']) assert.ok(keys.includes(key), key);
    assert.deepEqual(labels(await at(CONFIG, 'language: ¦')), ['fr', 'en']);
    assert.ok(labels(await at(CONFIG, 'profile:\n  ¦')).includes('public-facing'));
    assert.deepEqual(labels(await at(CONFIG, 'profile:\n  ai: true\n  generative: t¦')), ['true', 'false']);
    assert.ok(labels(await at(CONFIG, 'severity:\n  sov-¦')).includes('sov-location'));
    assert.deepEqual(labels(await at(CONFIG, 'severity:\n  sov-location: ¦')), ['error', 'warning', 'information', 'hint']);
    assert.ok(labels(await at(CONFIG, 'waivers:\n  - requirement: ¦')).includes('sov-location'));
    assert.ok(labels(await at(CONFIG, 'waivers:\n  - requirement: sov-location\n    ¦')).includes('reason'));
    assert.ok(labels(await at(CONFIG, 'dossier:\n  kinds:\n    "annexe-*.md": ¦')).includes('annex'));
  });

  it('offers the same under `clausier:` of the front matter', async () => {
    assert.deepEqual(labels(await at(CCAP, '---\n¦\n---\n\n# A\n')), ['clausier']);
    assert.deepEqual(labels(await at(CCAP, '---\nclausier:\n  language: ¦\n---\n\n# A\n')), ['fr', 'en']);
    assert.deepEqual(await at(CCAP, '---\nauthor:\n  ¦\n---\n\n# A\n'), []);
  });
});
