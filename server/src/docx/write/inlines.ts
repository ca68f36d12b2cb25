import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HighlightColor,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Inline } from '../../text/model.js';
import { plainText } from '../../text/prose.js';
import { readTag } from './html.js';
import { imageRun } from './images.js';
import { linkTarget } from './links.js';
import { noteBookmark, noteReference } from './fields.js';
import type { Place, Scope } from './types.js';
import { LOCALES, setText, xmlSafe } from './typography.js';

type Look = Pick<IRunOptions, 'bold' | 'italics' | 'strike' | 'subScript' | 'superScript' | 'underline' | 'style'>;

const TAG_LOOKS: Readonly<Record<string, Look>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italics: true },
  em: { italics: true },
  s: { strike: true },
  del: { strike: true },
  sup: { superScript: true },
  sub: { subScript: true },
  u: { underline: {} },
  ins: { underline: {} },
  code: { style: 'CodeText' },
};

const CODE: Look = { style: 'CodeText' };
const LINK: Look = { style: 'Hyperlink' };

/** One paragraph's text while it is written. */
interface Pen {
  readonly scope: Scope;
  readonly place: Place;
  /** Last character written on the line: spaces and French punctuation depend on it. */
  previous: string;
}

/** The inlines of one paragraph as Word's runs, links and notes. Comments leave nothing. */
export function renderInlines(inlines: readonly Inline[], scope: Scope, place: Place, look: Look = {}): ParagraphChild[] {
  return write(inlines, look, { scope, place, previous: '' });
}

/** Plain words as runs, with the same typography as the text. */
export function renderText(text: string, scope: Scope, look: Look = {}): ParagraphChild[] {
  return textRuns(setText(text, scope.language, ''), look, scope);
}

function write(inlines: readonly Inline[], base: Look, pen: Pen): ParagraphChild[] {
  const open: { readonly name: string; readonly look: Look }[] = [];
  let look = base;
  return inlines.flatMap((inline) => {
    if (inline.kind !== 'html') return writeOne(inline, look, pen);
    const tag = readTag(inline.text);
    if (tag?.kind === 'break') return lineBreak(pen);
    if (tag?.kind === 'open' && TAG_LOOKS[tag.name]) {
      open.push({ name: tag.name, look });
      look = { ...look, ...TAG_LOOKS[tag.name] };
    } else if (tag?.kind === 'close' && open[open.length - 1]?.name === tag.name) {
      look = open.pop()!.look;
    }
    return [];
  });
}

function writeOne(inline: Exclude<Inline, { kind: 'html' }>, look: Look, pen: Pen): ParagraphChild[] {
  switch (inline.kind) {
    case 'text':
      return words(setText(inline.text, pen.scope.language, pen.previous), look, pen);
    case 'code':
      return words(xmlSafe(inline.text.replace(/[\r\n]+/g, ' ')), { ...look, ...CODE }, pen);
    case 'emphasis':
      return write(inline.children, { ...look, italics: true }, pen);
    case 'strong':
      return write(inline.children, { ...look, bold: true }, pen);
    case 'strikethrough':
      return write(inline.children, { ...look, strike: true }, pen);
    case 'break':
      return lineBreak(pen);
    case 'link':
      return link(inline.url, inline.children, look, pen);
    case 'image':
      return image(inline.url, inline.alt, look, pen);
    case 'footnoteReference':
      return footnoteCall(inline.label, look, pen);
  }
}

function words(text: string, look: Look, pen: Pen): ParagraphChild[] {
  if (text === '') return [];
  pen.previous = text.charAt(text.length - 1);
  return textRuns(text, look, pen.scope);
}

const PLACEHOLDER = /(\{\{[^{}\n]{1,200}\}\})/;

function textRuns(text: string, look: Look, { job, language }: Scope): TextRun[] {
  const foreign = language === job.language ? {} : { language: { value: LOCALES[language] } };
  const pieces = job.draft ? text.split(PLACEHOLDER) : [text];
  return pieces.flatMap((piece, index) => {
    if (piece === '') return [];
    return new TextRun({ ...look, ...foreign, ...(index % 2 === 1 ? { highlight: HighlightColor.YELLOW } : {}), text: piece });
  });
}

function lineBreak(pen: Pen): ParagraphChild[] {
  pen.previous = '';
  return [new TextRun({ break: 1 })];
}

function link(url: string, children: readonly Inline[], look: Look, pen: Pen): ParagraphChild[] {
  const target = linkTarget(url, pen.scope.path);
  if (target?.kind === 'external') return [new ExternalHyperlink({ link: target.href, children: write(children, { ...look, ...LINK }, pen) })];
  const anchor = target && pen.scope.job.bookmarks.get(target.key);
  // An internal link keeps the look of the text: a printed tender has no blue words that lead to its own articles.
  return anchor === undefined ? write(children, look, pen) : [new InternalHyperlink({ anchor, children: write(children, look, pen) })];
}

function image(url: string, alt: string, look: Look, pen: Pen): ParagraphChild[] {
  const bytes = pen.scope.images.get(url);
  const run = bytes && imageRun(bytes, alt);
  if (run) {
    pen.previous = '\ufffc';
    return [run];
  }
  const label = pen.scope.language === 'fr' ? `[Image : ${alt || url}]` : `[Image: ${alt || url}]`;
  return words(setText(label, pen.scope.language, pen.previous), { ...look, italics: true }, pen);
}

function footnoteCall(label: string, look: Look, pen: Pen): ParagraphChild[] {
  const { scope, place } = pen;
  const key = label.toLowerCase();
  const note = scope.notes.get(key);
  if (!note) return [];
  if (place.inNote) {
    // Word has no notes in notes: the words stand where they are called.
    const text = note.definition.blocks.map((block) => (block.kind === 'paragraph' ? plainText(block.inlines) : '')).join(' ').trim();
    return words(setText(` (${text})`, scope.language, pen.previous), look, pen);
  }
  const known = scope.noteNumbers.get(key);
  if (known !== undefined) return [noteReference(known)];
  const number = scope.job.notes.push({ scope, note });
  scope.noteNumbers.set(key, number);
  const call = new FootnoteReferenceRun(number);
  return [(scope.noteCalls.get(key) ?? 0) > 1 ? new Bookmark({ id: noteBookmark(number), children: [call] }) : call];
}
