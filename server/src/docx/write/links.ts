/** Where a link leads: out of the file, or to a heading of one of its documents. */
export type LinkTarget =
  | { readonly kind: 'external'; readonly href: string }
  | { readonly kind: 'internal'; readonly key: string };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(?:https?|mailto|tel|ftp):/i;

/**
 * Reads a link's address. Addresses Word could not open safely (scripts, local files, broken URLs) have no target: the text
 * stays, the link goes.
 * @param from path of the document the link stands in
 */
export function linkTarget(url: string, from: string): LinkTarget | undefined {
  if (SCHEME.test(url)) {
    if (!ALLOWED.test(url)) return undefined;
    const href = wellFormed(url);
    return href === undefined ? undefined : { kind: 'external', href };
  }
  const hash = url.indexOf('#');
  const file = hash < 0 ? url : url.slice(0, hash);
  const slug = hash < 0 ? '' : decode(url.slice(hash + 1)).toLowerCase();
  const path = file === '' ? from : resolvePath(from, decode(file));
  return file === '' && slug === '' ? undefined : { kind: 'internal', key: `${path}#${slug}` };
}

/** Word refuses to open a file with a relationship that is not a URI. A good one stays as its author wrote it. */
function wellFormed(url: string): string | undefined {
  try {
    const { href } = new URL(url);
    return /^[!#$%&()*+,./0-9:;=?@A-Z[\]_a-z~'-]+$/.test(url) ? url : href;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function resolvePath(from: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The anchors of a document's headings as Markdown previews make them: "Article 3 – Prix" is `article-3--prix`; repeated ones are numbered. */
export function slugs(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const slug = heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
