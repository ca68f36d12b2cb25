import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disk } from '../../server/src/main/disk.js';

describe('lsp: the disk', () => {
  let folder: string;
  let outside: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clausier-disk-'));
    outside = mkdtempSync(join(tmpdir(), 'clausier-outside-'));
    for (const name of ['b.md', 'é.md', 'Z.md']) writeFileSync(join(folder, name), name);
    mkdirSync(join(folder, 'annexes'));
    writeFileSync(join(outside, 'secret.md'), 'x');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    rmSync(outside, { recursive: true });
  });

  it('lists in one order everywhere, and leaves out links that lead out or nowhere', async () => {
    symlinkSync(join(outside, 'secret.md'), join(folder, 'out.md'));
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync(folder, join(folder, 'round'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'broken.md'));
    symlinkSync(join(folder, 'b.md'), join(folder, 'in.md'));
    assert.deepEqual(
      (await disk.list(folder)).map(({ name, kind }) => `${kind} ${name}`),
      ['file Z.md', 'folder annexes', 'file b.md', 'file in.md', 'file é.md'],
    );
  });

  it('says what stands at a path, and rejects by name what cannot be read', async () => {
    assert.equal(await disk.kind(`${folder}/b.md`), 'file');
    assert.equal(await disk.kind(`${folder}/annexes`), 'folder');
    assert.equal(await disk.kind(`${folder}/nothing`), undefined);
    assert.equal(await disk.kind(`${folder}/b.md/below`), undefined);
    await assert.rejects(disk.read(`${folder}/nothing`), /nothing/);
    await assert.rejects(disk.list(`${folder}/nothing`), /nothing/);
  });
});
