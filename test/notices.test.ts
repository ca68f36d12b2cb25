import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

describe('third-party notices', () => {
  it('are those of the packages that are bundled', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/notices.mjs', '--check'], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('name every production package that the code imports by name', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
    const text = readFileSync('THIRD-PARTY-NOTICES.txt', 'utf8');
    assert.deepEqual(Object.entries(dependencies).filter(([name, version]) => !text.includes(`\n  ${name} ${version} (`)), []);
  });
});
