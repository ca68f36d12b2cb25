import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { configSchema } from '../../library/schema.js';
import { type CompletionInput, requirementItems, wordRange } from './completionItems.js';

/**
 * Completions of keys and values in a configuration, read off the schema that checks it.
 * @param start where the YAML begins in the text
 * @param under key under which our configuration stands (front matter)
 */
export function yamlCompletions(input: CompletionInput, start: number, under: string | undefined): CompletionItem[] {
  const place = placeIn(input.text.slice(start, input.offset));
  if (!place) return [];
  const { typed, value } = place;
  let { path } = place;
  if (under !== undefined) {
    if (path.length === 0) return value === undefined ? [keyItem(input, under, typed)] : [];
    if (path[0] !== under) return [];
    path = path.slice(1);
  }
  if (value !== undefined) return valueItems(input, [...path, value], typed);
  return keyItems(input, path, typed);
}

interface YamlPlace {
  /** Keys above the cursor; items of a list are not counted. */
  readonly path: readonly string[];
  /** The key whose value is being written; undefined where a key is. */
  readonly value?: string;
  /** Characters of the word before the cursor. */
  readonly typed: number;
}

const LINE = /^( *)((?:- +)*)(?:(["']?)([\w.*!/-]+)\3 *:(?: +(.*))?)?$/;

/** Where the end of a text stands in the keys of a block-style YAML: by indentation, the way people write it. */
function placeIn(text: string): YamlPlace | undefined {
  const lines = text.split(/\r?\n/);
  const current = lines.pop() ?? '';
  if (current.trimStart().startsWith('#')) return undefined;
  const writing = /^( *)((?:- +)*)(?:(["']?)([\w.*!/-]+)\3 *: +)?([\w.*!/-]*)$/.exec(current);
  if (!writing) return undefined;
  const column = writing[1]!.length + writing[2]!.length;
  const path = keysAbove(lines, writing[2] === '' ? column : writing[1]!.length + 1);
  const key = writing[4];
  const typed = writing[5]!.length;
  if (key !== undefined) return { path, value: key, typed };
  // In a list of plain values the item itself is the value.
  return { path, typed };
}

function keysAbove(lines: readonly string[], column: number): string[] {
  const path: string[] = [];
  let limit = column;
  for (let i = lines.length - 1; i >= 0 && limit > 0; i -= 1) {
    const match = LINE.exec(lines[i]!.trimEnd());
    if (!match || match[4] === undefined) continue;
    const at = match[1]!.length + match[2]!.length;
    if (at >= limit) continue;
    // A key on the line of its dash is a neighbour's, not a parent, unless we stand deeper than it.
    path.unshift(match[4]);
    limit = match[2] === '' ? match[1]!.length : match[1]!.length + 1;
    if (match[2] === '' && match[1] === '') break;
  }
  return path;
}

function keyItems(input: CompletionInput, path: readonly string[], typed: number): CompletionItem[] {
  const node = schemaAt(path);
  if (!node) return [];
  const keys = entriesOf(node);
  if (keys) return Object.keys(keys).map((key) => keyItem(input, key, typed));
  if (path.length === 1 && path[0] === 'severity') return requirementItems(input, typed, ': ');
  if (path.length === 1 && path[0] === 'values') {
    const names = new Set(input.library.clauses.flatMap((clause) => clause.placeholders.map((placeholder) => placeholder.name)));
    return [...names].sort().map((name) => keyItem(input, name, typed));
  }
  return optionsOf(node).map((option) => valueItem(input, option, typed));
}

function valueItems(input: CompletionInput, path: readonly string[], typed: number): CompletionItem[] {
  if (path.length === 2 && path[0] === 'waivers' && path[1] === 'requirement') return requirementItems(input, typed);
  const node = schemaAt(path);
  return node ? optionsOf(node).map((option) => valueItem(input, option, typed)) : [];
}

function keyItem(input: CompletionInput, key: string, typed: number): CompletionItem {
  const range = wordRange(input, typed, /^[\w-]*:?/);
  return { label: key, kind: CompletionItemKind.Property, textEdit: { range, newText: `${key}: ` }, filterText: key };
}

function valueItem(input: CompletionInput, value: string, typed: number): CompletionItem {
  return { label: value, kind: CompletionItemKind.Value, textEdit: { range: wordRange(input, typed, /^[\w-]*/), newText: value } };
}

type Node = Readonly<Record<string, unknown>>;

/** The schema of what stands at a path; lists are passed through, records take any key. */
function schemaAt(path: readonly string[]): Node | undefined {
  let node: Node | undefined = unwrap(configSchema);
  for (const key of path) {
    if (!node) return undefined;
    const entries = entriesOf(node);
    node = unwrap(entries ? entries[key] : node.type === 'record' ? node.value : undefined);
  }
  return node;
}

/** Takes off what does not matter for completion: optional, pipes, lists. */
function unwrap(schema: unknown): Node | undefined {
  if (!isNode(schema)) return undefined;
  if (schema.type === 'optional') return unwrap(schema.wrapped);
  if (schema.type === 'array') return unwrap(schema.item);
  if (Array.isArray(schema.pipe)) {
    const inner: unknown = schema.pipe.find((step) => isNode(step) && step !== schema && isNode(step.entries));
    if (inner) return unwrap(inner);
  }
  return schema;
}

function entriesOf(node: Node): Node | undefined {
  return isNode(node.entries) ? node.entries : undefined;
}

function optionsOf(node: Node): string[] {
  if (node.type === 'boolean') return ['true', 'false'];
  return Array.isArray(node.options) ? node.options.filter((option) => typeof option === 'string') : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
