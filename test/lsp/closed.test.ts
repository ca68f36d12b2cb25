import assert from 'node:assert/strict';
import { MODERN, TestClient } from './support/client.js';

const CCAP = 'file:///w/dce/ccap.md';
const LOCATION = '\n\n## Article 40 – Lieu d’hébergement\n\nLe titulaire héberge et traite toutes les données de la Ville, sauvegardes comprises, exclusivement sur le territoire de l’Union européenne. Tout transfert hors de l’Union est interdit. Il remet la liste des sites avant la mise en service.\n';

describe('lsp: a document that changes on disk while it is closed', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const has = async (code: string): Promise<boolean> => (await client.diagnostics(CCAP)).some((item) => item.code === code);

  it('changes what is said of an open one, and the client is told to pull', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    assert.ok(await has('sov-location'));
    const path = '/w/dce/cctp.md';
    await client.writeOnDisk(path, `${String(client.files.texts.get(path))}${LOCATION}`);
    await client.refreshes.reaches(1);
    assert.ok(!(await has('sov-location')));
  });

  it('counts when it is new, and no longer when it is deleted', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    await client.writeOnDisk('/w/dce/annexe-hebergement.md', `# Annexe – Hébergement${LOCATION}`);
    await client.refreshes.reaches(1);
    assert.ok(!(await has('sov-location')));
    await client.writeOnDisk('/w/dce/annexe-hebergement.md', undefined);
    await client.refreshes.reaches(2);
    assert.ok(await has('sov-location'));
  });

  it('does not matter while an open text of it stands in its place, and its own save asks for nothing', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    assert.ok(await has('sov-location'));
    await client.writeOnDisk('/w/dce/ccap.md', '# Vide\n');
    assert.ok(await has('sov-location'));
    assert.equal(client.refreshes.count, 0);
    await client.closeDocument(CCAP);
    const report = (await client.pullWorkspace()).items.find(({ uri }) => uri === CCAP);
    assert.ok(report?.kind === 'full');
    assert.ok(report.items.every(({ range }) => range.start.line <= 1));
  });

  it('is not asked to be watched by a client that cannot watch', async () => {
    client = await TestClient.start({ capabilities: { ...MODERN, workspace: {} } });
    await client.openDocument(CCAP);
    await client.diagnostics(CCAP);
    assert.deepEqual(client.registered, []);
  });

  it('is refreshed when an edit in another document changes what is said of it', async () => {
    client = await TestClient.start();
    await client.openDocument(CCAP);
    assert.ok(await has('sov-location'));
    const uri = 'file:///w/dce/cctp.md';
    const document = await client.openDocument(uri);
    await client.diagnostics(uri);
    const end = document.positionAt(document.getText().length);
    await client.change(uri, { start: end, end }, LOCATION);
    await client.diagnostics(uri);
    await client.refreshes.reaches(1);
    assert.ok(!(await has('sov-location')));
  });

  it('belongs to the workspace as long as its folder does', async () => {
    client = await TestClient.start({ roots: ['/elsewhere'] });
    const change = (event: object): Promise<void> => client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    assert.deepEqual((await client.pullWorkspace()).items, []);
    await change({ added: [{ uri: 'file:///w', name: 'w' }], removed: [] });
    const { items } = await client.pullWorkspace();
    assert.ok(items.some(({ uri }) => uri === CCAP));
    await change({ added: [], removed: [{ uri: 'file:///w', name: 'w' }] });
    assert.deepEqual((await client.pullWorkspace()).items, []);
  });
});
