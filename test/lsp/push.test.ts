import assert from 'node:assert/strict';
import { OLD, TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const CCTP = 'file:///w/dce/cctp.md';

describe('lsp: diagnostics pushed to a client that cannot pull', () => {
  let client: TestClient;
  beforeEach(async () => { client = await TestClient.start({ capabilities: OLD }); });
  afterEach(() => client.stop());

  it('announces no pull, and pushes what an open dossier lacks', async () => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await client.openDocument(CCAP);
    const items = await client.pushed(CCAP);
    assert.ok(items.some(({ code }) => code === 'sov-location'));
    // What the client did not announce is not sent.
    assert.ok(items.every((item) => item.data === undefined && item.codeDescription === undefined && item.relatedInformation === undefined));
    assert.ok((await client.pushed(CCTP)).length > 0, 'its other documents too');
  });

  it('pushes again after an edit, and clears when the last document is closed', async () => {
    await client.openDocument(CCAP);
    const before = await client.pushed(CCAP, (items) => items.length > 0);
    await client.change(CCAP, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n\n');
    const line = before[0]!.range.start.line;
    await client.pushed(CCAP, (items) => items[0]?.range.start.line === line + 2);
    await client.closeDocument(CCAP);
    await client.pushed(CCAP, (items) => items.length === 0);
    await client.pushed(CCTP, (items) => items.length === 0);
  });
});
