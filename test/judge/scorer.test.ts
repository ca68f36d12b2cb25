import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { featureGain, featuresOf, lengthOf } from '../../server/src/judge/features.js';
import { Scorer } from '../../server/src/judge/scorer.js';
import { readCases } from '../../server/src/library/cases.js';
import type { Learned } from '../../server/src/library/model.js';
import { packLearned } from '../../server/src/library/weights.js';
import { type Token, tokenize } from '../../server/src/text/tokens.js';

const PATH = 'rules/social/soc-training.cases.yaml';
const PASSAGES = readCases({ path: PATH, text: readFileSync(PATH, 'utf8') }).cases.filter(({ language }) => language === 'fr').map(({ text }) => text);
const learned = JSON.parse(readFileSync('rules/learned.fr.json', 'utf8')) as Learned;

/** The score by its definition: the weighted features, divided by the length of their vector, and the bias. */
function plainScore(tokens: readonly Token[], reasons: readonly string[], question: string): number {
  const { bias, weights } = learned.questions[question]!;
  const known = [...featuresOf(tokens, reasons)].flatMap((feature) => (learned.idf[feature] === undefined ? [] : [[feature, learned.idf[feature] * featureGain(feature)] as const]));
  const sum = known.reduce((total, [feature, value]) => total + (weights[feature] ?? 0) * value, 0);
  return sum / lengthOf(known.reduce((total, [, value]) => total + value * value, 0)) + bias;
}

const near = (found: number, wanted: number, about: string): void => assert.ok(Math.abs(found - wanted) < 1e-9, `${about}: ${found}, not ${wanted}`);

describe('the scorer', () => {
  const questions = ['present:soc-training', 'subject:sov-location', 'facet:ai'];
  const scorer = new Scorer(packLearned(learned), questions);

  it('gives a sentence the score that its features have by definition', () => {
    assert.ok(PASSAGES.length > 100);
    for (const passage of PASSAGES) {
      const tokens = tokenize(passage, 'fr');
      const scores = scorer.score([scorer.bag(tokens)], ['wish']);
      questions.forEach((question, at) => near(scores[at]!, plainScore(tokens, ['wish'], question), `${question}: ${passage}`));
    }
  });

  it('gives sentences read as one the score of their words in a row', () => {
    for (const [at, passage] of PASSAGES.slice(1).entries()) {
      const [one, other] = [tokenize(PASSAGES[at]!, 'fr'), tokenize(passage, 'fr')];
      const scores = scorer.score([scorer.bag(one), scorer.bag(other)], []);
      near(scores[0]!, plainScore([...one, ...other], [], questions[0]!), `${PASSAGES[at]!} ${passage}`);
    }
  });

  it('knows nothing of a question that was not learned, or of words it never saw', () => {
    const strange = new Scorer(packLearned(learned), ['present:nowhere', 'facet:ai']);
    const [unknown, bias] = strange.score([strange.bag(tokenize('zzyzx', 'fr'))], []);
    assert.equal(unknown, -1);
    assert.equal(bias, learned.questions['facet:ai']!.bias);
  });
});
