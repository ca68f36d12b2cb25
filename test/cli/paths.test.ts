import assert from 'node:assert/strict';
import { commonFolder, relativeTo, shown } from '../../server/src/cli/paths.js';

describe('paths', () => {
  it('are relative to a folder, upwards where needed', () => {
    assert.equal(relativeTo('/a/b', '/a/b/c.md'), 'c.md');
    assert.equal(relativeTo('/a/b', '/a/c/d.md'), '../c/d.md');
    assert.equal(relativeTo('/a/b', '/a/b'), '.');
    assert.equal(relativeTo('/', '/a'), 'a');
    assert.equal(relativeTo('C:/a', 'C:/b/c'), '../b/c');
    assert.equal(relativeTo('C:/a', 'D:/b'), 'D:/b');
  });

  it('share a folder by whole names', () => {
    assert.equal(commonFolder(['/a/b', '/a/bc']), '/a');
    assert.equal(commonFolder(['/a/b/c', '/a/b']), '/a/b');
    assert.equal(commonFolder(['/a', '/b']), '/');
    assert.equal(commonFolder(['/a/b']), '/a/b');
    assert.equal(commonFolder(['C:/a', 'D:/b']), 'C:/');
  });

  it('are shown from the current folder when they are near', () => {
    assert.equal(shown('/bureau', '/bureau/d/a.md'), 'd/a.md');
    assert.equal(shown('/bureau', '/other/a.md'), '../other/a.md');
    assert.equal(shown('/bureau/x/y', '/other/a.md'), '/other/a.md');
    assert.equal(shown('/bureau', 'rules/a.yaml'), 'rules/a.yaml');
  });
});
