import assert from 'node:assert/strict';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { OLD, TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const isWaiver = ({ title }: CodeAction): boolean => title.startsWith('Déroger');

describe('lsp: waiving a requirement in the text', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('names the command of a client that asks for the reason, and writes the reason it gave', async () => {
    client = await TestClient.start({ options: { commands: ['clausier.waive', 'clausier.explain'] } });
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(isWaiver)!;
    assert.equal(action.edit, undefined);
    assert.deepEqual(action.command?.arguments, [{ uri: CCAP, requirement: 'sov-location' }]);
    const params = { textDocument: { uri: CCAP }, requirement: 'sov-location', reason: 'hébergement par la Ville elle-même' };
    const edit = await client.connection.sendRequest<WorkspaceEdit>('clausier/waiver', params);
    await client.apply(edit);
    assert.ok(client.document(CCAP).getText().includes('<!-- clausier:waive sov-location: hébergement par la Ville elle-même -->'));
    assert.ok(!(await client.diagnostics(CCAP)).some(({ code }) => code === 'sov-location'));
  });

  it('leaves the place of the reason to fill in for other clients, and does not count until it is', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const found = (await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(isWaiver)!;
    const { edit } = await client.resolve(action);
    await client.apply(edit!);
    assert.match(client.document(CCAP).getText(), /<!-- clausier:waive sov-location: +-->/);
    const codes = (await client.diagnostics(CCAP)).map(({ code }) => code);
    assert.ok(codes.includes('sov-location'));
    assert.ok(codes.includes('waiver-reason'));
  });

  it('leaves {{reason}} to clients without tab stops, which is no reason either', async () => {
    client = await TestClient.start({ capabilities: OLD });
    await client.openDocument(CCAP);
    const found = (await client.pushed(CCAP)).find(({ code }) => code === 'sov-location')!;
    const action = (await client.actions(CCAP, found.range, [found])).find(isWaiver)!;
    await client.apply(action.edit!);
    assert.ok(client.document(CCAP).getText().includes('<!-- clausier:waive sov-location: {{reason}} -->'));
    await client.pushed(CCAP, (items) => items.some(({ code }) => code === 'waiver-reason') && items.some(({ code }) => code === 'sov-location'));
  });
});
