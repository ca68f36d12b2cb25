import assert from 'node:assert/strict';
import * as v from 'valibot';
import { checked, keyed, readYaml } from '../../server/src/library/yamlSource.js';

const schema = keyed({ name: v.string(), kind: v.optional(v.picklist(['one', 'two'])), deep: v.optional(keyed({ list: v.optional(v.array(v.number())) })) });

/** Reads a text in which ⟦…⟧ marks where the one mistake must be shown. */
function mistakes(marked: string): { code: string; place: string; values: Readonly<Record<string, string>> }[] {
  const text = marked.replace(/[⟦⟧]/g, '');
  return checked(readYaml(text, 'f.yaml'), schema, 'f.yaml').errors.map((error) => ({
    code: error.code,
    place: error.span ? `${text.slice(0, error.span.start)}⟦${text.slice(error.span.start, error.span.end)}⟧${text.slice(error.span.end)}` : '',
    values: error.values,
  }));
}

describe('yaml source', () => {
  const cases: readonly (readonly [title: string, code: string, marked: string, suggestion?: string])[] = [
    ['an unknown key, with the nearest one', 'unknown-key', 'name: a\n⟦knid⟧: one\n', 'kind'],
    ['an unknown key that is like none', 'unknown-key', 'name: a\n⟦zzzzzz⟧: one\n', ''],
    ['an unknown key further down', 'unknown-key', 'name: a\ndeep:\n  ⟦lits⟧: []\n', 'list'],
    ['an unknown value, with the nearest one', 'unknown-value', 'name: a\nkind: ⟦tow⟧\n', 'two'],
    ['a wrong type', 'wrong-type', 'name: ⟦[a]⟧\n'],
    ['a wrong type in a list', 'wrong-type', 'name: a\ndeep: { list: [1, ⟦x⟧] }\n'],
    ['a key that comes twice', 'yaml-syntax', 'name: a\n⟦name⟧: b\n'],
  ];
  for (const [title, code, marked, suggestion] of cases) {
    it(`tells ${title}`, () => {
      const [first, ...others] = mistakes(marked);
      assert.equal(others.length, 0);
      assert.equal(first?.code, code);
      if (code === 'yaml-syntax') assert.ok(first.place.startsWith(marked.slice(0, marked.indexOf('⟦') + 1)), first.place);
      else assert.equal(first.place, marked);
      if (suggestion !== undefined) assert.equal(first.values.suggestion, suggestion);
    });
  }

  it('tells a missing key', () => {
    assert.deepEqual(mistakes('kind: one\n').map(({ code, values }) => [code, values.key]), [['missing-key', 'name']]);
  });

  it('shows a mistake in front matter where it stands in the file', () => {
    const [error] = checked(readYaml('naem: a\n', 'f.md', 4), schema, 'f.md').errors.filter(({ code }) => code === 'unknown-key');
    assert.deepEqual(error?.span, { start: 4, end: 8 });
  });

  it('refuses an alias bomb', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(', ')}]`)].join('\n');
    assert.deepEqual(readYaml(bomb, 'f.yaml').errors.map(({ code }) => code), ['yaml-limit']);
  });

  it('refuses a merge conflict at its mark, before reading', () => {
    const text = 'name: a\n<<<<<<< HEAD\nkind: one\n=======\nkind: two\n>>>>>>> other\n';
    const { errors } = readYaml(text, 'f.yaml');
    assert.deepEqual(errors.map(({ code, span }) => [code, span?.start]), [['merge-conflict', 8]]);
  });

  it('refuses what is too large', () => {
    assert.deepEqual(readYaml('#'.repeat(2_000_001), 'f.yaml').errors.map(({ code }) => code), ['too-large']);
  });

  it('keeps NO a word, as YAML 1.2 has it', () => {
    assert.deepEqual(readYaml('country: NO\n', 'f.yaml').value, { country: 'NO' });
  });
});
