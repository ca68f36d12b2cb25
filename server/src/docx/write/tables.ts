import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import type { Cell, Row, Table as TableBlock } from '../../text/model.js';
import { plainText } from '../../text/prose.js';
import { columnWidths } from './columns.js';
import { renderInlines } from './inlines.js';
import { HEADER_SHADE, RULE } from './styles.js';
import type { Place, Scope } from './types.js';

/** Width of the text on the page: A4 less 2.5 cm on each side. */
export const TEXT_WIDTH = 9070;

const MARGINS = { top: 30, bottom: 30, left: 100, right: 100 };
/** A row of more characters than this may break across pages: kept whole it could leave half a page empty. */
const UNBROKEN_ROW = 1200;
/** A table of so many rows at most stays on one page. */
const UNBROKEN_TABLE = 6;

/** Writes a table as wide as the text, with a header row that comes again on each page. */
export function renderTable(table: TableBlock, scope: Scope, place: Place): (Paragraph | Table)[] {
  if (place.inNote) return flattened(table, scope, place);
  const width = TEXT_WIDTH - place.indent;
  const columns = Math.max(1, ...table.rows.map((row) => row.cells.length));
  const widths = columnWidths(table.rows.map((row) => row.cells.map((cell) => plainText(cell.inlines))), columns, width);
  const line = { style: BorderStyle.SINGLE, size: 4, color: RULE };
  const keep = table.rows.length <= UNBROKEN_TABLE;
  const word = new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { ...MARGINS, marginUnitType: WidthType.DXA },
    ...(place.indent > 0 ? { indent: { size: place.indent, type: WidthType.DXA } } : {}),
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: table.rows.map((row, index) => tableRow(row, index, { table, widths, scope, place, keepNext: keep && index < table.rows.length - 1 })),
  });
  // Word joins tables that follow each other, and puts no space after one.
  return [word, new Paragraph({ style: 'TableGap' })];
}

interface RowContext {
  readonly table: TableBlock;
  readonly widths: readonly number[];
  readonly scope: Scope;
  readonly place: Place;
  readonly keepNext: boolean;
}

function tableRow(row: Row, index: number, context: RowContext): TableRow {
  const length = row.cells.reduce((sum, cell) => sum + (cell.span.end - cell.span.start), 0);
  return new TableRow({
    cantSplit: length <= UNBROKEN_ROW,
    ...(index === 0 ? { tableHeader: true } : {}),
    children: context.widths.map((width, column) => tableCell(row.cells[column], index === 0, column, width, context)),
  });
}

function tableCell(cell: Cell | undefined, header: boolean, column: number, width: number, { table, scope, place, keepNext }: RowContext): TableCell {
  const children = cell ? renderInlines(cell.inlines, scope, { ...place, indent: 0 }) : [];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: header ? VerticalAlign.CENTER : VerticalAlign.TOP,
    ...(header ? { shading: { fill: HEADER_SHADE, type: 'clear', color: 'auto' } } : {}),
    children: [
      new Paragraph({
        style: header ? 'TableHeading' : 'TableText',
        ...alignment(table.align[column]),
        ...(keepNext && !header ? { keepNext } : {}),
        children,
      }),
    ],
  });
}

function alignment(align: TableBlock['align'][number]): { readonly alignment?: (typeof AlignmentType)['RIGHT' | 'CENTER'] } {
  if (align === 'right') return { alignment: AlignmentType.RIGHT };
  return align === 'center' ? { alignment: AlignmentType.CENTER } : {};
}

/** A footnote holds paragraphs only: one for each row. */
function flattened(table: TableBlock, scope: Scope, place: Place): Paragraph[] {
  return table.rows.map((row) => {
    const inlines = row.cells.flatMap((cell, index) => (index > 0 ? [SEPARATOR, ...cell.inlines] : cell.inlines));
    return new Paragraph({ style: 'FootnoteText', children: renderInlines(inlines, scope, place) });
  });
}

const SEPARATOR = { kind: 'code', span: { start: 0, end: 0 }, text: ' | ' } as const;
