import type { FrontMatter } from './model.js';

/** Finds YAML front matter: `---` on the first line, up to the next `---` or `...` line. A byte-order mark may stand before it. */
export function readFrontMatter(text: string): { readonly frontMatter?: FrontMatter; readonly bodyStart: number } {
  const first = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (!first) return { bodyStart: text.startsWith('\uFEFF') ? 1 : 0 };
  const start = first[0].length;
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (/^(?:---|\.\.\.)[ \t]*\r?$/.test(text.slice(at, Math.min(end, at + 200)))) {
      return { frontMatter: { span: { start, end: at }, text: text.slice(start, at) }, bodyStart: newline < 0 ? text.length : newline + 1 };
    }
    at = end + 1;
  }
  return { bodyStart: 0 };
}
