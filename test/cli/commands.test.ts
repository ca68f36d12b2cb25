import assert from 'node:assert/strict';
import { run } from '../../server/src/cli/run.js';
import { MemoryFiles, world } from '../support/memory.js';
import { smallLibrary } from './smallLibrary.js';

const CONFIG = 'profile: { ai: true, public-facing: false }\n';
const FRENCH = '# CCAP\n\nLe marché a pour objet un assistant. Les données sont conservées et hébergées dans l’Union européenne.\n';
const ENGLISH = '# Contract\n\nThe contractor shall supply an assistant to the staff of the town. The data are stored and hosted in the European Union.\n';

function files(more: Readonly<Record<string, string | Uint8Array>>, reversed = false): MemoryFiles {
  return new MemoryFiles({ ...smallLibrary(), ...more }, reversed);
}

describe('check', () => {
  const dossiers = { '/bureau/all/clausier.yaml': CONFIG, '/bureau/all/a/ccap.md': FRENCH, '/bureau/all/b/contract.md': ENGLISH, '/bureau/all/b/z/rc.md': '# RC\n' };

  it('names dossiers from what was asked for', async () => {
    const paths = async (...argv: string[]): Promise<string[]> => {
      const { context, stdout } = world(files(dossiers));
      await run(['check', ...argv, '--format', 'json'], context);
      return (JSON.parse(stdout()) as { dossiers: { path: string }[] }).dossiers.map(({ path }) => path);
    };
    assert.deepEqual(await paths('all'), ['a', 'b', 'b/z']);
    assert.deepEqual(await paths('all/a'), ['a']);
    assert.deepEqual(await paths('all/b'), ['b', 'b/z']);
    assert.deepEqual(await paths('all/a/ccap.md'), ['a']);
    assert.deepEqual(await paths('all/b', 'all/a', 'all/a/'), ['a', 'b', 'b/z']);
    assert.deepEqual(await paths('/bureau/all/a', 'all/b/z'), ['a', 'b/z']);
  });

  it('says the same whatever the order of the files and the language of the machine', async () => {
    for (const format of ['text', 'json']) {
      const outputs = new Set<string>();
      for (const [reversed, language] of [[false, 'fr'], [true, 'en']] as const) {
        const { context, stdout } = world(files(reversed ? Object.fromEntries(Object.entries(dossiers).reverse()) : dossiers, reversed), { language });
        await run(['check', 'all', '--format', format], context);
        outputs.add(stdout());
      }
      assert.equal(outputs.size, 1, format);
    }
  });

  it('fails without a rule', async () => {
    const { context, stderr } = world(new MemoryFiles({ '/library/rules/references.yaml': '{}\n', '/bureau/d/ccap.md': FRENCH }));
    assert.equal(await run(['check', 'd'], context), 2);
    assert.match(stderr(), /^clausier: no rule could be loaded[^\n]*\n$/);
  });

  it('takes the configuration of the folders above, up to the repository', async () => {
    const { context, stdout } = world(files({ '/bureau/.git/HEAD': '', '/bureau/clausier.yaml': 'profile: { ai: true }\nlanguage: en\n', '/bureau/x/d/ccap.md': FRENCH }));
    await run(['check', 'x/d', '--format', 'json'], context);
    const [dossier] = (JSON.parse(stdout()) as { dossiers: { language: string; profile: { ai: { value: boolean } } }[] }).dossiers;
    assert.equal(dossier?.language, 'en');
    assert.equal(dossier.profile.ai.value, true);
  });

  it('reads the date of the command line before any other', async () => {
    const { context, stdout } = world(files({ '/bureau/d/clausier.yaml': `${CONFIG}date: 2026-10-01\n`, '/bureau/d/ccap.md': FRENCH }));
    await run(['check', 'd', '--format', 'json', '--date', '2025-01-01'], context);
    assert.equal((JSON.parse(stdout()) as { date: string }).date, '2025-01-01');
  });

  it('counts in UTF-16 units and quotes to the letter, whatever the end of line', async () => {
    const text = '\uFEFF# CCAP\r\n\r\n- 🙂 é Les données sont conservées\r\n  et hébergées dans l’Union européenne.\r\n';
    const { context, stdout } = world(files({ '/bureau/d/clausier.yaml': CONFIG, '/bureau/d/ccap.md': text }));
    await run(['check', 'd', '--format', 'json'], context);
    type Evidence = { line: number; column: number; endLine: number; endColumn: number; text: string };
    const { findings } = (JSON.parse(stdout()) as { dossiers: { findings: { requirement: string; evidence: Evidence[] }[] }[] }).dossiers[0]!;
    const evidence = findings.find(({ requirement }) => requirement === 'sov-location')?.evidence[0];
    assert.ok(evidence);
    const lines = text.split('\r\n');
    const from = lines.slice(0, evidence.line - 1).join('\r\n').length + 2 + evidence.column - 1;
    const to = lines.slice(0, evidence.endLine - 1).join('\r\n').length + 2 + evidence.endColumn - 1;
    assert.equal(text.slice(from, to), evidence.text);
    assert.match(evidence.text, /hébergées/);
  });
});

