import { LineCounter, type Node, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import * as v from 'valibot';
import type { Span } from '../text/model.js';
import { didYouMean, loadError } from './loadError.js';
import type { LoadError } from './model.js';

/** A YAML text that was read within limits, with a way back from a path in its value to a place in the text. */
export interface YamlSource {
  readonly value: unknown;
  readonly errors: readonly LoadError[];
  /** The span of the value at `path`, or of its key when `key` is set; the nearest parent's when there is none. */
  locate(path: readonly (string | number)[], key?: boolean): Span;
}

/** Files larger than this are refused: no rule or configuration written by hand comes near. */
export const MAX_YAML = 2_000_000;

/**
 * Parses YAML 1.2 from people: syntax errors, duplicate keys, alias bombs and merge-conflict markers become errors with a place.
 * @param offset where `text` begins in the file, in UTF-16 units (front matter)
 */
export function readYaml(text: string, path: string, offset = 0): YamlSource {
  const refused = refusal(text, path, offset);
  if (refused) return { value: undefined, errors: [refused], locate: () => refused.span ?? { start: offset, end: offset } };
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: true });
  const errors = document.errors.map((error) =>
    loadError('yaml-syntax', path, { start: offset + error.pos[0], end: offset + Math.max(error.pos[1], error.pos[0] + 1) }, { detail: error.message }),
  );
  let value: unknown;
  try {
    value = errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    errors.push(loadError('yaml-limit', path, { start: offset, end: offset + 1 }, { detail: error instanceof Error ? error.message : String(error) }));
  }
  return { value, errors, locate: (at, key) => locate(document.contents, at, key === true, offset, text.length) };
}

function refusal(text: string, path: string, offset: number): LoadError | undefined {
  if (text.length > MAX_YAML) return loadError('too-large', path, { start: offset, end: offset }, { limit: String(MAX_YAML) });
  const conflict = /^(?:<{7} |={7}$|>{7} )/m.exec(text);
  if (conflict) return loadError('merge-conflict', path, { start: offset + conflict.index, end: offset + conflict.index + 7 });
  return undefined;
}

function locate(contents: unknown, path: readonly (string | number)[], key: boolean, offset: number, length: number): Span {
  let node: unknown = contents;
  let span: Span = { start: offset, end: offset + Math.min(1, length) };
  path.forEach((step, index) => {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return;
      span = rangeOf(last && key ? pair.key : (pair.value ?? pair.key), offset) ?? span;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      span = rangeOf(node, offset) ?? span;
    }
  });
  return span;
}

function rangeOf(node: unknown, offset: number): Span | undefined {
  const range = isNode(node) ? (node as Node).range : undefined;
  return range ? { start: offset + range[0], end: offset + Math.max(range[1], range[0] + 1) } : undefined;
}

/**
 * Checks a YAML value against a schema; each mistake becomes an error at its place, an unknown key with the nearest valid one.
 * @returns the value when it is valid, and the errors of reading and checking together
 */
export function checked<S extends v.GenericSchema>(source: YamlSource, schema: S, path: string): { readonly value?: v.InferOutput<S>; readonly errors: readonly LoadError[] } {
  if (source.errors.length > 0) return { errors: source.errors };
  const result = v.safeParse(schema, source.value);
  if (result.success) return { value: result.output, errors: [] };
  return { errors: result.issues.map((issue) => issueError(issue, source, path)) };
}

function issueError(issue: v.BaseIssue<unknown>, source: YamlSource, path: string): LoadError {
  const steps = (issue.path ?? []).map((item) => item.key as string | number);
  const name = String(steps[steps.length - 1] ?? '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const valid = validKeys(issue);
    return loadError('unknown-key', path, source.locate(steps, true), { key: name, suggestion: didYouMean(name, valid) ?? '', valid: valid.join(', ') });
  }
  if (issue.received === 'undefined' && steps.length > 0) {
    return loadError('missing-key', path, source.locate(steps.slice(0, -1), steps.length > 1), { key: name });
  }
  if (issue.type === 'picklist') {
    const valid = (issue as v.PicklistIssue).expected.split('|').map((word) => word.trim().replace(/^[("]+|[)"]+$/g, ''));
    const written = String(issue.input);
    return loadError('unknown-value', path, source.locate(steps), { key: name, value: written, suggestion: didYouMean(written, valid) ?? '', valid: valid.join(', ') });
  }
  return loadError('wrong-type', path, source.locate(steps), { key: steps.join('.'), expected: issue.expected ?? issue.message, received: issue.received });
}

/** The keys that an object schema allows; valibot's issue names only the one that was not. */
function validKeys(issue: v.BaseIssue<unknown>): string[] {
  const entries = keysOfSchema.get(lastObject(issue));
  return entries ? [...entries] : [];
}

const keysOfSchema = new WeakMap<object, readonly string[]>();

function lastObject(issue: v.BaseIssue<unknown>): object {
  const path = issue.path ?? [];
  const last = path[path.length - 1] as { readonly input?: object } | undefined;
  return last?.input ?? issue;
}

/** A strict object whose unknown keys are reported with the keys it knows. */
export function keyed<E extends v.ObjectEntries>(entries: E): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<E, undefined>>> {
  const names = Object.keys(entries);
  const remember = v.custom<unknown>((input) => {
    if (typeof input === 'object' && input !== null) keysOfSchema.set(input, names);
    return true;
  });
  return v.pipe(remember, v.strictObject(entries)) as unknown as v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<E, undefined>>>;
}
