import type { Span } from './model.js';

/**
 * Cuts Markdown at places where a parser that starts afresh sees the same blocks as one that read the whole: at a heading
 * (ATX at the margin, or a paragraph after a blank line that looks like a heading), outside fences and HTML blocks.
 * Cutting too seldom is always right, only slower; a doubtful place is therefore no cut.
 * Source: CommonMark 0.31.2, sections 4.5 (fences), 4.6 (HTML blocks), 5.1 to 5.3 (containers).
 * @returns spans that cover `text` from `from` on without gaps; linear time.
 */
export function chunks(text: string, from: number): Span[] {
  const cuts: number[] = [from];
  const state = new BlockState();
  let start = from;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    if (start > from && state.free(line) && startsSection(line, state.afterBlank, text, newline)) cuts.push(start);
    state.read(line);
    start = end + 1;
  }
  return cuts.map((cut, index) => ({ start: cut, end: cuts[index + 1] ?? text.length }));
}

const ATX = /^#{1,6}(?:[ \t]|$)/;
const SETEXT_UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const LIST_MARKER = /^(\s*)(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)/;
const FENCE = /^( {0,3})(`{3,}|~{3,})/;
/** Lines that no paragraph can lazily take in: they end the list that stands open above them. */
const INTERRUPTS = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|`{3}|~{3}|>|<|\[\^[^\]]+\]:|(?:[-*_][ \t]*){3,}$)/;
const BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const PSEUDO = /^(?:\*\*|__|(?:article|art\.|clause|annexe?|appendix|schedule|titre|chapitre|chapter|section|partie|part|lot)[ \u00a0\u202f])/i;

function startsSection(line: string, afterBlank: boolean, text: string, newline: number): boolean {
  if (ATX.test(line)) return true;
  if (!afterBlank || line === '' || !/^[\p{L}\p{N}*_"«(]/u.test(line) || LIST_MARKER.test(line)) return false;
  if (PSEUDO.test(line)) return true;
  if (newline < 0) return false;
  const next = text.indexOf('\n', newline + 1);
  return SETEXT_UNDERLINE.test(text.slice(newline + 1, next < 0 ? text.length : next).replace(/\r$/, ''));
}

const RAW_HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![A-Za-z]/, />/],
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
];

/** What the lines read so far leave open at the document's margin. */
class BlockState {
  afterBlank = true;
  private fence: { readonly mark: string; readonly container: number } | undefined;
  private rawHtmlEnd: RegExp | undefined;
  private inHtml = false;
  /** Content offset of the list that is open, 0 when none is. */
  private list = 0;

  /** Whether `line`, the next to be read, may begin a section. */
  free(line: string): boolean {
    if (this.rawHtmlEnd || this.inHtml) return false;
    return !this.fence || (this.fence.container > 0 && line !== '' && indent(line) < this.fence.container);
  }

  read(line: string): void {
    const blank = line.trim() === '';
    if (this.rawHtmlEnd) {
      if (this.rawHtmlEnd.test(line)) this.rawHtmlEnd = undefined;
    } else if (this.fence && !this.leavesContainer(line, blank)) {
      this.closeFence(line);
    } else {
      this.fence = undefined;
      this.readOpen(line, blank);
    }
    this.afterBlank = blank;
  }

  private leavesContainer(line: string, blank: boolean): boolean {
    return this.fence !== undefined && this.fence.container > 0 && !blank && indent(line) < this.fence.container;
  }

  private closeFence(line: string): void {
    const mark = this.fence!.mark;
    const body = line.trim();
    if (body.length >= mark.length && body === mark.charAt(0).repeat(body.length)) this.fence = undefined;
  }

  private readOpen(line: string, blank: boolean): void {
    if (blank) {
      this.inHtml = false;
      return;
    }
    if (this.inHtml) return;
    const marker = BREAK.test(line) ? null : LIST_MARKER.exec(line);
    if (marker) this.list = marker[0].length || 2;
    else if (indent(line) < this.list && (this.afterBlank || INTERRUPTS.test(line))) this.list = 0;
    for (const [open, close] of RAW_HTML) {
      const opening = open.exec(line);
      if (!opening) continue;
      if (!close.test(line.slice(opening[0].length))) this.rawHtmlEnd = close;
      return;
    }
    if (/^ {0,3}<\/?[A-Za-z]/.test(line)) {
      this.inHtml = true;
      return;
    }
    const fence = FENCE.exec(line);
    if (!fence || (fence[2]!.startsWith('`') && line.indexOf('`', fence[0].length) >= 0)) return;
    const depth = fence[1]!.length;
    this.fence = { mark: fence[2]!, container: this.list > 0 && depth >= Math.min(this.list, 2) && depth > 0 ? depth : 0 };
  }
}

function indent(line: string): number {
  let columns = 0;
  for (let i = 0; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code === 32) columns += 1;
    else if (code === 9) columns += 4 - (columns % 4);
    else return columns;
  }
  return columns;
}
