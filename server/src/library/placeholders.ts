import type { Span } from '../text/model.js';

/** A `{{name}}` in a text, spans in UTF-16 units. */
export interface PlaceholderUse {
  readonly name: string;
  readonly span: Span;
}

const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_-]{1,60})\s*\}\}/gu;

/** Every placeholder of a text, in order. */
export function placeholdersIn(text: string): PlaceholderUse[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({ name: match[1]!, span: { start: match.index, end: match.index + match[0].length } }));
}

/** Replaces placeholders by values; those without a value stay as they are. No code, no conditions. */
export function fillPlaceholders(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => valueOf(name) ?? whole);
}
