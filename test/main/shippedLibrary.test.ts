import assert from 'node:assert/strict';
import { readConfig } from '../../server/src/library/config.js';
import { mergeLayers, readLayer } from '../../server/src/library/load.js';
import type { Library } from '../../server/src/library/model.js';
import { BrokenInstallation, Libraries, readShipped } from '../../server/src/main/shippedLibrary.js';
import { smallLibrary } from '../cli/smallLibrary.js';
import { MemoryFiles } from '../support/memory.js';

const SHIPPED = mergeLayers([readLayer(Object.entries(smallLibrary()).map(([path, text]) => ({ path: path.replace('/library/', ''), text })))]);
const OWN = smallLibrary()['/library/rules/social/soc-training.yaml']!.replace('Formation des agents', 'La nôtre');

function libraries(files: Readonly<Record<string, string>>): { of: (...folders: string[]) => Promise<Library>; files: MemoryFiles } {
  const memory = new MemoryFiles(files);
  const all = new Libraries(memory, () => Promise.resolve(SHIPPED));
  const configs = [readConfig('library: [../ours]\n', '/w/d/clausier.yaml', '/w/d')];
  return { of: (...folders) => all.of({ configs: folders.includes('config') ? configs : [] }, folders.filter((folder) => folder !== 'config')), files: memory };
}

describe('libraries', () => {
  it('are the shipped one where nothing else is said', async () => {
    const { of } = libraries({});
    assert.equal(await of(), SHIPPED);
  });

  it('come in layers: the shipped one, the configuration, the command line', async () => {
    const { of } = libraries({ '/w/ours/rules/social/soc-training.yaml': OWN, '/w/more/rules/social/soc-training.yaml': OWN.replace('La nôtre', 'La dernière') });
    const title = async (...folders: string[]): Promise<string | undefined> => (await of(...folders)).rules.find(({ id }) => id === 'soc-training')?.title.fr;
    assert.equal(await title('config'), 'La nôtre');
    assert.equal(await title('config', '/w/more'), 'La dernière');
    assert.equal(await title('/w/more'), 'La dernière');
  });

  it('stay the same object until one of their files changes', async () => {
    const { of, files } = libraries({ '/w/ours/rules/social/soc-training.yaml': OWN });
    const first = await of('config');
    assert.equal(await of('config'), first);
    files.set('/w/ours/rules/social/soc-training.yaml', OWN.replace('La nôtre', 'Autre'));
    assert.notEqual(await of('config'), first);
  });

  it('tell a folder that does not exist, is empty or holds a file that is no text', async () => {
    const { of, files } = libraries({ '/w/ours/readme.txt': 'x' });
    assert.deepEqual((await of('/w/nowhere')).errors.map(({ code, path }) => [code, path]), [['unreadable', '/w/nowhere']]);
    assert.deepEqual((await of('config')).errors.map(({ code, path }) => [code, path]), [['no-rules', '/w/ours']]);
    files.set('/w/ours/rules/social/a.yaml', Uint8Array.of(0xff));
    const broken = await of('config');
    assert.deepEqual(broken.errors.map(({ code, path }) => [code, path]), [['not-text', '/w/ours/rules/social/a.yaml']]);
    assert.equal(broken.rules.length, SHIPPED.rules.length);
  });

  it('say when what was shipped is not there', async () => {
    await assert.rejects(readShipped('/nowhere'), BrokenInstallation);
  });
});
