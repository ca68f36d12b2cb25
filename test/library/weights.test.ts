import assert from 'node:assert/strict';
import { decodeWeights, encodeWeights, packLearned } from '../../server/src/library/weights.js';

const packed = packLearned({
  language: 'fr',
  idf: { 'b:form_agent': 3.25, 'c:<form': 1.5, 'f:wish': 0.75, 'u:agent': 2, 'u:form': 2.01 },
  questions: { 'present:a': { bias: -0.5, weights: { 'u:form': 0.125, 'b:form_agent': 1 } }, 'subject:a': { bias: 0.25, weights: { 'f:wish': -2.5 } } },
});

describe('weights', () => {
  it('number words before pairs, and list the entries of each feature', () => {
    assert.deepEqual(packed.words, ['c:<form', 'f:wish', 'u:agent', 'u:form']);
    assert.deepEqual([...packed.pairs], [3, 2]);
    assert.deepEqual([...packed.idf], [150, 75, 200, 201, 325]);
    assert.deepEqual([...packed.starts], [0, 0, 1, 1, 2, 3]);
    assert.deepEqual([...packed.columns], [1, 0, 0]);
    assert.deepEqual([...packed.weights], [-2500, 125, 1000]);
  });

  it('come back from their bytes, wherever these stand in a buffer', () => {
    const bytes = encodeWeights(packed);
    assert.deepEqual(decodeWeights(bytes), packed);
    for (const offset of [1, 2, 3, 4]) {
      const buffer = new Uint8Array(bytes.length + offset);
      buffer.set(bytes, offset);
      assert.deepEqual(decodeWeights(buffer.subarray(offset)), packed);
    }
  });

  it('refuse bytes that are not theirs', () => {
    assert.throws(() => decodeWeights(new Uint8Array(3)), RangeError);
    assert.throws(() => decodeWeights(encodeWeights(packed).subarray(0, 40)), /SyntaxError|RangeError/);
  });
});
