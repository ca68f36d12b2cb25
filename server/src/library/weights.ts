import type { Language } from '../text/model.js';
import type { Learned } from './model.js';

/**
 * What was learned of one language, in the form in which it is scored: parallel arrays that load in a few milliseconds. Features are numbered, words before
 * pairs; the entries of feature `f` stand from `starts[f]` to `starts[f + 1]`.
 */
export interface Weights {
  readonly language: Language;
  readonly questions: readonly string[];
  readonly bias: readonly number[];
  /** Features of one word: its kind, a colon, and what it is. */
  readonly words: readonly string[];
  /** Pairs of neighbouring words, two numbers of words each. */
  readonly pairs: Uint16Array;
  /** Inverse document frequency, in hundredths. */
  readonly idf: Uint16Array;
  readonly starts: Uint32Array;
  /** By entry: the number of its question. */
  readonly columns: Uint8Array;
  /** By entry: the weight, in thousandths. */
  readonly weights: Int16Array;
}

/** How many questions and words the numbers of an entry and of a pair can name. */
const MAX_QUESTIONS = 256;
const MAX_WORDS = 65_536;

/** Packs what was learned. Weights are kept to a thousandth and frequencies to a hundredth, as `npm run learn` writes them. */
export function packLearned({ language, idf, questions: learned }: Learned): Weights {
  const questions = Object.keys(learned);
  const names = Object.keys(idf);
  const words = names.filter((name) => !name.startsWith('b:'));
  const index = new Map(words.map((word, at) => [word, at]));
  const pairs = names.flatMap((name) => (name.startsWith('b:') ? pairOf(name, index) : []));
  if (questions.length > MAX_QUESTIONS || words.length > MAX_WORDS) throw new RangeError(`learned.${language}: more than ${MAX_QUESTIONS} questions or ${MAX_WORDS} words`);
  const features = [...words, ...pairs.map(({ name }) => name)];
  const entries = new Map<string, number[]>(features.map((name) => [name, []]));
  questions.forEach((question, column) => {
    for (const [name, weight] of Object.entries(learned[question]!.weights)) entries.get(name)?.push(column, Math.round(weight * 1000));
  });
  const starts = Uint32Array.from({ length: features.length + 1 });
  features.forEach((name, at) => (starts[at + 1] = starts[at]! + entries.get(name)!.length / 2));
  const flat = features.flatMap((name) => entries.get(name)!);
  return {
    language,
    questions,
    bias: questions.map((question) => learned[question]!.bias),
    words,
    pairs: Uint16Array.from(pairs.flatMap(({ first, second }) => [first, second])),
    idf: Uint16Array.from(features, (name) => Math.round(idf[name]! * 100)),
    starts,
    columns: Uint8Array.from(flat.filter((_, at) => at % 2 === 0)),
    weights: Int16Array.from(flat.filter((_, at) => at % 2 === 1)),
  };
}

/** A pair is seen no more often than its words are, so both have numbers; the stems themselves may hold no underscore. */
function pairOf(name: string, index: ReadonlyMap<string, number>): { readonly name: string; readonly first: number; readonly second: number }[] {
  const [one = '', other = ''] = name.slice(2).split('_');
  const first = index.get(`u:${one}`);
  const second = index.get(`u:${other}`);
  return first === undefined || second === undefined ? [] : [{ name, first, second }];
}

/** A header of JSON after its length in bytes, then the arrays, the widest elements first so that each starts where its elements may. Little-endian. */
export function encodeWeights({ language, questions, bias, words, ...arrays }: Weights): Uint8Array {
  const json = JSON.stringify({ language, questions, bias, words, sizes: ARRAYS.map(({ key }) => arrays[key].length) });
  const header = new TextEncoder().encode(json + ' '.repeat(3));
  const length = header.length - (header.length % 4);
  const parts = ARRAYS.map(({ key }) => arrays[key]);
  const bytes = new Uint8Array(4 + length + parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(header.subarray(0, length), 4);
  let at = 4 + length;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** The inverse of `encodeWeights`; throws a SyntaxError or RangeError for bytes that are not its own. */
export function decodeWeights(encoded: Uint8Array): Weights {
  // A buffer from a pool may start anywhere; the arrays may not.
  const bytes = encoded.byteOffset % 4 === 0 ? encoded : encoded.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { sizes, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Pick<Weights, 'language' | 'questions' | 'bias' | 'words'> & { readonly sizes: readonly number[] };
  let at = bytes.byteOffset + 4 + length;
  const arrays = ARRAYS.map(({ key, type }, index) => {
    const array = new type(bytes.buffer as ArrayBuffer, at, sizes[index]);
    at += array.byteLength;
    return [key, array] as const;
  });
  return { ...header, ...(Object.fromEntries(arrays) as unknown as Pick<Weights, (typeof ARRAYS)[number]['key']>) };
}

const ARRAYS = [
  { key: 'starts', type: Uint32Array },
  { key: 'pairs', type: Uint16Array },
  { key: 'idf', type: Uint16Array },
  { key: 'weights', type: Int16Array },
  { key: 'columns', type: Uint8Array },
] as const;
