import assert from 'node:assert/strict';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const CCTP = 'file:///w/dce/cctp.md';

describe('lsp: diagnostics a client pulls', () => {
  let client: TestClient;
  beforeEach(async () => { client = await TestClient.start(); });
  afterEach(() => client.stop());

  it('shows a missing requirement once in the dossier, under the heading where its clause belongs', async () => {
    await client.openDocument(CCAP);
    const everywhere = (await client.pullWorkspace()).items.flatMap((report) => (report.kind === 'full' ? report.items : []));
    assert.equal(everywhere.filter(({ code }) => code === 'sov-location').length, 1);
    const [found] = (await client.diagnostics(CCAP)).filter(({ code }) => code === 'sov-location');
    assert.ok(found);
    assert.match(client.textIn(CCAP, found.range), /^#+ Article 8 – Protection des données personnelles$/);
    assert.equal(found.source, 'clausier');
    assert.equal(found.severity, DiagnosticSeverity.Warning);
    assert.equal(found.codeDescription?.href, 'file:///pages/sov-location.md');
    assert.deepEqual(found.data, { requirement: 'sov-location', status: 'missing' });
  });

  it('shows a weak requirement on its evidence', async () => {
    await client.openDocument(CCAP);
    await client.openDocument(CCTP);
    const weak = [...(await client.diagnostics(CCAP)), ...(await client.diagnostics(CCTP))].filter(({ data }) => (data as { status?: string }).status === 'weak');
    assert.ok(weak.length > 0);
    for (const uri of [CCAP, CCTP]) {
      for (const { range, data } of await client.diagnostics(uri)) {
        if ((data as { status?: string }).status === 'weak') assert.ok(!client.textIn(uri, range).startsWith('#'), 'evidence is a passage, not a heading');
      }
    }
  });

  it('says unchanged when nothing changed, and full when something did', async () => {
    await client.openDocument(CCAP);
    const first = await client.pull(CCAP);
    const second = await client.pull(CCAP, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await client.change(CCAP, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n\n');
    const third = await client.pull(CCAP, first.resultId);
    assert.equal(third.kind, 'full');
  });

  it('speaks of closed documents in the workspace report', async () => {
    const { items } = await client.pullWorkspace();
    const report = items.find(({ uri }) => uri === CCTP);
    assert.ok(report && report.kind === 'full' && report.items.length > 0);
    assert.equal(report.version, null);
  });

  it('keeps a workspace request while there is nothing new, and answers it when there is', async () => {
    await client.openDocument(CCAP);
    const { items } = await client.pullWorkspace();
    const known = items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const held = client.pullWorkspace(known, 'stream');
    await client.change(CCAP, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n\n');
    const answer = await held;
    assert.equal(answer.items.find(({ uri }) => uri === CCAP)?.kind, 'full');
  });

  it('knows a file by any spelling of its URI and answers in the spelling of the client', async () => {
    const spelled = 'file:///w/d%63e/ccap.md';
    await client.openDocument(spelled);
    assert.ok((await client.diagnostics(spelled)).some(({ code }) => code === 'sov-location'));
    const { items } = await client.pullWorkspace();
    assert.ok(items.some(({ uri }) => uri === spelled));
  });

  it('says nothing of a document that belongs to no tender', async () => {
    const text = '# Notes\n\nOur AI assistant is generative.\n';
    await client.writeOnDisk('/w/notes/notes.md', text);
    await client.openDocument('file:///w/notes/notes.md', text);
    assert.deepEqual(await client.diagnostics('file:///w/notes/notes.md'), []);
    assert.equal(await client.connection.sendRequest('clausier/summary', { textDocument: { uri: 'file:///w/notes/notes.md' } }), null);
  });

  it('takes the folder of a loose file for its dossier', async () => {
    for (const [path, text] of [...client.files.texts]) client.files.texts.set(path.replace('/w/dce', '/elsewhere'), String(text));
    await client.openDocument('file:///elsewhere/ccap.md');
    assert.ok((await client.diagnostics('file:///elsewhere/ccap.md')).some(({ code }) => code === 'sov-location'));
  });
});
