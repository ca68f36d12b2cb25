import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import type { Language } from '../../text/model.js';
import { LOCALES } from './typography.js';

/** ZIP has no date before (APPNOTE 4.4.6). */
const FIRST_ZIP_YEAR = 1980;
const NOT_TEXT = /^word\/media\//;

/**
 * Makes a package the same for the same text: what the docx library takes from the clock, from chance or from a counter of the
 * process is replaced, and the parts are stored in order with one date.
 * @param date ISO date, with or without a time
 * @throws RangeError when `date` is no ISO date
 */
export function reproducible(bytes: Uint8Array, date: string, language: Language): Uint8Array {
  const instant = readDate(date);
  const parts = unzipSync(bytes);
  const out: Zippable = {};
  for (const name of Object.keys(parts).sort()) {
    const data = parts[name]!;
    out[name] = NOT_TEXT.test(name) ? data : strToU8(fixPart(name, strFromU8(data), instant.iso, language));
  }
  for (const name of Object.keys(parts)) renameRelationships(name, out);
  return zipSync(out, { level: 6, mtime: instant.zip });
}

function readDate(date: string): { readonly iso: string; readonly zip: Date } {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(date);
  if (!match) throw new RangeError(`Not an ISO date: ${date}`);
  const [, year, month, day, time] = match;
  // fflate reads the local time of the date: midnight local is the same bytes in every time zone.
  const zip = new Date(Math.max(FIRST_ZIP_YEAR, Number(year)), Number(month) - 1, Number(day));
  return { iso: `${year}-${month}-${day}T${time ?? '00:00:00'}Z`, zip };
}

function fixPart(name: string, xml: string, iso: string, language: Language): string {
  if (name === 'docProps/core.xml') {
    return xml
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${iso}`)
      .replace('</cp:coreProperties>', `<dc:language>${LOCALES[language]}</dc:language></cp:coreProperties>`);
  }
  if (name === 'word/document.xml') return renumberDrawings(renumberBookmarks(xml));
  return xml;
}

/** The library counts bookmarks through the life of the process, and names those of the contents by that count. */
function renumberBookmarks(xml: string): string {
  const ids = new Map<string, number>();
  for (const match of xml.matchAll(/<w:bookmarkStart [^>]*?w:id="(\d+)"/g)) ids.set(match[1]!, ids.size + 1);
  const next = (id: string): number => ids.get(id) ?? 0;
  return xml
    .replace(/(<w:bookmark(?:Start|End) [^>]*?w:id=")(\d+)"/g, (_, before: string, id: string) => `${before}${next(id)}"`)
    .replace(/((?:w:name|w:anchor)="_Toc|PAGEREF _Toc)(\d+)/g, (_, before: string, id: string) => `${before}${String(next(id)).padStart(6, '0')}`);
}

function renumberDrawings(xml: string): string {
  let count = 0;
  return xml.replace(/(<wp:docPr [^>]*?(?<=\s)id=")[^"]*"/g, (_, before: string) => `${before}${(count += 1)}"`);
}

/**
 * Moves the fragment of a web address from `w:anchor` back into its target, where every reader looks for it: an anchor is the name
 * of a bookmark to them.
 */
function joinFragments(xml: string, rels: string): { readonly xml: string; readonly rels: string } {
  const fragments = new Map<string, string>();
  const joined = xml.replace(/<w:hyperlink [^>]*>/g, (tag) => {
    const anchor = / w:anchor="([^"]*)"/.exec(tag);
    const id = / r:id="([^"]*)"/.exec(tag);
    if (!anchor || !id) return tag;
    fragments.set(id[1]!, anchor[1]!);
    return tag.replace(anchor[0], '');
  });
  const targets = rels.replace(/<Relationship [^>]*>/g, (tag) => {
    const fragment = fragments.get(/ Id="([^"]*)"/.exec(tag)?.[1] ?? '');
    return fragment === undefined ? tag : tag.replace(/( Target="[^"]*)"/, (_, target: string) => `${target}#${fragment}"`);
  });
  return { xml: joined, rels: targets };
}

/** Hyperlinks have chance ids; they get numbers in the order of their targets' first use. */
function renameRelationships(name: string, parts: Zippable): void {
  const match = /^(.*)_rels\/([^/]+)\.rels$/.exec(name);
  const part = match ? `${match[1]}${match[2]}` : '';
  const rels = parts[name];
  const data = parts[part];
  if (!(rels instanceof Uint8Array) || !(data instanceof Uint8Array)) return;
  const { xml, rels: targets } = joinFragments(strFromU8(data), strFromU8(rels));
  const ids = new Map<string, string>();
  const all = [...targets.matchAll(/ Id="(rId[^"]*)"/g)].map(([, id]) => id!);
  const chance = new Set(all.filter((id) => !/^rId\d+$/.test(id)));
  if (chance.size === 0) return;
  for (const [, id] of xml.matchAll(/ r:id="([^"]*)"/g)) if (chance.has(id!) && !ids.has(id!)) ids.set(id!, `rIdLink${ids.size + 1}`);
  const renamed = (_: string, before: string, id: string): string => `${before}${ids.get(id) ?? id}"`;
  parts[part] = strToU8(xml.replace(/( r:id=")([^"]*)"/g, renamed));
  parts[name] = strToU8(sortedRelationships(targets.replace(/( Id=")([^"]*)"/g, renamed)));
}

function sortedRelationships(xml: string): string {
  const all = xml.match(/<Relationship [^>]*\/>/g) ?? [];
  const sorted = [...all].sort((a, b) => (a < b ? -1 : 1));
  let index = 0;
  return xml.replace(/<Relationship [^>]*\/>/g, () => sorted[index++]!);
}
