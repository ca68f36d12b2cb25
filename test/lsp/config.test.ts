import assert from 'node:assert/strict';
import { TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const CONFIG = 'file:///w/dce/clausier.yaml';
const PATH = '/w/dce/clausier.yaml';

describe('lsp: a change of clausier.yaml', () => {
  let client: TestClient;
  beforeEach(async () => { client = await TestClient.start(); });
  afterEach(() => client.stop());
  const codes = async (uri: string): Promise<unknown[]> => (await client.diagnostics(uri)).map(({ code }) => code);

  it('on disk, changes the verdict and asks the client to pull again', async () => {
    await client.openDocument(CCAP);
    assert.ok((await codes(CCAP)).includes('sov-location'));
    await client.writeOnDisk(PATH, `${String(client.files.texts.get(PATH))}profile:\n  ai: false\n`);
    await client.refreshes.reaches(1);
    assert.deepEqual(await codes(CCAP), []);
  });

  it('in the editor, wins over the disk before it is saved, and no longer when it is closed', async () => {
    await client.openDocument(CCAP);
    await client.openDocument(CONFIG, 'language: fr\nprofile:\n  ai: false\n', 'yaml');
    assert.deepEqual(await codes(CCAP), []);
    await client.closeDocument(CONFIG);
    assert.ok((await codes(CCAP)).includes('sov-location'));
  });

  it('with a mistake in it is a diagnostic at its place, and the rest stays in force', async () => {
    await client.openDocument(CCAP);
    const text = 'languag: fr\nseverity:\n  sov-location: error\n';
    await client.openDocument(CONFIG, text, 'yaml');
    const [mistake] = await client.diagnostics(CONFIG);
    assert.equal(mistake?.code, 'unknown-key');
    assert.equal(client.textIn(CONFIG, mistake!.range), 'languag');
    assert.match(String(mistake!.message), /language/);
    assert.equal((await client.diagnostics(CCAP)).find(({ code }) => code === 'sov-location')?.severity, 1);
  });

  it('that comes or goes is taken up', async () => {
    const text = String(client.files.texts.get(PATH));
    await client.openDocument(CCAP);
    await client.writeOnDisk(PATH, undefined);
    assert.ok((await codes(CCAP)).includes('sov-location'), 'the documents themselves say that it is a tender');
    await client.writeOnDisk(PATH, `${text}profile: { ai: false }\n`);
    assert.deepEqual(await codes(CCAP), []);
  });
});
