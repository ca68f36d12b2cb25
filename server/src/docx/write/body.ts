import { Bookmark, type IParagraphOptions, Paragraph, type ParagraphChild, type Table, TextRun } from 'docx';
import type { Block, Inline, Section } from '../../text/model.js';
import { alignmentOf, placeIn, renderBlocks } from './blocks.js';
import { renderInlines, renderText } from './inlines.js';
import { headingInlines, isTitleLine, type OutlinedSection } from './outline.js';
import type { PreparedDocument } from './scope.js';
import type { Scope } from './types.js';

/** The paragraphs of one document: its opening (titles and the lines under them), and the rest. */
export interface Body {
  readonly opening: (Paragraph | Table)[];
  readonly rest: (Paragraph | Table)[];
}

/** Writes a document. */
export function renderDocument({ scope, sections, definitions }: PreparedDocument): Body {
  const body: Body = { opening: [], rest: [] };
  let inOpening = true;
  sections.forEach((outlined, index) => {
    const { section, opening } = outlined;
    // Text before the first heading, when the document has a title further on, belongs to its opening.
    inOpening &&= opening || (!outlined.heading && sections[index + 1]?.opening === true);
    const target = inOpening ? body.opening : body.rest;
    target.push(...renderHeading(outlined, scope, definitions));
    const lines = opening ? leadingLines(section.blocks) : 0;
    target.push(...section.blocks.slice(0, lines).flatMap((block) => titleLine(block, section, scope)));
    body.rest.push(...renderBlocks(withRunIn(outlined, definitions).slice(lines), scope, placeIn(section.text)));
  });
  return body;
}

function leadingLines(blocks: readonly Block[]): number {
  const first = blocks.findIndex((block) => block.kind !== 'html' && !isTitleLine(block));
  return first < 0 ? blocks.length : first;
}

function titleLine(block: Block, section: Section, scope: Scope): Paragraph[] {
  if (block.kind !== 'paragraph') return [];
  return [new Paragraph({ style: 'Subtitle', children: renderInlines(withLines(block.inlines), scope, placeIn(section.text)) })];
}

/** Under a title the lines of the source are lines of the page: reference, procedure, closing date. */
function withLines(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if ('children' in inline) return [{ ...inline, children: withLines(inline.children) }];
    if (inline.kind !== 'text') return [inline];
    const { span } = inline;
    const lines = inline.text.split(/\r?\n/).map((text): Inline => ({ ...inline, text }));
    return lines.flatMap((line, index): Inline[] => (index > 0 ? [{ kind: 'break', span }, line] : [line]));
  });
}

function renderHeading({ section, heading }: OutlinedSection, scope: Scope, definitions: string): Paragraph[] {
  if (!heading || !section.heading || heading.role === 'runIn') return [];
  const inlines = headingInlines(section, section.heading, definitions);
  const words = renderInlines(inlines, scope, placeIn(section.text));
  const children = bookmarked(words, scope, heading.slug);
  return [new Paragraph({ ...headingStyle(heading.role, heading.level), ...(heading.role === 'heading' ? {} : alignmentOf(inlines)), children })];
}

/** Depth 1 after the title ("# Annexe A") keeps level 1, but must not look like a second title. */
function headingStyle(role: 'title' | 'subtitle' | 'heading', level: number): Pick<IParagraphOptions, 'style'> {
  if (role === 'subtitle') return { style: 'Subtitle' };
  if (role === 'title') return { style: 'Heading1' };
  return { style: level === 1 ? 'HeadingPart' : `Heading${level}` };
}

function bookmarked(children: ParagraphChild[], scope: Scope, slug: string): ParagraphChild[] {
  const { bookmarks } = scope.job;
  const name = bookmarks.get(`${scope.path}#${slug}`);
  return name === undefined ? children : [new Bookmark({ id: name, children })];
}

/** The blocks of a section; a heading that runs into its first paragraph is put back where it was written. */
function withRunIn({ section, heading }: OutlinedSection, definitions: string): readonly Block[] {
  const [first, ...rest] = section.blocks;
  if (heading?.role !== 'runIn' || !section.heading) return section.blocks;
  const beginning = headingInlines(section, section.heading, definitions);
  const { span } = section.heading;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', span, inlines: beginning }, ...section.blocks];
  return [{ ...first, inlines: [...beginning, ...first.inlines] }, ...rest];
}

/** The notes in the order of their calls, by number. */
export function renderNotes(job: Scope['job']): Record<string, { readonly children: readonly Paragraph[] }> {
  const notes: Record<string, { readonly children: readonly Paragraph[] }> = {};
  // A note may call another one for the first time; the list then grows while it is read.
  for (let index = 0; index < job.notes.length; index += 1) {
    const { scope, note } = job.notes[index]!;
    const [first, ...rest] = note.definition.blocks;
    const place = { ...placeIn(note.source), inNote: true };
    const lead = first?.kind === 'paragraph' ? renderInlines(first.inlines, scope, place) : renderText('', scope);
    const blocks = renderBlocks(first?.kind === 'paragraph' ? rest : note.definition.blocks, scope, place);
    const head = new Paragraph({ style: 'FootnoteText', children: [new TextRun({ text: '\u00a0' }), ...lead] });
    notes[index + 1] = { children: [head, ...blocks.filter((block) => block instanceof Paragraph)] };
  }
  return notes;
}
