import type { Block, Directive, Inline } from './model.js';

/** What stands before the keyword of every comment that is addressed to Clausier. */
const OPENING = /<!--\s*clausier\s*:/g;

/**
 * Reads the comments addressed to Clausier in the HTML of a section's blocks (never in code):
 * `<!-- clausier:begin id@version -->`, `<!-- clausier:end -->`, `<!-- clausier:waive id: reason -->`.
 * @returns directives in text order, spans relative to the section
 */
export function readDirectives(blocks: readonly Block[]): Directive[] {
  const found: Directive[] = [];
  const visitInlines = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) {
      if (inline.kind === 'html') found.push(...inHtml(inline.text, inline.span.start));
      else if ('children' in inline) visitInlines(inline.children);
    }
  };
  const visit = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'html') found.push(...inHtml(block.text, block.span.start));
      else if (block.kind === 'paragraph' || block.kind === 'heading') visitInlines(block.inlines);
      else if (block.kind === 'list') for (const item of block.items) visit(item.blocks);
      else if (block.kind === 'table') for (const row of block.rows) for (const cell of row.cells) visitInlines(cell.inlines);
      else if (block.kind === 'quotation' || block.kind === 'footnote') visit(block.blocks);
    }
  };
  visit(blocks);
  return found;
}

function inHtml(html: string, offset: number): Directive[] {
  const found: Directive[] = [];
  for (const match of html.matchAll(OPENING)) {
    const close = html.indexOf('-->', match.index);
    const end = close < 0 ? html.length : close + 3;
    const bodyStart = match.index + match[0].length;
    const body = html.slice(bodyStart, close < 0 ? html.length : close);
    found.push(readDirective(body, { start: offset + match.index, end: offset + end }, offset + bodyStart));
  }
  return found;
}

function readDirective(body: string, span: { start: number; end: number }, bodyStart: number): Directive {
  const text = body.trim();
  const begin = /^begin\s+([^\s@]+)@(\S+)$/.exec(text);
  if (begin) return { kind: 'begin', span, clause: begin[1]!, version: begin[2]! };
  if (text === 'end') return { kind: 'end', span };
  const waive = /^waive\s+([^\s:]+)\s*:?/.exec(text);
  if (waive) {
    const requirement = waive[1]!;
    const start = bodyStart + body.indexOf(requirement, body.indexOf('waive') + 5);
    const reason = text.slice(waive[0].length).trim();
    return { kind: 'waive', span, requirement, requirementSpan: { start, end: start + requirement.length }, reason };
  }
  return { kind: 'malformed', span, text };
}
