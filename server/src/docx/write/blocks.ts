import { AlignmentType, type IParagraphOptions, Paragraph, type Table, TextRun } from 'docx';
import type { Block, Inline } from '../../text/model.js';
import { parseMarkdown } from '../../text/markdown.js';
import { plainText } from '../../text/prose.js';
import { htmlParagraphs, withoutComments } from './html.js';
import { renderInlines } from './inlines.js';
import { renderList } from './lists.js';
import { CODE_INDENT } from './styles.js';
import { renderTable } from './tables.js';
import type { Place, Scope } from './types.js';
import { xmlSafe } from './typography.js';
import { isVisible } from './walk.js';

/** How far a quotation stands in. */
const QUOTE_INDENT = 397;

/** Writes the blocks one after the other. Headings here are inside a list or a quotation: those of the document have sections. */
export function renderBlocks(blocks: readonly Block[], scope: Scope, place: Place): (Paragraph | Table)[] {
  return blocks.flatMap((block, index) => renderBlock(block, scope, place, announces(block, blocks[index + 1])));
}

/** The part of a section's place that is the same everywhere. */
export function placeIn(source: string): Place {
  return { source, indent: 0, listDepth: 0, quoted: false, inNote: false };
}

function renderBlock(block: Block, scope: Scope, place: Place, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return isVisible(block.inlines) ? [paragraph(block.inlines, scope, place, keepNext)] : [];
    case 'heading':
      return [new Paragraph({ ...textStyle(place), keepNext: true, children: renderInlines(block.inlines, scope, place, { bold: true }) })];
    case 'list':
      return renderList(block, scope, place, renderBlocks);
    case 'table':
      return renderTable(block, scope, place);
    case 'quotation':
      return renderBlocks(block.blocks, scope, { ...place, indent: place.indent + QUOTE_INDENT, quoted: true });
    case 'code':
      return [codeBlock(block.text, place)];
    case 'thematicBreak':
      return [new Paragraph({ style: 'Rule' })];
    case 'html':
      return html(block.text, scope, place);
    case 'footnote':
      return uncalledNote(block.label, block.blocks, scope, place);
  }
}

/** "…as follows:" stays with what it announces. */
function announces(block: Block, next: Block | undefined): boolean {
  if (block.kind !== 'paragraph' || !next || next.kind === 'paragraph' || next.kind === 'html') return false;
  return /[::]$/.test(plainText(block.inlines));
}

/** Style and indent of running text at a place. */
export function textStyle(place: Place): Pick<IParagraphOptions, 'style' | 'indent'> {
  const style = place.inNote ? 'FootnoteText' : place.quoted ? 'Quote' : place.listDepth > 0 ? 'ListParagraph' : 'BodyText';
  return place.indent === 0 ? { style } : { style, indent: { left: place.indent } };
}

function paragraph(inlines: readonly Inline[], scope: Scope, place: Place, keepNext: boolean): Paragraph {
  return new Paragraph({
    ...textStyle(place),
    ...(keepNext ? { keepNext } : {}),
    ...alignmentOf(inlines),
    children: renderInlines(inlines, scope, place),
  });
}

/** A justified line that ends in a forced break would be stretched to the margin. */
export function alignmentOf(inlines: readonly Inline[]): Pick<IParagraphOptions, 'alignment'> {
  const breaks = inlines.some((inline) => inline.kind === 'break' || (inline.kind === 'html' && /^<br/i.test(inline.text)));
  return breaks ? { alignment: AlignmentType.LEFT } : {};
}

function codeBlock(text: string, place: Place): Paragraph {
  const lines = xmlSafe(text).split(/\r\n|\r|\n/);
  return new Paragraph({
    style: 'Code',
    ...(place.indent > 0 ? { indent: { left: place.indent + CODE_INDENT, right: CODE_INDENT } } : {}),
    children: lines.map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) })),
  });
}

/** Comments vanish. Words that follow a comment on its line are Markdown to their author, though CommonMark calls them HTML. */
function html(source: string, scope: Scope, place: Place): (Paragraph | Table)[] {
  const rest = withoutComments(source).trim();
  if (rest === '') return [];
  const texts = rest.startsWith('<') ? htmlParagraphs(rest) : [rest];
  return texts.flatMap((text) => {
    const blocks = parseMarkdown(text).filter((block) => block.kind !== 'html');
    return renderBlocks(blocks, scope, { ...place, source: text });
  });
}

/** A note that nothing calls is kept as a small paragraph where it was written: no words of a tender may be lost. */
function uncalledNote(label: string, blocks: readonly Block[], scope: Scope, place: Place): (Paragraph | Table)[] {
  const key = label.toLowerCase();
  if (scope.noteCalls.has(key) && scope.notes.get(key)?.definition.blocks === blocks) return [];
  const [first, ...rest] = blocks;
  const lead = first?.kind === 'paragraph' ? renderInlines(first.inlines, scope, place) : [];
  const head = new Paragraph({ style: 'FootnoteText', children: [new TextRun({ text: `${xmlSafe(label)}. ` }), ...lead] });
  return [head, ...renderBlocks(first?.kind === 'paragraph' ? rest : blocks, scope, { ...place, inNote: true })];
}