describe('fix', () => {
  const dossier = { '/bureau/d/clausier.yaml': CONFIG, '/bureau/d/ccap.md': '\uFEFF# CCAP\r\n\r\nLe marché a pour objet un assistant pour la ville et les habitants.\r\n' };

  it('refuses when a file changed since it was read, and writes nothing', async () => {
    const memory = files(dossier);
    const { context, stderr } = world(memory);
    let reads = 0;
    const changing = {
      ...context,
      files: {
        read: (path: string) => {
          if (path.endsWith('ccap.md') && (reads += 1) === 2) memory.set(path, 'changed\n');
          return memory.read(path);
        },
        list: (path: string) => memory.list(path),
        kind: (path: string) => memory.kind(path),
      },
    };
    assert.equal(await run(['fix', 'd', '--requirement', 'sov-location'], changing), 2);
    assert.match(stderr(), /^clausier: d\/ccap\.md: the file has changed/);
    assert.equal(memory.text('/bureau/d/ccap.md'), 'changed\n');
  });

  it('keeps the byte-order mark and the ends of line, and is done once', async () => {
    const memory = files(dossier);
    assert.equal(await run(['fix', 'd', '--requirement', 'sov-location'], world(memory).context), 0);
    const once = memory.text('/bureau/d/ccap.md')!;
    assert.ok(once.startsWith('\uFEFF# CCAP\r\n'));
    assert.doesNotMatch(once, /[^\r]\n/);
    assert.match(once, /clausier:begin sov-location@1\.0\.0/);
    assert.equal(await run(['fix', 'd', '--requirement', 'sov-location'], world(memory).context), 0);
    assert.equal(memory.text('/bureau/d/ccap.md'), once);
  });
});

describe('export', () => {
  it('takes the images that stand in the dossier, and no other', async () => {
    const memory = files({
      '/bureau/d/rc.md': '# RC\n\n![a](img/plan%20%C3%A9.png) ![b](../secret.png) ![c](https://x.example/y.png) ![d](img/none.png) ![e](/etc/x.png)\n',
      '/bureau/d/img/plan é.png': Uint8Array.of(1),
      '/bureau/secret.png': Uint8Array.of(2),
    });
    const { context } = world(memory);
    assert.equal(await run(['export', 'd', '-o', 'o.docx'], context), 0);
    assert.match(memory.text('/bureau/o.docx')!, /rc\.md \[\w\w\] 1 images/);
  });

  it('refuses to leave out a document that cannot be read', async () => {
    const memory = files({ '/bureau/d/rc.md': '# RC\n', '/bureau/d/ae.md': Uint8Array.of(0xff, 0xfe, 0) });
    const { context, stderr } = world(memory);
    assert.equal(await run(['export', 'd', '-o', 'o.docx'], context), 2);
    assert.match(stderr(), /^clausier: d\/ae\.md: not a UTF-8 text/);
    assert.equal(memory.text('/bureau/o.docx'), undefined);
  });

  it('gives several documents the title that they share', async () => {
    const memory = files({ '/bureau/d/rc.md': '# RC – Un assistant\n', '/bureau/d/ccap.md': '# CCAP – Un assistant\n' });
    await run(['export', 'd', '-o', 'o.docx'], world(memory).context);
    assert.match(memory.text('/bureau/o.docx')!, /^Un assistant\nrc\.md.*\nccap\.md/);
  });

  it('reports a folder that cannot be written as one line', async () => {
    const memory = files({ '/bureau/d/rc.md': '# RC\n' });
    const { context, stderr } = world(memory);
    const failing = { ...context, write: (path: string) => Promise.reject(new Error(`${path}: EROFS: read-only file system`)) };
    assert.equal(await run(['export', 'd', '-o', 'o.docx'], failing), 2);
    assert.equal(stderr(), 'clausier: /bureau/o.docx: EROFS: read-only file system\n');
  });
});
