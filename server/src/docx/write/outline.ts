import { parseMarkdown } from '../../text/markdown.js';
import type { Block, Document, Inline, Section, SectionHeading } from '../../text/model.js';
import { plainText } from '../../text/prose.js';
import { slugs } from './links.js';

/**
 * What a section's heading is on the page: the document's title, a line under it, a heading with an outline level, or the bold
 * beginning of a paragraph.
 */
export type HeadingRole = 'title' | 'subtitle' | 'heading' | 'runIn';

/** A section of a document with what its heading becomes. */
export interface OutlinedSection {
  readonly section: Section;
  readonly heading?: { readonly role: HeadingRole; readonly level: number; readonly slug: string };
  /** In the block of titles that opens the document. */
  readonly opening: boolean;
}

/** A paragraph of the opening that is longer than this is text, not a line of the title. */
const TITLE_LINE = 280;
const MAX_LEVEL = 6;

/** Gives each section's heading its role. The opening is the run of titles and short lines before the first real heading. */
export function outlineOf(document: Document): OutlinedSection[] {
  const anchors = slugs(document.sections.map((section) => section.heading?.text ?? ''));
  let opening = true;
  let titled = false;
  return document.sections.map((section, index) => {
    const { heading } = section;
    if (!heading) {
      // A section without a heading goes on with the one before: the parser cuts there for its own reasons.
      const inOpening = opening && titled;
      opening &&= !titled || isShort(section.blocks);
      return { section, opening: inOpening };
    }
    const role = opening ? openingRole(heading, titled) : undefined;
    if (role === 'title') titled = true;
    opening = role !== undefined && isShort(section.blocks);
    const level = Math.min(heading.depth, MAX_LEVEL);
    return {
      section,
      opening: role !== undefined,
      heading: { role: role ?? (heading.style === 'runIn' ? 'runIn' : 'heading'), level, slug: anchors[index]! },
    };
  });
}

function openingRole(heading: SectionHeading, titled: boolean): 'title' | 'subtitle' | undefined {
  if (heading.numbering) return undefined;
  const written = heading.style === 'atx' || heading.style === 'setext';
  if (written && heading.depth === 1) return 'title';
  return titled && heading.style === 'bold' ? 'subtitle' : undefined;
}

function isShort(blocks: readonly Block[]): boolean {
  return blocks.every((block) => block.kind === 'html' || block.kind === 'thematicBreak' || isTitleLine(block));
}

/** Whether a block of the opening is one of its lines: short, and not a sentence. */
export function isTitleLine(block: Block): boolean {
  if (block.kind !== 'paragraph') return false;
  const text = plainText(block.inlines);
  return text.length <= TITLE_LINE && !/[.;,:]$/.test(text);
}

/**
 * The inlines of a section's heading, which the model keeps as plain text only. Notes and links in it need the definitions of the
 * rest of the document.
 */
export function headingInlines(section: Section, heading: SectionHeading, definitions: string): readonly Inline[] {
  const source = section.text.slice(heading.span.start, heading.span.end);
  const [block] = parseMarkdown(source, source.includes('[') ? definitions : '');
  if (block?.kind !== 'heading' && block?.kind !== 'paragraph') return [{ kind: 'text', span: heading.span, text: heading.text }];
  // Bold is what makes the paragraph a heading; the heading's style says it better.
  if (heading.style !== 'bold') return block.inlines;
  return block.inlines.flatMap((inline) => (inline.kind === 'strong' ? inline.children : inline));
}
