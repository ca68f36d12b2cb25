import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

describe('lsp: cancellation and bursts', () => {
  let client: TestClient;
  beforeEach(async () => { client = await TestClient.start({ options: { status: true } }); });
  afterEach(() => client.stop());
  const computations = (): number => client.notifications.filter(({ method }) => method === 'clausier/judged').length;

  it('answers a cancelled request with the error the protocol wants, and the next one as usual', async () => {
    await client.openDocument(CCAP);
    const source = new CancellationTokenSource();
    const pending = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: CCAP } }, source.token);
    source.cancel();
    await assert.rejects(pending, (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
    assert.ok((await client.diagnostics(CCAP)).length > 0);
  });

  it('lets go of a workspace request that is kept', async () => {
    const { items } = await client.pullWorkspace();
    const source = new CancellationTokenSource();
    const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const kept = client.connection.sendRequest('workspace/diagnostic', { previousResultIds, partialResultToken: 's' }, source.token);
    await client.pullWorkspace();
    source.cancel();
    await assert.rejects(kept, (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
  });

  it('computes once for a burst of changes, for the last text', async () => {
    await client.openDocument(CCAP);
    await client.diagnostics(CCAP);
    const before = computations();
    const changes = Array.from({ length: 30 }, () => client.change(CCAP, TOP, '\n\n'));
    const reports = await Promise.all([...changes.map(() => client.pull(CCAP)), ...changes]);
    assert.equal(computations() - before, 1);
    const last = await client.diagnostics(CCAP);
    assert.equal(computations() - before, 1);
    assert.ok(reports[0]);
    const heading = last.find(({ code }) => code === 'sov-location')!;
    assert.match(client.textIn(CCAP, heading.range), /Article 8/);
  });

  it('answers a code action while nothing is computed: nothing is judged for it', async () => {
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const before = computations();
    await client.actions(CCAP, found.range, [found]);
    await client.hover(CCAP, found.range.start);
    assert.equal(computations(), before);
  });
});
