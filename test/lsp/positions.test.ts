import assert from 'node:assert/strict';
import { TestClient } from './support/client.js';
import { exampleTender } from './support/memory.js';

const CCAP = 'file:///w/dce/ccap.md';
const HEADING = '## Article 8 – Protection des données personnelles';

describe('lsp: positions count UTF-16 units', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('after accents and emoji, in headings and in evidence', async () => {
    const files = exampleTender('/w/dce');
    const title = '## Article 8 – 🏛️ Protéger « 😀 » les données personnelles';
    files.set('/w/dce/ccap.md', files.get('/w/dce/ccap.md')!.replace(HEADING, title).replaceAll('\n', '\r\n'));
    client = await TestClient.start({ files });
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    assert.equal(client.textIn(CCAP, found.range), title);
    assert.equal(found.range.end.character, title.length);
  });

  it('in incremental changes after an emoji', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const heading = client.find(CCAP, HEADING);
    await client.change(CCAP, { start: { line: heading.start.line, character: 3 }, end: { line: heading.start.line, character: 3 } }, '😀😀 ');
    const after = { line: heading.start.line, character: 8 };
    await client.change(CCAP, { start: after, end: { line: after.line, character: after.character + 'Article'.length } }, 'Clause');
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    assert.equal(client.textIn(CCAP, found.range), client.document(CCAP).getText({ start: { line: found.range.start.line, character: 0 }, end: { line: found.range.start.line + 1, character: 0 } }).trimEnd());
    assert.ok(client.document(CCAP).getText().includes('## 😀😀 Clause 8 – Protection'));
  });

  it('keeps the ends of lines of a document where a clause is inserted', async () => {
    const files = exampleTender('/w/dce');
    files.set('/w/dce/ccap.md', files.get('/w/dce/ccap.md')!.replaceAll('\n', '\r\n'));
    client = await TestClient.start({ files });
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(({ title }) => title.startsWith('Insérer'))!;
    await client.apply((await client.resolve(action)).edit!);
    const text = client.document(CCAP).getText();
    assert.ok(text.includes('clausier:begin sov-location'));
    assert.ok(!/[^\r]\n/.test(text), 'a line ends without CR');
  });
});
