/** What an inline HTML tag means for the text after it. */
export type InlineTag = { readonly kind: 'break' } | { readonly kind: 'open' | 'close'; readonly name: string };

/** Reads one piece of inline HTML; comments and anything that is not a tag mean nothing. */
export function readTag(html: string): InlineTag | undefined {
  const tag = /^<(\/?)([A-Za-z][A-Za-z0-9]*)[^>]*?(\/?)>$/.exec(html);
  if (!tag) return undefined;
  const name = tag[2]!.toLowerCase();
  if (name === 'br') return { kind: 'break' };
  return tag[3] ? undefined : { kind: tag[1] ? 'close' : 'open', name };
}

/** The text without its HTML comments; one that is never closed goes on to the end, as in a browser. */
export function withoutComments(html: string): string {
  let out = '';
  for (let at = 0; ; ) {
    const open = html.indexOf('<!--', at);
    if (open < 0) return out + html.slice(at);
    out += html.slice(at, open);
    const close = html.indexOf('-->', open + 2);
    if (close < 0) return out;
    at = close + 3;
  }
}

/** The paragraphs of a block of HTML, tags removed: what it says must not be lost, how it looked may. */
export function htmlParagraphs(html: string): string[] {
  return withoutComments(html)
    .replace(/<(script|style)(?=[\s>])[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<(?:br|\/?(?:p|div|h[1-6]|li|ul|ol|tr|table|section|summary|details|blockquote|center))(?=[\s/>])[^<>]*>/gi, '\n\n')
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(/<[/?!]?[A-Za-z][^<>]*>/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
