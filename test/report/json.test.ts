import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { json } from '../../server/src/report/json.js';
import { TEXT, dossier, layout, reported } from './sample.js';

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync('server/src/report/check.schema.json', 'utf8')) as object);

/** Fails with what the schema says is wrong. */
export function assertValid(value: unknown): void {
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
}

describe('json report', () => {
  const text = json(reported(dossier('a', 'fr'), dossier('b', 'en')), layout());
  const output = JSON.parse(text) as { dossiers: { findings: { evidence: { line: number; column: number; endLine: number; endColumn: number; text: string }[] }[]; problems: unknown[]; profile: object }[]; summary: object };

  it('has the shape that the schema promises', () => {
    assertValid(output);
  });

  it('has the keys of design.md, in its order', () => {
    assert.deepEqual(Object.keys(output), ['version', 'tool', 'date', 'dossiers', 'summary']);
    assert.deepEqual(Object.keys(output.dossiers[0]!), ['path', 'language', 'profile', 'documents', 'findings', 'duties', 'problems']);
    assert.deepEqual(Object.keys(output.dossiers[0]!.findings[0]!), ['requirement', 'theme', 'status', 'severity', 'message', 'evidence', 'clauses', 'references']);
    assert.deepEqual(output.summary, { dossiers: 2, present: 2, weak: 2, missing: 2, 'not-applicable': 2, waived: 2 });
  });

  it('counts lines and columns from one, in UTF-16 units, and quotes to the letter', () => {
    const [weak, present] = output.dossiers[0]!.findings;
    assert.deepEqual(present!.evidence, [{ path: 'cctp.md', line: 3, column: 6, endLine: 3, endColumn: 36, text: 'Le titulaire forme les agents.' }]);
    assert.deepEqual(weak!.evidence, [{ path: 'cctp.md', line: 4, column: 1, endLine: 4, endColumn: 30, text: 'Il est souhaité une sobriété.' }]);
    assert.ok(TEXT.includes(present!.evidence[0]!.text));
  });

  it('places a problem in a file that is no document', () => {
    assert.deepEqual(output.dossiers[0]!.problems, [{ code: 'unknown-key', severity: 'error', path: '../clausier.yaml', line: 2, column: 2, message: 'clé inconnue.' }]);
  });

  it('ends with one end of line and has no escape of a terminal', () => {
    assert.ok(text.endsWith('}\n'));
    assert.equal(json(reported(dossier('a', 'fr')), layout(40, (paint, part) => `\u001b[${paint}${part}`)).includes('\u001b'), false);
  });

  it('is refused by the schema when a present finding has no evidence', () => {
    const broken = structuredClone(output) as { dossiers: { findings: { evidence: unknown[] }[] }[] };
    broken.dossiers[0]!.findings[1]!.evidence = [];
    assert.equal(validate(broken), false);
  });
});
