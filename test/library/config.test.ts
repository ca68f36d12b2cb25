import assert from 'node:assert/strict';
import { readConfig } from '../../server/src/library/config.js';
import { describeLoadError } from '../../server/src/library/messages.js';

describe('configuration', () => {
  it('reads every key of design.md', () => {
    const config = readConfig(
      [
        'dossier: { documents: ["*.md", "!README.md"], kinds: { "annexe-*.md": annex } }',
        'profile: { generative: true, above-threshold: false }',
        'language: fr',
        'date: 2026-11-23',
        'library: [ "../our-clauses" ]',
        'require-approval: false',
        'severity: { env-hardware: hint }',
        'waivers: [ { requirement: soc-integration, reason: "r", by: "b", on: 2026-11-02, until: 2027-06-30 } ]',
        'values: { buyer: "Ville", n: 3 }',
        '',
      ].join('\n'),
      '/d/clausier.yaml',
      '/d',
    );
    assert.deepEqual(config.errors, []);
    assert.deepEqual(config.documents, ['*.md', '!README.md']);
    assert.deepEqual(config.kinds, { 'annexe-*.md': 'annex' });
    assert.deepEqual(config.profile, { generative: true, 'above-threshold': false });
    assert.equal(config.date, '2026-11-23');
    assert.deepEqual(config.library, ['../our-clauses']);
    assert.equal(config.requireApproval, false);
    assert.deepEqual(config.severity, { 'env-hardware': 'hint' });
    const [waiver] = config.waivers;
    assert.deepEqual([waiver?.requirement, waiver?.reason, waiver?.by, waiver?.on, waiver?.until], ['soc-integration', 'r', 'b', '2026-11-02', '2027-06-30']);
    assert.deepEqual(config.values, { buyer: 'Ville', n: '3' });
  });

  it('keeps what is right beside what is wrong', () => {
    const text = 'language: fr\nprofil: { ai: true }\nprofile: { ai: true, generativ: true }\ndate: demain\nvalues: { buyer: Ville }\n';
    const config = readConfig(text, '/d/clausier.yaml', '/d');
    assert.equal(config.language, 'fr');
    assert.deepEqual(config.values, { buyer: 'Ville' });
    assert.deepEqual(
      config.errors.map((error) => [error.code, text.slice(error.span?.start, error.span?.end), error.values.suggestion]).sort(),
      [
        ['unknown-key', 'generativ', 'generative'],
        ['unknown-key', 'profil', 'profile'],
        ['wrong-type', 'demain', undefined],
      ],
    );
    assert.match(describeLoadError('fr', config.errors.find(({ values }) => values.key === 'profil')!), /Vouliez-vous écrire «\u202fprofile\u202f»/);
  });

  it('reads the clausier key of front matter, and nothing else of it', () => {
    const config = readConfig('title: x\nclausier:\n  langage: fr\n  date: 2026-01-01\n', '/d/a.md', '/d', 4, 'clausier');
    assert.equal(config.date, '2026-01-01');
    assert.deepEqual(config.errors.map(({ code, span, values }) => [code, span, values.suggestion]), [['unknown-key', { start: 4 + 21, end: 4 + 28 }, 'language']]);
  });

  it('takes an empty file for an empty configuration', () => {
    assert.deepEqual(readConfig('', '/d/clausier.yaml', '/d').errors, []);
    assert.deepEqual(readConfig('# nothing\n', '/d/clausier.yaml', '/d').errors, []);
  });

  it('does not take front matter of another tool for its own', () => {
    assert.deepEqual(readConfig('title: [unclosed\n', '/d/a.md', '/d', 4, 'clausier').errors, []);
  });

  it('tells a file that is no mapping', () => {
    assert.equal(readConfig('- a\n- b\n', '/d/clausier.yaml', '/d').errors[0]?.code, 'wrong-type');
  });
});
