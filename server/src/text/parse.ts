import { chunks } from './chunks.js';
import { readFrontMatter } from './frontMatter.js';
import { parseMarkdown } from './markdown.js';
import type { Document } from './model.js';
import { RecentCache } from './recentCache.js';
import { type LooseSection, looseSections, placeSections } from './sections.js';

/** Analyses kept by a chunk's text. */
export class SectionCache extends RecentCache<readonly LooseSection[]> {}

/**
 * Reads a Markdown document into sections.
 * @param text the whole file; never changed, offsets are into it
 * @param cache analyses of chunks seen before: an edit parses the chunk it touched, nothing else
 */
export function parseDocument(text: string, cache: SectionCache = new SectionCache()): Document {
  const { frontMatter, bodyStart } = readFrontMatter(text);
  const definitions = definitionsOf(text);
  const loose = chunks(text, bodyStart).flatMap((span) => {
    const chunk = text.slice(span.start, span.end);
    const extra = definitionsFor(chunk, definitions);
    const sections = cache.get(extra === '' ? chunk : `${chunk}\u0000${extra}`, () => looseSections(chunk, parseMarkdown(chunk, extra)));
    return sections.map((section) => ({
      base: span.start + section.span.start,
      text: chunk.slice(section.span.start, section.span.end),
      section,
    }));
  });
  cache.rotate();
  return { text, ...(frontMatter ? { frontMatter } : {}), sections: placeSections(loose) };
}

/** Link and footnote definitions of the document by label; what one section refers to may be defined in another. */
function definitionsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!text.includes(']:')) return found;
  for (const match of text.matchAll(/^ {0,3}\[(\^?)([^\]\r\n]{1,200})\]:[ \t]*(\S*)/gm)) {
    const key = `${match[1]}${match[2]!.toLowerCase()}`;
    if (!found.has(key)) found.set(key, match[1] ? `[^${match[2]}]: .` : `[${match[2]}]: ${match[3] || '<>'}`);
  }
  return found;
}

function definitionsFor(chunk: string, definitions: ReadonlyMap<string, string>): string {
  if (definitions.size === 0) return '';
  const needed = new Set<string>();
  for (const match of chunk.matchAll(/\[(\^?)([^[\]\r\n]{1,200})\](:?)/g)) {
    const definition = definitions.get(`${match[1]}${match[2]!.toLowerCase()}`);
    if (definition && !(match[3] && match[1] === '')) needed.add(definition);
  }
  return [...needed].sort().join('\n\n');
}
