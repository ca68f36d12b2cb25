import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from '../../server/src/main/write.js';

const BYTES = new TextEncoder().encode('new');

describe('writing a file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clausier-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes it, or replaces it, and leaves nothing beside it', async () => {
    const path = join(folder, 'a.md');
    await writeAtomically(path, BYTES);
    await writeAtomically(path, BYTES);
    assert.equal(readFileSync(path, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.md']);
  });

  it('keeps the permissions of what was there', async () => {
    const path = join(folder, 'a.md');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    await writeAtomically(path, BYTES);
    assert.equal(statSync(path).mode & 0o777, 0o640);
  });

  it('writes through a link, and keeps it', async () => {
    const real = join(folder, 'real.md');
    const link = join(folder, 'link.md');
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    await writeAtomically(link, BYTES);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(real, 'utf8'), 'new');
  });

  it('names the path when it cannot, and leaves nothing', async () => {
    await assert.rejects(writeAtomically(join(folder, 'none', 'a.md'), BYTES), /none\/a\.md: ENOENT/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
