import { LeaderType, Paragraph, TableOfContents } from 'docx';
import type { Language } from '../../text/model.js';
import type { PreparedDocument } from './scope.js';

const TITLES: Readonly<Record<Language, string>> = { fr: 'Sommaire', en: 'Contents' };
/** A table of contents shows a level only while it stays under so many lines. */
const MAX_ENTRIES = 75;
const DEEPEST = 4;
/** From so many lines on the text begins on a new page. */
const OWN_PAGE = 8;

/** The table of contents of a file, and whether it fills a page of its own. */
export interface Contents {
  readonly children: readonly (Paragraph | TableOfContents)[];
  readonly ownPage: boolean;
}

/**
 * The table of contents, filled in from the headings. Levels are chosen so that it stays short: all chapters, then as many levels
 * as there is room for. Empty when there is nothing to list.
 * @param numbered whether page numbers will be worked out: dots lead to one
 */
export function contents(documents: readonly PreparedDocument[], language: Language, numbered: boolean): Contents {
  const listed = documents.flatMap(({ sections }) => sections.flatMap(({ heading }) => (heading && isListed(heading.role) ? [heading] : [])));
  // The only title of a file is not one of its chapters.
  const titles = listed.filter(({ level }) => level === 1).length;
  const from = titles === 1 && listed.some(({ role, level }) => role === 'title' && level === 1) ? 2 : 1;
  const count = (to: number): number => listed.filter(({ level }) => level >= from && level <= to).length;
  const first = listed.reduce((least, { level }) => (level >= from ? Math.min(least, level) : least), DEEPEST + 1);
  let to = first;
  while (to < Math.min(DEEPEST, first + 2) && count(to + 1) <= MAX_ENTRIES) to += 1;
  if (count(to) < 2) return { children: [], ownPage: false };
  const table = new TableOfContents(TITLES[language], {
    hyperlink: true,
    headingStyleRange: `${from}-${to}`,
    useAppliedParagraphOutlineLevel: true,
    hideTabAndPageNumbersInWebView: true,
    tabLeader: numbered ? LeaderType.DOT : LeaderType.NONE,
  });
  return { children: [new Paragraph({ style: 'TOCHeading', text: TITLES[language] }), table], ownPage: count(to) >= OWN_PAGE };
}

function isListed(role: string): boolean {
  return role === 'title' || role === 'heading';
}
