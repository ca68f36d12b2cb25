import assert from 'node:assert/strict';
import { FORMATS } from '../../server/src/report/formats.js';
import { columnsOf, wrap } from '../../server/src/report/layout.js';
import { text } from '../../server/src/report/text.js';
import { dossier, layout, reported, verdict } from './sample.js';

describe('text report', () => {
  it('is a table by theme, in the language of the dossier', () => {
    const lines = text(reported(dossier('mairie', 'fr')), layout()).split('\n');
    assert.deepEqual(lines.slice(0, 4), ['mairie', 'cctp.md (CCTP)', 'Profil\u202f: IA.', 'Profil à confirmer sous «\u202fprofile\u202f» dans clausier.yaml\u202f: IA générative (supposé oui), hébergé par le']);
    assert.ok(lines.includes('  ▲ insuffisante  Frugalité et sobriété du modèle               cctp.md:4              env-frugality'), lines.join('\n'));
    assert.ok(lines.includes('  ✘ absente       Localisation des données et des traitements,  à insérer\u202f: cctp.md:1  sov-location'), lines.join('\n'));
    assert.ok(lines.includes('Environnement') && lines.includes('Gouvernance') && !lines.includes('Contrôle humain'));
    assert.ok(lines.includes('Sans objet\u202f: Recours.'));
  });

  it('ends with how much was checked', () => {
    assert.match(text(reported(dossier('a', 'en')), layout()), /\n1 document, 5 requirements checked\.\n$/);
    assert.match(text(reported(dossier('a', 'fr'), dossier('b', 'en')), layout()), /\n2 documents, 5 exigences vérifiées\.\n$/);
  });

  it('shows duties that hold, and problems at their place', () => {
    const output = text(reported(dossier('a', 'en')), layout());
    assert.match(output, /✔ met {6}Duty met-duty \(since 2026-08-22\)/);
    assert.match(output, /✘ not met {2}Duty unmet-duty/);
    assert.doesNotMatch(output, /other-duty/);
    assert.match(output, /\.\.\/clausier\.yaml:2 error\n {4}clé inconnue\./);
  });

  it('says in one line that a dossier buys no AI', () => {
    const { profile } = verdict('en');
    const output = text(reported(dossier('a', 'en', { profile: { ...profile, ai: { ...profile.ai, value: false } }, duties: [], problems: [] })), layout());
    assert.match(output, /buys no AI: none of the 5 requirements applies\./);
    assert.doesNotMatch(output, /Frugality/);
  });

  for (const width of [60, 80, 100, 140]) {
    it(`fits in ${width} columns`, () => {
      for (const line of text(reported(dossier('a', 'fr'), dossier('b', 'en')), layout(width)).split('\n')) assert.ok(columnsOf(line) <= width, `${columnsOf(line)}: ${line}`);
    });
  }

  it('keeps its columns when it is coloured', () => {
    const plain = text(reported(dossier('a', 'fr')), layout());
    const coloured = text(reported(dossier('a', 'fr')), layout(100, (paint, part) => `\u001b[<${paint}>${part}\u001b[<>`));
    assert.notEqual(coloured, plain);
    assert.equal(coloured.replace(/\u001b\[<\w*>/g, ''), plain);
  });

  it('exists beside json', () => {
    assert.deepEqual(Object.keys(FORMATS), ['text', 'json']);
  });
});

describe('wrap', () => {
  it('breaks at spaces, never before French punctuation', () => {
    assert.deepEqual(wrap('un deux\u202f: trois', 8), ['un', 'deux\u202f:', 'trois']);
    assert.deepEqual(wrap('  a   b\nc ', 80), ['a b c']);
    assert.deepEqual(wrap('', 80), ['']);
    assert.deepEqual(wrap('interminable', 4), ['interminable']);
  });
});
