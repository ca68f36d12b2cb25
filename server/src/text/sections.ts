import type { Block, Inline, Paragraph, Section, SectionHeading, Span } from './model.js';
import { readDirectives } from './directives.js';
import { readNumbering } from './numbering.js';
import { plainText } from './prose.js';

/** A section before its place in the document is known: what can be cached by its text alone. */
export interface LooseSection {
  readonly span: Span;
  readonly heading?: Omit<SectionHeading, 'depth'> & { readonly depth?: number };
  readonly blocks: readonly Block[];
  readonly directives: Section['directives'];
}

/** Cuts the blocks of a chunk at the headings in it. Spans of the result's blocks are relative to each section's own start. */
export function looseSections(text: string, blocks: readonly Block[]): LooseSection[] {
  const starts: number[] = [0];
  blocks.forEach((block, index) => {
    if (index > 0 && headingOf(block, text)) starts.push(index);
  });
  return starts.map((first, index) => {
    const next = starts[index + 1] ?? blocks.length;
    const start = index === 0 ? 0 : blocks[first]!.span.start;
    const end = next < blocks.length ? blocks[next]!.span.start : text.length;
    const own = blocks.slice(first, next).map((block) => shiftBlock(block, -start));
    const heading = own[0] && headingOf(own[0], text.slice(start, end));
    const body = heading ? [...remainder(heading, own[0]!), ...own.slice(1)] : own;
    return { span: { start, end }, ...(heading ? { heading } : {}), blocks: body, directives: readDirectives(body) };
  });
}

const PLAIN_HEADING = /^(?:article|art\.|clause|annexe?|appendix|schedule|titre|chapitre|chapter|partie|part|lot)[ \u00a0\u202f]+(?:n°[ \u00a0\u202f]*)?(?:\d|[IVXA-Z]{1,4}(?![\p{L}]))/iu;
const MAX_HEADING = 140;

function headingOf(block: Block, text: string): LooseSection['heading'] | undefined {
  if (block.kind === 'heading') {
    const style = text.charAt(block.span.start) === '#' ? 'atx' : 'setext';
    return { style, span: block.span, depth: block.depth, ...numbered(plainText(block.inlines)) };
  }
  if (block.kind !== 'paragraph') return undefined;
  const runIn = runInHeading(block);
  if (runIn) return runIn;
  const source = text.slice(block.span.start, block.span.end);
  if (source.includes('\n') || source.length > MAX_HEADING) return undefined;
  const words = plainText(block.inlines);
  if (isAllStrong(block.inlines)) {
    return /[.;,]$/.test(words) || words === '' ? undefined : { style: 'bold', span: block.span, ...numbered(words) };
  }
  if (!PLAIN_HEADING.test(words) || /[.;,:]$/.test(words)) return undefined;
  const { numbering, title } = readNumbering(words);
  if (!numbering || !/^[\p{Lu}«"]/u.test(title)) return undefined;
  return { style: 'plain', span: block.span, text: words, title, numbering };
}

/** "**Article 5 – Prix.** Le prix est ferme." : a numbered heading that runs into its paragraph. */
function runInHeading(block: Paragraph): LooseSection['heading'] | undefined {
  const [first, second] = block.inlines;
  if (first?.kind !== 'strong' || second === undefined) return undefined;
  const words = plainText(first.children);
  const { numbering, title } = readNumbering(words.replace(/[.:]$/, ''));
  if (!numbering || numbering.word === '' || title === '' || words.length > MAX_HEADING) return undefined;
  return { style: 'runIn', span: first.span, text: words, title, numbering };
}

/** What a run-in heading leaves of its paragraph. */
function remainder(heading: NonNullable<LooseSection['heading']>, block: Block): Block[] {
  if (heading.style !== 'runIn' || block.kind !== 'paragraph') return [];
  return [{ ...block, span: { start: heading.span.end, end: block.span.end }, inlines: block.inlines.slice(1) }];
}

function numbered(text: string): Pick<SectionHeading, 'text' | 'title' | 'numbering'> {
  return { text, ...readNumbering(text) };
}

function isAllStrong(inlines: readonly Inline[]): boolean {
  const seen = inlines.filter((inline) => !(inline.kind === 'text' && inline.text.trim() === '') && inline.kind !== 'footnoteReference');
  return seen.length === 1 && seen[0]!.kind === 'strong';
}

/** Gives each section its place: absolute base, depth, path of the headings above. */
export function placeSections(loose: readonly { readonly base: number; readonly text: string; readonly section: LooseSection }[]): Section[] {
  const open: { readonly depth: number; readonly text: string }[] = [];
  let real = 0;
  let plainDepth = 0;
  return loose.map(({ base, text, section }) => {
    const { heading } = section;
    if (!heading) return { base, text, path: open.map((above) => above.text), blocks: section.blocks, directives: section.directives };
    if (heading.depth !== undefined) {
      real = heading.depth;
      plainDepth = 0;
    } else if (heading.style === 'plain') plainDepth = real + 1;
    const depth = heading.depth ?? (heading.style === 'plain' ? plainDepth : Math.max(real, plainDepth) + 1);
    while (open.length > 0 && open[open.length - 1]!.depth >= depth) open.pop();
    const path = open.map((above) => above.text);
    open.push({ depth, text: heading.text });
    return { base, text, path, heading: { ...heading, depth }, blocks: section.blocks, directives: section.directives };
  });
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

function shiftInline(inline: Inline, by: number): Inline {
  const span = shift(inline.span, by);
  return 'children' in inline ? { ...inline, span, children: inline.children.map((child) => shiftInline(child, by)) } : { ...inline, span };
}

function shiftBlock(block: Block, by: number): Block {
  if (by === 0) return block;
  const span = shift(block.span, by);
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, span, inlines: block.inlines.map((inline) => shiftInline(inline, by)) };
    case 'list':
      return {
        ...block,
        span,
        items: block.items.map((item) => ({ ...item, span: shift(item.span, by), blocks: item.blocks.map((child) => shiftBlock(child, by)) })),
      };
    case 'table':
      return {
        ...block,
        span,
        rows: block.rows.map((row) => ({
          span: shift(row.span, by),
          cells: row.cells.map((cell) => ({ span: shift(cell.span, by), inlines: cell.inlines.map((inline) => shiftInline(inline, by)) })),
        })),
      };
    case 'quotation':
    case 'footnote':
      return { ...block, span, blocks: block.blocks.map((child) => shiftBlock(child, by)) };
    default:
      return { ...block, span };
  }
}
