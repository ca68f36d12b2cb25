import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver/node';
import { MODERN, TestClient } from './support/client.js';
import { shippedLibrary } from './support/memory.js';

const CCAP = 'file:///w/dce/ccap.md';

describe('lsp: hover', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('tells why, what is expected and on what ground, where a finding is shown', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).filter(({ data }) => (data as { status: string }).status === 'weak');
    const alone = found.find(({ range }) => found.filter((other) => other.range.start.line === range.start.line).length === 1)!;
    const rule = shippedLibrary().rules.find(({ id }) => id === alone.code)!;
    const hover = await client.hover(CCAP, alone.range.start);
    const { kind, value } = hover!.contents as MarkupContent;
    assert.equal(kind, 'markdown');
    assert.ok(value.includes(`**${rule.title.fr}** — Insuffisante`));
    assert.ok(value.includes(rule.why.fr.trim()));
    assert.ok(value.includes(rule.expects.fr.trim()));
    for (const id of rule.references) assert.ok(value.includes(shippedLibrary().references[id]!.cite.fr.replace(/[[\]]/g, '\\$&')), id);
    assert.ok(value.includes('(file:///pages/'));
  });

  it('gives each of many findings on one heading a line', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const all = await client.diagnostics(CCAP);
    const crowded = all.find(({ range }) => all.filter((other) => other.range.start.line === range.start.line).length > 2)!;
    const { value } = (await client.hover(CCAP, crowded.range.start))!.contents as MarkupContent;
    assert.match(value, /\d+ exigences ont leur place ici/);
  });

  it('explains an id in a comment addressed to Clausier', async () => {
    client = await TestClient.start();
    const text = String(client.files.texts.get('/w/dce/ccap.md'));
    await client.openDocument(CCAP, `${text}\n\n<!-- clausier:waive sov-location: hébergé par la Ville -->\n`);
    const { start } = client.find(CCAP, 'sov-location');
    const hover = await client.hover(CCAP, { line: start.line, character: start.character + 4 });
    assert.ok((hover!.contents as MarkupContent).value.startsWith('**'));
    assert.equal(client.textIn(CCAP, hover!.range!), 'sov-location');
  });

  it('is plain text for a client that shows nothing else, and nothing elsewhere', async () => {
    const { hover: _hover, ...textDocument } = MODERN.textDocument!;
    client = await TestClient.start({ capabilities: { ...MODERN, textDocument } });
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const { kind, value } = (await client.hover(CCAP, found.range.start))!.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.ok(!value.includes('**') && !value.includes(']('));
    assert.equal(await client.hover(CCAP, client.find(CCAP, 'Ville de Saint').start), null);
  });
});
