import assert from 'node:assert/strict';
import type { CodeAction, SnippetTextEdit, TextDocumentEdit } from 'vscode-languageserver/node';
import { MODERN, OLD, TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const isInsertion = ({ title }: CodeAction): boolean => title.startsWith('Insérer la clause');

describe('lsp: the quick fix that inserts a clause', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('is resolved with tab stops, applied in one edit, and the finding is gone', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const [found] = (await client.diagnostics(CCAP)).filter(({ code }) => code === 'sov-location');
    assert.ok(found);
    const offered = (await client.actions(CCAP, found.range, [found])).filter(isInsertion);
    assert.equal(offered.length, 1);
    assert.equal(offered[0]!.edit, undefined);
    assert.equal(offered[0]!.isPreferred, true);
    assert.deepEqual(offered[0]!.diagnostics, [found]);
    const { edit } = await client.resolve(offered[0]!);
    const changes = edit?.documentChanges as TextDocumentEdit[];
    assert.equal(changes.length, 1);
    assert.deepEqual(changes[0]!.textDocument, { uri: CCAP, version: 1 });
    assert.equal(changes[0]!.edits.length, 1);
    const { snippet } = changes[0]!.edits[0] as SnippetTextEdit;
    assert.match(snippet.value, /\$\{1[:|]/);
    assert.ok(!snippet.value.includes('{{'));
    await client.apply(edit!);
    assert.match(client.document(CCAP).getText(), /<!-- clausier:begin sov-location@\d+\.\d+\.\d+ -->/);
    assert.ok(!(await client.diagnostics(CCAP)).some(({ code }) => code === 'sov-location'));
  });

  it('carries its edit at once, with {{name}} left in the text, for a client that knows neither', async () => {
    client = await TestClient.start({ capabilities: OLD });
    await client.openDocument(CCAP);
    const found = (await client.pushed(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(isInsertion)!;
    const edits = action.edit?.changes?.[CCAP] ?? [];
    assert.equal(edits.length, 1);
    assert.match(edits[0]!.newText, /\{\{[a-z-]+\}\}/);
    await client.apply(action.edit!);
    await client.pushed(CCAP, (items) => !items.some(({ code }) => code === 'sov-location'));
  });

  it('is found by code when the client drops the data, and by range when it sends no diagnostic', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const { data: _data, ...bare } = found;
    const expected = (await client.actions(CCAP, found.range, [found])).filter(isInsertion).map(({ title }) => title);
    assert.deepEqual((await client.actions(CCAP, found.range, [bare])).filter(isInsertion).map(({ title }) => title), expected);
    const inRange = (await client.actions(CCAP, found.range, [])).filter(isInsertion).map(({ title }) => title);
    assert.ok(expected.every((title) => inRange.includes(title)));
  });

  it('is not offered on the diagnostics of somebody else, nor when other kinds are asked for', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    assert.deepEqual(await client.actions(CCAP, found.range, [{ ...found, source: 'spelling' }]), []);
    const params = { textDocument: { uri: CCAP }, range: found.range, context: { diagnostics: [found], only: ['refactor'] } };
    assert.deepEqual(await client.connection.sendRequest('textDocument/codeAction', params), []);
  });

  it('fits the text of now when it changed after the action was offered', async () => {
    client = await TestClient.start({ capabilities: MODERN });
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(isInsertion)!;
    await client.change(CCAP, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'Avant-propos.\n\n');
    const { edit } = await client.resolve(action);
    assert.equal((edit?.documentChanges?.[0] as TextDocumentEdit).textDocument.version, 2);
    await client.apply(edit!);
    const text = client.document(CCAP).getText();
    assert.ok(text.startsWith('Avant-propos.\n\n# Cahier'));
    assert.match(text, /\n\n<!-- clausier:begin sov-location@[\d.]+ -->\n\n#/);
  });
});
