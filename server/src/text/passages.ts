import type { Block, Cell, Inline, Row, Section, Span, Table } from './model.js';
import { plainText, proseOf } from './prose.js';
import { sentences } from './sentences.js';

/** What a verdict is given on: a sentence, a list item's sentence, a table row, or a heading. Spans are relative to the section. */
export interface Passage {
  readonly kind: 'sentence' | 'item' | 'row' | 'heading' | 'note';
  readonly span: Span;
  /** The source with markup blanked; as long as `span`. */
  readonly prose: string;
  /** Passages of one paragraph, item or row share a number. */
  readonly block: number;
  /** The sentence that introduces the list the passage stands in. */
  readonly leadIn?: string;
  /** For a row: the header cells above it, and its own cells. */
  readonly header?: readonly string[];
  readonly cells?: readonly { readonly span: Span; readonly prose: string }[];
  /** Inside a block quotation: somebody else's words. */
  readonly quoted: boolean;
}

/** The passages of a section in text order, its heading first. Code and HTML hold none. */
export function passagesOf(section: Section): Passage[] {
  const reader = new Reader(section.text);
  if (section.heading) reader.heading(section.heading.span);
  reader.blocks(section.blocks, undefined, false);
  return reader.found;
}

class Reader {
  readonly found: Passage[] = [];
  private block = 0;

  constructor(private readonly source: string) {}

  heading(span: Span): void {
    const prose = this.source.slice(span.start, span.end).replace(/[#*_=\r\n|`]/g, ' ');
    this.found.push({ kind: 'heading', span, prose, block: this.block, quoted: false });
  }

  blocks(blocks: readonly Block[], leadIn: string | undefined, quoted: boolean, kind: 'sentence' | 'item' | 'note' = 'sentence'): void {
    let introduction = leadIn;
    for (const block of blocks) {
      switch (block.kind) {
        case 'paragraph':
          introduction = this.paragraph(block.span, block.inlines, leadIn, quoted, kind) ?? leadIn;
          break;
        case 'heading':
          this.block += 1;
          this.heading(block.span);
          introduction = undefined;
          break;
        case 'list':
          for (const item of block.items) this.blocks(item.blocks, introduction, quoted, kind === 'note' ? 'note' : 'item');
          break;
        case 'table':
          this.table(block, introduction, quoted);
          break;
        case 'quotation':
          this.blocks(block.blocks, introduction, true, kind);
          break;
        case 'footnote':
          this.blocks(block.blocks, undefined, quoted, 'note');
          break;
        default:
          introduction = undefined;
      }
    }
  }

  /** Returns the paragraph's last sentence when it ends in a colon: the lead-in of what follows. */
  private paragraph(span: Span, inlines: readonly Inline[], leadIn: string | undefined, quoted: boolean, kind: Passage['kind']): string | undefined {
    this.block += 1;
    const prose = proseOf(this.source, span, inlines);
    if (/^\s*\|.*\|\s*$/.test(prose)) return this.looseRow(span, prose, quoted);
    let last: string | undefined;
    for (const sentence of sentences(prose)) {
      const text = prose.slice(sentence.start, sentence.end);
      this.found.push({
        kind,
        span: { start: span.start + sentence.start, end: span.start + sentence.end },
        prose: text,
        block: this.block,
        ...(leadIn ? { leadIn } : {}),
        quoted,
      });
      last = text;
    }
    return last && /[:：]\s*$/.test(last) ? last : undefined;
  }

  /** A row pasted without its table. */
  private looseRow(span: Span, prose: string, quoted: boolean): undefined {
    const cells: { span: Span; prose: string }[] = [];
    for (const match of prose.matchAll(/[^|]+/g)) {
      const text = match[0].trim();
      if (text === '') continue;
      const start = match.index + match[0].indexOf(text);
      cells.push({ span: { start: span.start + start, end: span.start + start + text.length }, prose: text });
    }
    this.found.push({ kind: 'row', span, prose, block: this.block, header: [], cells, quoted });
    return undefined;
  }

  private table(table: Table, leadIn: string | undefined, quoted: boolean): void {
    const header = table.rows[0]?.cells.map((cell) => plainText(cell.inlines)) ?? [];
    for (const row of table.rows.slice(1)) this.row(row, header, leadIn, quoted);
  }

  private row(row: Row, header: readonly string[], leadIn: string | undefined, quoted: boolean): void {
    this.block += 1;
    const prose = proseOf(this.source, row.span, row.cells.flatMap((cell) => cell.inlines));
    const cells = row.cells.map((cell) => this.cell(cell));
    this.found.push({ kind: 'row', span: row.span, prose, block: this.block, ...(leadIn ? { leadIn } : {}), header, cells, quoted });
  }

  private cell(cell: Cell): { span: Span; prose: string } {
    return { span: cell.span, prose: proseOf(this.source, cell.span, cell.inlines) };
  }
}
