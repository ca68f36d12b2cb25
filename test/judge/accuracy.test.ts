import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { JudgeCache, judge } from '../../server/src/judge/judge.js';
import type { Verdict } from '../../server/src/judge/model.js';
import { dossierOf, shippedLibrary } from '../support/shipped.js';

const FOLDER = 'test/dossiers/unseen';
/** The last figures that landed: they may rise, never fall. See docs/accuracy.md. */
const FLOOR = { fr: { flags: 0.968, status: 0.898 }, en: { flags: 0.958, status: 0.9 } };

interface Labels {
  readonly language: 'fr' | 'en';
  readonly facets: { readonly ai: boolean };
  readonly labels: Readonly<Record<string, { readonly status: string }>>;
}

const cache = new JudgeCache();
const judged = readdirSync(FOLDER).sort().map((name) => {
  const labels = JSON.parse(readFileSync(`${FOLDER}/${name}/labels.json`, 'utf8')) as Labels;
  const texts = Object.fromEntries(readdirSync(`${FOLDER}/${name}`).filter((file) => file.endsWith('.md')).sort().map((file) => [file, readFileSync(`${FOLDER}/${name}/${file}`, 'utf8')]));
  return { name, labels, verdict: judge(dossierOf(texts), shippedLibrary(), cache) };
});

const isFlag = (status: string): boolean => status === 'weak' || status === 'missing';

function scores(language: 'fr' | 'en'): { readonly flags: number; readonly status: number } {
  const pairs = judged
    .filter(({ labels }) => labels.language === language && labels.facets.ai)
    .flatMap(({ labels, verdict }) => verdict.findings.map((finding) => [labels.labels[finding.requirement]!.status, finding.status] as const));
  const both = pairs.filter(([label, status]) => isFlag(label) && isFlag(status)).length;
  const either = pairs.filter(([label]) => isFlag(label)).length + pairs.filter(([, status]) => isFlag(status)).length;
  return { flags: (2 * both) / either, status: pairs.filter(([label, status]) => label === status).length / pairs.length };
}

describe('accuracy on dossiers written independently', () => {
  for (const language of ['fr', 'en'] as const) {
    it(`does not fall (${language})`, () => {
      const { flags, status } = scores(language);
      assert.ok(flags >= FLOOR[language].flags, `flag F1 ${flags.toFixed(4)} status ${status.toFixed(4)}`);
      assert.ok(status >= FLOOR[language].status, `status ${status.toFixed(3)}`);
    });
  }

  it('asks for nothing where no AI is bought', () => {
    const flagged = (verdict: Verdict): number => verdict.findings.filter(({ status }) => isFlag(status)).length;
    for (const { name, labels, verdict } of judged) if (!labels.facets.ai) assert.equal(flagged(verdict), 0, name);
  });
});
