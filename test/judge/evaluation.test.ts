import assert from 'node:assert/strict';
import { evaluate, precisionRecall } from '../../server/src/judge/evaluation.js';
import { judge } from '../../server/src/judge/judge.js';
import type { Finding, Status, Verdict } from '../../server/src/judge/model.js';
import type { Label, LabelledDossier } from '../../server/src/library/labels.js';
import { FACETS, type Facet } from '../../server/src/library/model.js';
import { dossierOf, shippedLibrary } from '../support/shipped.js';

const TEXT = '# CCTP\n\nLe titulaire forme\nvingt agents. Le reste est dit ailleurs.\n';
const [finding] = judge(dossierOf({ 'cctp.md': TEXT }), shippedLibrary()).findings;
const empty = judge(dossierOf({ 'cctp.md': TEXT }), shippedLibrary());

/** A dossier whose labels and verdict differ only as said. */
function judged(name: string, ai: boolean, pairs: Readonly<Record<string, readonly [Label, Status, quoted?: string]>>): { labelled: LabelledDossier; verdict: Verdict } {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, facet === 'ai' && ai])) as Record<Facet, boolean>;
  const labels = Object.fromEntries(Object.entries(pairs).map(([id, [label]]) => [id, label]));
  const findings = Object.entries(pairs).map(([requirement, [, status, quoted]]): Finding => {
    const start = quoted === undefined ? 0 : TEXT.indexOf(quoted);
    const evidence = quoted === undefined ? [] : [{ path: 'cctp.md', span: { start, end: start + quoted.length }, text: quoted }];
    return { ...finding!, requirement, status, evidence, nearMisses: [] };
  });
  const profile = Object.fromEntries(FACETS.map((facet) => [facet, { value: facets[facet], certain: true, source: 'inferred', evidence: [] }])) as unknown as Verdict['profile'];
  return { labelled: { name, documents: [{ path: 'cctp.md', text: TEXT }], labels: { language: 'fr', facets, labels } }, verdict: { ...empty, profile, findings } };
}

describe('evaluation against labels', () => {
  it('counts a weak or missing requirement as a flag, whichever of the two it is', () => {
    const { all } = evaluate([judged('a', true, { one: [{ status: 'weak' }, 'missing'], two: [{ status: 'missing' }, 'present'], three: [{ status: 'present' }, 'weak'], four: [{ status: 'present' }, 'present'] })]);
    assert.deepEqual(all.flags, { hits: 1, false: 1, missed: 1 });
    assert.deepEqual(precisionRecall(all.flags), { precision: 0.5, recall: 0.5, f1: 0.5 });
    assert.deepEqual(all.status, { right: 1, of: 4 });
  });

  it('counts flags, not statuses, of a tender without AI', () => {
    const found = evaluate([judged('chairs', false, { one: [{ status: 'not-applicable' }, 'missing'], two: [{ status: 'not-applicable' }, 'not-applicable'] })]);
    assert.equal(found.unwanted, 1);
    assert.deepEqual(found.all.status, { right: 0, of: 0 });
    assert.equal(found.all.flags.false, 1);
  });

  it('finds the quotation across a line break', () => {
    const quoting = (evidence: string): number => evaluate([judged('a', true, { one: [{ status: 'present', evidence }, 'present', 'forme\nvingt agents.'] })]).all.evidence.right;
    assert.equal(quoting('titulaire forme vingt agents'), 1);
    assert.equal(quoting('Le reste est dit ailleurs.'), 0);
  });

  it('names every answer that differs, with both grounds', () => {
    const { mistakes } = evaluate([judged('a', true, { one: [{ status: 'weak', evidence: 'Le reste est dit ailleurs.' }, 'present', 'forme\nvingt agents.'] })]);
    assert.deepEqual(mistakes, [{ dossier: 'a', requirement: 'one', label: 'weak', status: 'present', found: 'forme vingt agents.', wanted: 'Le reste est dit ailleurs.' }]);
  });

  it('compares facets one by one', () => {
    const one = judged('a', true, { one: [{ status: 'weak' }, 'weak'] });
    const wrong = { ...one, verdict: { ...one.verdict, profile: { ...one.verdict.profile, hosted: { ...one.verdict.profile.hosted, value: true } } } };
    assert.deepEqual(evaluate([wrong]).facets, { right: 7, of: 8, mistakes: [{ dossier: 'a', facet: 'hosted', label: false, found: [] }] });
  });
});
