/** Widths are in twentieths of a point. An average character of 10-point text, and what a cell's margins take. */
const CHARACTER = 105;
const PADDING = 230;
/** No word asks for more than this: longer ones (addresses) may break. */
const LONGEST_WORD = 24;
/** A column left blank is for the tenderer to fill in: room for a price or a name. */
const BLANK = 1900;
/** A column that could be on one line asks for no more than this share of the table. */
const WIDEST_SHARE = 0.75;

/**
 * Widths of a table's columns from its text: no column narrower than its longest word, the rest of the room by how much text each
 * holds. Word guesses widths that are not given, LibreOffice and Word Online do not (lesson 24).
 * @returns whole numbers that add up to `width`
 */
export function columnWidths(rows: readonly (readonly string[])[], columns: number, width: number): number[] {
  const needs = Array.from({ length: columns }, (_, column) => needOf(rows.map((row) => row[column] ?? ''), width));
  const least = needs.reduce((sum, need) => sum + need.least, 0);
  const wanted = needs.reduce((sum, need) => sum + need.wanted, 0);
  if (least >= width) return whole(needs.map((need) => (need.least / least) * width), width);
  // Short columns get what they want when all of it fits; else each gets its least, and its part of the rest.
  const share = wanted <= width ? 1 : (width - least) / (wanted - least);
  const widths = needs.map((need) => need.least + (need.wanted - need.least) * share);
  const spare = width - widths.reduce((sum, value) => sum + value, 0);
  const weight = needs.reduce((sum, need) => sum + need.wanted, 0);
  return whole(widths.map((value, column) => value + (spare * needs[column]!.wanted) / weight), width);
}

function needOf(cells: readonly string[], width: number): { readonly least: number; readonly wanted: number } {
  let word = 3;
  let line = 3;
  let total = 0;
  cells.forEach((cell, row) => {
    // The header is bold: its letters are wider.
    const wider = row === 0 ? 1.12 : 1;
    for (const piece of cell.split(/[ \n/-]+/)) word = Math.max(word, Math.min(piece.length, LONGEST_WORD) * wider);
    line = Math.max(line, cell.length * wider);
    total += cell.length;
  });
  const blank = cells.length > 1 && cells.slice(1).every((cell) => cell.trim() === '');
  const least = Math.min(Math.max(word * CHARACTER + PADDING, blank ? Math.min(BLANK, width / 6) : 0), width);
  // One very long cell among short ones does not take the whole table: its line counts less the longer it is.
  const average = total / Math.max(1, cells.length);
  const wanted = Math.min(line, 30 + Math.sqrt(line * average)) * CHARACTER + PADDING;
  return { least, wanted: Math.max(least, Math.min(wanted, width * WIDEST_SHARE)) };
}

function whole(widths: readonly number[], total: number): number[] {
  const rounded = widths.map((value) => Math.max(1, Math.floor(value)));
  const rest = total - rounded.reduce((sum, value) => sum + value, 0);
  rounded[rounded.length - 1] = rounded[rounded.length - 1]! + rest;
  return rounded;
}
