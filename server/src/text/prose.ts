import type { Inline, Span } from './model.js';

/**
 * The words of a leaf block with everything else blanked: markup, code, URLs, HTML and escapes become spaces, so that offsets in
 * the prose are offsets in the source.
 * @param source text that the spans of `inlines` point into
 * @param span the part of `source` wanted
 * @returns a string as long as `span`
 */
export function proseOf(source: string, span: Span, inlines: readonly Inline[]): string {
  const parts: string[] = [];
  let at = span.start;
  const visit = (nodes: readonly Inline[]): void => {
    for (const node of nodes) {
      if (node.kind === 'text') {
        if (node.span.start > at) parts.push(' '.repeat(node.span.start - at));
        parts.push(blank(source.slice(node.span.start, node.span.end), node.text));
        at = node.span.end;
      } else if ('children' in node) visit(node.children);
    }
  };
  visit(inlines);
  if (span.end > at) parts.push(' '.repeat(span.end - at));
  return parts.join('');
}

/** Where source and value differ there are escapes, entities, or the prefixes of a quotation's lines. */
function blank(source: string, value: string): string {
  const flat = source.replace(/[\n\r\t]/g, ' ');
  if (source === value) return flat;
  return source
    .replace(/[\n\r][ \t>]*/g, (prefix) => ' '.repeat(prefix.length))
    .replace(/\\(?=[!-/:-@[-`{-~])/g, ' ')
    .replace(/&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g, (entity) => ' '.repeat(entity.length))
    .replace(/[\n\r\t]/g, ' ');
}

/** The text a reader sees, for titles, table cells and labels. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((node) => {
      switch (node.kind) {
        case 'text':
        case 'code':
          return node.text;
        case 'image':
          return node.alt;
        case 'break':
          return ' ';
        case 'footnoteReference':
        case 'html':
          return '';
        default:
          return plainText(node.children);
      }
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
