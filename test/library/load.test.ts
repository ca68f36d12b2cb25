import assert from 'node:assert/strict';
import fr from '../../l10n/messages.fr.json';
import en from '../../l10n/messages.en.json';
import { mergeLayers, readLayer } from '../../server/src/library/load.js';
import { didYouMean } from '../../server/src/library/loadError.js';
import type { SourceFile } from '../../server/src/library/rules.js';
import { smallLibrary } from '../cli/smallLibrary.js';

const SMALL: readonly SourceFile[] = Object.entries(smallLibrary()).map(([path, text]) => ({ path: path.replace('/library/', ''), text }));
const RULE = 'rules/sovereignty/sov-location.yaml';
const CLAUSE = 'clauses/fr/sov-location.md';

function text(path: string): string {
  return SMALL.find((file) => file.path === path)!.text;
}

/** The small library with one file replaced. */
function withFile(path: string, change: (old: string) => string): SourceFile[] {
  return SMALL.map((file) => (file.path === path ? { path, text: change(file.text) } : file));
}

/** Mistakes as `code: what is marked`. */
function mistakes(files: readonly SourceFile[]): string[] {
  const library = mergeLayers([readLayer(files)]);
  return library.errors.map(({ code, path, span }) => `${code} ${path}: ${files.find((file) => file.path === path)?.text.slice(span?.start, span?.end) ?? ''}`);
}

describe('loading a library', () => {
  it('reads one without mistakes', () => {
    const library = mergeLayers([readLayer(SMALL)]);
    assert.deepEqual(library.errors, []);
    assert.deepEqual(library.rules.map(({ id }) => id), ['soc-human-channel', 'soc-training', 'sov-location']);
    assert.deepEqual(library.clauses.map(({ id, language }) => `${language}/${id}`), ['en/sov-location', 'fr/sov-location']);
    assert.equal(library.references['law-one']?.verified, true);
    assert.equal(library.references['guide-two']?.verified, false);
  });

  it('gives the same library whatever the order of the files', () => {
    assert.deepEqual(mergeLayers([readLayer([...SMALL].reverse())]), mergeLayers([readLayer(SMALL)]));
  });

  it('leaves out a rule with a mistake, and keeps the others', () => {
    const files = withFile(RULE, (old) => old.replace('theme:', 'thme:'));
    const library = mergeLayers([readLayer(files)]);
    assert.deepEqual(library.rules.map(({ id }) => id), ['soc-human-channel', 'soc-training']);
    assert.ok(mistakes(files).includes(`unknown-key ${RULE}: thme`));
  });

  it('tells a phrase that could never match', () => {
    assert.ok(mistakes(withFile(RULE, (old) => old.replace('[données]', '["…", données]'))).includes(`dead-phrase ${RULE}: "…"`));
  });

  it('tells a part that no one declared', () => {
    assert.ok(mistakes(withFile(RULE, (old) => old.replace('weak: [[data, stored]]', 'weak: [[data, storred]]'))).includes(`unknown-part ${RULE}: storred`));
  });

  it('tells a placeholder that is not declared, where it stands in the text', () => {
    assert.ok(mistakes(withFile(CLAUSE, (old) => old.replace('{{period}}', '{{peroid}}'))).includes(`unknown-placeholder ${CLAUSE}: {{peroid}}`));
  });

  it('tells a clause for an unknown requirement, with the nearest one', () => {
    const { errors } = mergeLayers([readLayer(withFile(CLAUSE, (old) => old.replace('requirement: sov-location', 'requirement: sov-locaton')))]);
    assert.deepEqual(errors.map(({ code, values }) => [code, values.suggestion]), [['unknown-requirement', 'sov-location']]);
  });

  it('tells an unknown reference', () => {
    const { errors } = mergeLayers([readLayer(withFile(RULE, (old) => old.replace('[law-one]', '[law-on]')))]);
    assert.deepEqual(errors.map(({ code, values }) => [code, values.suggestion]), [['unknown-reference', 'law-one']]);
  });

  it('accepts a clause without a note', () => {
    assert.deepEqual(mistakes(withFile(CLAUSE, (old) => old.replace(/^note: .*\n/m, ''))), []);
  });

  it('warns of a rule without cases', () => {
    const { errors } = readLayer(SMALL.filter(({ path }) => path !== RULE.replace('.yaml', '.cases.yaml')));
    assert.deepEqual(errors.map(({ code, severity, path }) => [code, severity, path]), [['no-cases', 'warning', RULE]]);
  });

  it('refuses an id that comes twice in one layer, and keeps the first', () => {
    const copy = { path: 'rules/sovereignty/zzz.yaml', text: text(RULE).replace('Localisation des données', 'Autre') };
    const cases = { path: 'rules/sovereignty/zzz.cases.yaml', text: '' };
    const library = mergeLayers([readLayer([copy, cases, ...SMALL])]);
    assert.deepEqual(library.errors.map(({ code, path, values }) => [code, path, values.first]), [['duplicate-id', copy.path, RULE]]);
    assert.equal(library.rules.find(({ id }) => id === 'sov-location')?.title.fr, 'Localisation des données');
  });

  it('lets a later layer override by id', () => {
    const own = [{ path: '/own/rules/sovereignty/sov-location.yaml', text: text(RULE).replace('Localisation des données', 'La nôtre') }, { path: '/own/rules/sovereignty/sov-location.cases.yaml', text: '' }];
    const library = mergeLayers([readLayer(SMALL), readLayer(own)]);
    assert.deepEqual(library.errors, []);
    assert.equal(library.rules.length, 3);
    assert.equal(library.rules.find(({ id }) => id === 'sov-location')?.title.fr, 'La nôtre');
  });

  it('makes zero rules an error', () => {
    assert.deepEqual(mergeLayers([]).errors.map(({ code, severity }) => [code, severity]), [['no-rules', 'error']]);
  });

  it('leaves out a clause without front matter or with a broken one', () => {
    for (const broken of ['No front matter.\n', '---\nid: [\n---\nText\n']) {
      const library = mergeLayers([readLayer(withFile(CLAUSE, () => broken))]);
      assert.equal(library.clauses.length, 1);
      assert.equal(library.errors.length > 0, true);
    }
  });
});

describe('did you mean', () => {
  it('names what is near, and nothing that is far', () => {
    assert.equal(didYouMean('env-frugalty', ['env-frugality', 'env-hosting']), 'env-frugality');
    assert.equal(didYouMean('Language', ['language']), 'language');
    assert.equal(didYouMean('zzzzzzzz', ['language', 'date']), undefined);
    assert.equal(didYouMean('x', []), undefined);
  });
});

describe('messages', () => {
  it('exist in both languages, with the same values, sorted', () => {
    const [french, english] = [fr, en] as unknown as readonly Record<string, string>[];
    assert.deepEqual(Object.keys(french!), Object.keys(english!));
    assert.deepEqual(Object.keys(french!), Object.keys(french!).sort());
    const values = (message: string): string[] => [...new Set(message.match(/\{\{[^}]*\}\}/g))].sort();
    for (const key of Object.keys(french!)) assert.deepEqual(values(french![key]!), values(english![key]!), key);
  });

  it('in French have narrow spaces before double punctuation and round apostrophes', () => {
    for (const [key, message] of Object.entries(fr)) {
      const words = message.replace(/\{\{[^}]*\}\}/g, 'x');
      assert.doesNotMatch(words, /[^\u202f\u00a0](?:[;!?»]|:(?!\/\/)(?=\s|$))| [;:!?»]|«[^\u202f\u00a0]|'/, key);
    }
  });
});
