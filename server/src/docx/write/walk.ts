import type { Block, Inline } from '../../text/model.js';

/** Visits every inline of the blocks, outer ones first, in text order. */
export function eachInline(blocks: readonly Block[], visit: (inline: Inline) => void): void {
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        eachOf(block.inlines, visit);
        break;
      case 'list':
        for (const item of block.items) eachInline(item.blocks, visit);
        break;
      case 'table':
        for (const row of block.rows) for (const cell of row.cells) eachOf(cell.inlines, visit);
        break;
      case 'quotation':
      case 'footnote':
        eachInline(block.blocks, visit);
        break;
      case 'code':
      case 'thematicBreak':
      case 'html':
        break;
    }
  }
}

function eachOf(inlines: readonly Inline[], visit: (inline: Inline) => void): void {
  for (const inline of inlines) {
    visit(inline);
    if ('children' in inline) eachOf(inline.children, visit);
  }
}

/** Visits the blocks and the blocks inside them, outer ones first. */
export function eachBlock(blocks: readonly Block[], visit: (block: Block) => void): void {
  for (const block of blocks) {
    visit(block);
    if (block.kind === 'list') for (const item of block.items) eachBlock(item.blocks, visit);
    else if (block.kind === 'quotation' || block.kind === 'footnote') eachBlock(block.blocks, visit);
  }
}

/** Whether a reader would see anything of the inlines: comments and blanks leave nothing. */
export function isVisible(inlines: readonly Inline[]): boolean {
  return inlines.some((inline) => {
    if (inline.kind === 'text') return inline.text.trim() !== '';
    if (inline.kind === 'html' || inline.kind === 'break') return false;
    return 'children' in inline ? isVisible(inline.children) : true;
  });
}
