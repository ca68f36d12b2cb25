import type { Clause } from '../library/model.js';
import type { Numbering, Section, SectionHeading } from '../text/model.js';
import { nextNumber, readNumbering, writeNumbering } from '../text/numbering.js';
import { plainText } from '../text/prose.js';
import { type Home, isClosing } from './placement.js';
import { type PlacedTable, isTotal } from './tables.js';

/** A text to insert at an offset; `before`, `between` and `after` stand around it and its companions at the same place. */
export interface Draft {
  readonly path: string;
  readonly at: number;
  readonly text: string;
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/** Numbers already given in this round, by place: the next clause at the same place counts on. */
export type Taken = Map<string, number>;

/** Drafts a clause as an article or sub-article, numbered like those around it, between provenance comments. */
export function draftArticle(clause: Clause, home: Home, taken: Taken): Draft {
  const { document, path } = home.source;
  const eol = document.text.includes('\r\n') ? '\r\n' : '\n';
  const slot = slotFor(home);
  const count = (taken.get(`${path}@${slot.at}`) ?? 0) + 1;
  taken.set(`${path}@${slot.at}`, count);
  const numbering = slot.numbering ? countOn(slot.numbering, count) : undefined;
  const title = `${numbering ? writeNumbering(numbering) : ''}${clause.title}`;
  const lines = [`<!-- clausier:begin ${clause.id}@${clause.version} -->`, '', ...articleLines(slot, title, clause.body), '', '<!-- clausier:end -->'];
  const before = document.text.slice(0, slot.at);
  const gap = before === '' || /\n\r?\n$/.test(before) ? '' : before.endsWith('\n') ? eol : eol + eol;
  const rest = document.text.slice(slot.at);
  const after = rest.trim() === '' ? eol : /^\r?\n/.test(rest) ? eol : eol + eol;
  return { path, at: slot.at, text: lines.join('\n').replace(/\n/g, eol), before: gap, between: eol + eol, after };
}

interface Slot {
  readonly at: number;
  readonly style: SectionHeading['style'] | 'paragraph';
  readonly depth: number;
  /** Number of the last neighbour, to count on from. */
  readonly numbering?: Numbering;
}

function articleLines(slot: Slot, title: string, body: string): string[] {
  switch (slot.style) {
    case 'atx':
      return [`${'#'.repeat(Math.min(slot.depth, 6))} ${title}`, '', body];
    case 'setext':
      return slot.depth <= 2 ? [title, (slot.depth === 1 ? '=' : '-').repeat(Math.max(3, title.length)), '', body] : [`${'#'.repeat(Math.min(slot.depth, 6))} ${title}`, '', body];
    case 'bold':
      return [`**${title}**`, '', body];
    case 'plain':
      return [title, '', body];
    case 'runIn':
      return [`**${title}.** ${body}`];
    case 'paragraph':
      return [`${title}. ${body}`];
  }
}

/** Under the home's heading when its children are numbered (or nothing is); else after the last of its siblings. */
function slotFor(home: Home): Slot {
  const { sections, text } = home.source.document;
  if (home.section === undefined) return atEnd(sections, text);
  const heading = sections[home.section]!.heading;
  if (!heading) return atEnd(sections, text);
  const end = subtreeEnd(sections, home.section);
  const child = lastChild(sections, home.section, end);
  if (child) return { at: endOffset(sections, end, text), style: child.style, depth: child.depth, ...(child.numbering ? { numbering: child.numbering } : {}) };
  const paragraph = lastNumberedParagraph(sections[home.section]!);
  if (paragraph) return { at: endOffset(sections, end, text), style: 'paragraph', depth: heading.depth, numbering: paragraph };
  if (heading.numbering) return afterSiblings(sections, home.section, text);
  const style = heading.style === 'plain' || heading.style === 'runIn' ? 'bold' : heading.style;
  return { at: endOffset(sections, end, text), style, depth: heading.depth + 1 };
}

function atEnd(sections: readonly Section[], text: string): Slot {
  const index = sections.findLastIndex((section) => section.heading !== undefined && section.heading.depth > 1 && section.heading.numbering !== undefined);
  if (index >= 0) {
    const top = topSibling(sections, index);
    return afterSiblings(sections, top, text);
  }
  const last = sections.findLast((section) => section.heading !== undefined)?.heading;
  return { at: text.length, style: last?.style === 'runIn' ? 'bold' : (last?.style ?? 'atx'), depth: last ? Math.max(last.depth, 2) : 2 };
}

/** The numbered section of the least depth at or before `index`: sub-articles do not set the document's numbering. */
function topSibling(sections: readonly Section[], index: number): number {
  let best = index;
  for (let at = index; at >= 0; at -= 1) {
    const heading = sections[at]!.heading;
    if (heading?.numbering && heading.depth > 1 && heading.depth < sections[best]!.heading!.depth) best = at;
  }
  return best;
}

/** After the last numbered sibling of `index`; the articles that close a document stay last when they carry no number. */
function afterSiblings(sections: readonly Section[], index: number, text: string): Slot {
  const { depth } = sections[index]!.heading!;
  let last = index;
  for (let at = index + 1; at < sections.length; at += 1) {
    const heading = sections[at]!.heading;
    if (!heading) continue;
    if (heading.depth < depth) break;
    if (heading.depth === depth && heading.numbering && sameFamily(heading.numbering, sections[index]!.heading!.numbering)) last = at;
    else if (heading.depth === depth && !isClosing(heading.title)) break;
  }
  const heading = sections[last]!.heading!;
  const end = subtreeEnd(sections, last);
  return { at: endOffset(sections, end, text), style: heading.style, depth, ...(heading.numbering ? { numbering: heading.numbering } : {}) };
}

function sameFamily(a: Numbering, b: Numbering | undefined): boolean {
  return b !== undefined && a.parts.length === b.parts.length && a.word.trim().toLowerCase() === b.word.trim().toLowerCase();
}

/** Index after the last section under `index`. */
function subtreeEnd(sections: readonly Section[], index: number): number {
  const { depth } = sections[index]!.heading!;
  let at = index + 1;
  while (at < sections.length && (sections[at]!.heading === undefined || sections[at]!.heading!.depth > depth)) at += 1;
  return at;
}

function lastChild(sections: readonly Section[], index: number, end: number): SectionHeading | undefined {
  const { depth } = sections[index]!.heading!;
  const children = sections.slice(index + 1, end).flatMap((section) => (section.heading && section.heading.depth > depth ? [section.heading] : []));
  const level = Math.min(...children.map((child) => child.depth));
  return children.filter((child) => child.depth === level).at(-1);
}

/** "7.3 Le titulaire ..." or "A.2 – ...": the number of the last paragraph of a section whose paragraphs are numbered. */
function lastNumberedParagraph(section: Section): Numbering | undefined {
  const numbers = section.blocks.flatMap((block) => {
    if (block.kind !== 'paragraph') return [];
    const { numbering } = readNumbering(plainText(block.inlines));
    return numbering && numbering.parts.length > 1 && numbering.word === '' ? [numbering] : [];
  });
  return numbers.length > 1 ? numbers.at(-1) : undefined;
}

function endOffset(sections: readonly Section[], end: number, text: string): number {
  return sections[end]?.base ?? text.length;
}

function countOn(numbering: Numbering, count: number): Numbering {
  const parts = [...numbering.parts];
  for (let i = 0; i < count; i += 1) parts[parts.length - 1] = nextNumber(parts.at(-1)!) ?? parts.at(-1)!;
  return { ...numbering, parts };
}

/** Drafts a clause as a row of a table of criteria or penalties, before its total; provenance stands inside the cell. */
export function draftRow(clause: Clause, home: PlacedTable, taken: Taken): Draft {
  const { source, section, table } = home;
  const row = clause.row!;
  const rows = table.rows.map((candidate) => candidate.cells.map((cell) => plainText(cell.inlines)));
  const last = rows.findLastIndex((cells, at) => at > 0 && !isTotal(cells));
  const at = section.base + table.rows[Math.max(last, 0)]!.span.end;
  const key = `${source.path}@${at}`;
  const count = (taken.get(key) ?? 0) + 1;
  taken.set(key, count);
  const detail = rows[0]!.findIndex((_, column) => column !== home.label && column !== home.value && column !== home.reference);
  const cells = rows[0]!.map((_, column) => {
    if (column === home.label) return `<!-- clausier:begin ${clause.id}@${clause.version} -->${row.label}<!-- clausier:end -->`;
    if (column === home.value) return unitLike(row.value, rows, home.value);
    if (column === home.reference) return nextReference(rows[last]?.[column] ?? '', count);
    return column === detail ? row.detail : '';
  });
  const eol = source.document.text.includes('\r\n') ? '\r\n' : '\n';
  return { path: source.path, at, text: `| ${cells.join(' | ')} |`, before: eol, between: eol, after: '' };
}

/** A weight is written in the table's own unit: without the per-cent sign where the table counts points. */
function unitLike(value: string, rows: readonly (readonly string[])[], column: number): string {
  const percent = rows.slice(1).some((cells) => (cells[column] ?? '').includes('%'));
  return percent ? value : value.replace(/[\s\u00a0\u202f]*%/g, '');
}

/** The reference after the last row's: A -> B, 3 -> 4, P4 -> P5, EX-09 -> EX-10. */
function nextReference(reference: string, count: number): string {
  const match = /^(.*?)(\d+|[A-Z])([.)]?)$/.exec(reference.trim());
  if (!match) return '';
  let part = match[2]!;
  for (let i = 0; i < count; i += 1) part = /^\d+$/.test(part) ? String(Number(part) + 1).padStart(part.length, '0') : (nextNumber(part) ?? part);
  return `${match[1]}${part}${match[3]}`;
}
