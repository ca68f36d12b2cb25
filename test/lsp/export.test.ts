import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, ResponseError, WorkDoneProgress } from 'vscode-languageserver/node';
import type { Exporter } from '../../server/src/lsp/host.js';
import type { ExportResult, Explanation, Summary } from '../../server/src/lsp/protocol.js';
import { TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const params = { textDocument: { uri: CCAP }, workDoneToken: 'p' };

describe('lsp: requests of our own client', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('exports the documents as they stand in the editor, with progress', async () => {
    const seen: string[] = [];
    const exporter: Exporter = async (documents, options) => {
      options.onProgress(1, 2);
      seen.push(...documents.map(({ path, language }) => `${path} ${language}`), options.date, String(options.draft));
      return new TextEncoder().encode(documents.map(({ document }) => document.text.slice(0, 8)).join());
    };
    client = await TestClient.start({ exporter });
    const kinds: string[] = [];
    client.connection.onProgress(WorkDoneProgress.type, 'p', ({ kind }) => void kinds.push(kind));
    await client.openDocument(CCAP, '# Texte {{a-remplir}}\n');
    const result = await client.connection.sendRequest<ExportResult>('clausier/export', params);
    assert.deepEqual(seen, ['ccap.md fr', 'cctp.md fr', 'rc.md fr', '2026-11-23', 'false']);
    assert.match(Buffer.from(result.data, 'base64').toString('utf8'), /^# Texte /);
    assert.equal(result.name, 'dce.docx');
    assert.equal(result.folder, 'file:///w/dce');
    assert.deepEqual(result.unfilled, ['a-remplir']);
    assert.deepEqual(kinds, ['begin', 'report', 'end']);
  });

  it('stops an export that is cancelled', async () => {
    let aborted = false;
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    const exporter: Exporter = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(new Error('stopped'));
        });
        started();
      });
    client = await TestClient.start({ exporter });
    await client.openDocument(CCAP);
    const source = new CancellationTokenSource();
    const pending = client.connection.sendRequest('clausier/export', params, source.token);
    await running;
    source.cancel();
    await assert.rejects(pending, (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
    assert.ok(aborted);
  });

  it('says so when this build cannot export, or the document is of no dossier', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    await assert.rejects(client.connection.sendRequest('clausier/export', params), /Word/);
  });

  it('sums a dossier up', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const summary = await client.connection.sendRequest<Summary>('clausier/summary', params);
    const { counts } = summary;
    assert.equal(summary.applicable, counts.present + counts.weak + counts.missing);
    assert.equal(summary.findings.length, counts.present + counts.weak + counts.missing + counts.waived + counts['not-applicable']);
    assert.equal(summary.name, 'dce');
    assert.ok(summary.findings.find(({ requirement }) => requirement === 'sov-location')?.clauses.length);
  });

  it('explains a requirement as a page, with what was read', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    const page = await client.connection.sendRequest<Explanation>('clausier/explain', { ...params, requirement: 'sov-location' });
    assert.ok(page.markdown.startsWith(`# ${page.title}\n`));
    assert.equal(await client.connection.sendRequest('clausier/explain', { ...params, requirement: 'nothing' }), null);
  });
});
