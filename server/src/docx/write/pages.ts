import { Footer, Header, type IPropertiesOptions, PageBreak, PageNumber, Paragraph, type ParagraphChild, Tab, TabStopType, TextRun } from 'docx';
import type { Body } from './body.js';
import type { Contents } from './contents.js';
import type { PreparedDocument } from './scope.js';
import { TEXT_WIDTH } from './tables.js';
import type { ExportOptions } from './types.js';
import { setText } from './typography.js';

type Sections = IPropertiesOptions['sections'];
type Section = Sections[number];
type Child = Section['children'][number];

const A4 = { width: 11906, height: 16838 };
const MARGIN = (A4.width - TEXT_WIDTH) / 2;

/**
 * The pages of the file: of one document, its opening, the contents and the rest; of several, a cover with the contents and then
 * each document from a new page on.
 */
export function pages(documents: readonly PreparedDocument[], bodies: readonly Body[], contents: Contents, options: ExportOptions): Sections {
  const [only] = bodies;
  if (bodies.length === 1 && only) return [section(single(documents[0]!, only, contents, options), [], options)];
  const cover = section([...coverPage(options), ...contents.children], [], options);
  const rest = bodies.map((body, index) => section([...body.opening, ...body.rest], headerLines(documents[index]!, options), options));
  return [cover, ...rest];
}

function single(document: PreparedDocument, { opening, rest }: Body, contents: Contents, options: ExportOptions): Child[] {
  const headed = document.sections.find(({ heading }) => heading);
  const untitled = headed?.heading?.role !== 'title' && headed?.section.heading?.text !== options.title;
  const title = untitled ? [new Paragraph({ style: 'Title', text: words(options.title, options) })] : [];
  const apart = contents.ownPage && rest.length > 0 ? [new Paragraph({ style: 'TableGap', children: [new PageBreak()] })] : [];
  return [...title, ...opening, ...contents.children, ...apart, ...rest];
}

function coverPage(options: ExportOptions): Paragraph[] {
  const line = (text: string | undefined): Paragraph[] => (text ? [new Paragraph({ style: 'Subtitle', text: words(text, options) })] : []);
  return [...line(options.buyer), new Paragraph({ style: 'Title', text: words(options.title, options) }), ...line(options.reference)];
}

/** What the header says under the file's title: which of its documents one is in. A first title may be the buyer's name. */
function headerLines({ sections }: PreparedDocument, options: ExportOptions): string[] {
  const title = sections.findLast(({ heading }) => heading?.role === 'title')?.section.heading?.text;
  return title !== undefined && title !== options.title ? [title] : [];
}

/** The first page of each section has no header: the title stands there in full. */
function section(children: readonly Child[], lines: readonly string[], options: ExportOptions): Section {
  const all = [options.title, ...lines];
  const header = all.map((line, index) => new Paragraph({ style: index === all.length - 1 ? 'Header' : 'HeaderLine', text: words(line, options) }));
  return {
    properties: {
      titlePage: true,
      page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 680, footer: 600, gutter: 0 } },
    },
    headers: { default: new Header({ children: header }), first: new Header({ children: [new Paragraph({ style: 'HeaderLine' })] }) },
    footers: { default: footer(options), first: footer(options) },
    children,
  };
}

function footer(options: ExportOptions): Footer {
  const left = [options.buyer, options.reference].filter((text) => text !== undefined && text !== '').join(' – ');
  const children: ParagraphChild[] = [
    new TextRun({ text: words(left, options) }),
    new TextRun({ children: [new Tab(), 'Page\u00a0', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
  ];
  return new Footer({ children: [new Paragraph({ style: 'Footer', tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], children })] });
}

function words(text: string, { language }: ExportOptions): string {
  return setText(text, language, '');
}
