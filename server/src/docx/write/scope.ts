import type { Block, Document } from '../../text/model.js';
import { linkTarget } from './links.js';
import { type OutlinedSection, headingInlines, outlineOf } from './outline.js';
import type { ExportedDocument, ExportOptions, Job, Note, Scope } from './types.js';
import { eachBlock, eachInline } from './walk.js';

/** A document ready to be written. */
export interface PreparedDocument {
  readonly scope: Scope;
  readonly sections: readonly OutlinedSection[];
  /** The document's link and note definitions, for headings that use them. */
  readonly definitions: string;
}

/** A whole export ready to be written. */
export interface Preparation {
  readonly job: Job;
  readonly prepared: readonly PreparedDocument[];
}

/** Reads what must be known before the first word is written: notes, how often each is called, and which headings are linked to. */
export function prepare(documents: readonly ExportedDocument[], options: ExportOptions): Preparation {
  const outlines = documents.map(({ document }) => outlineOf(document));
  const definitions = documents.map(({ document }) => definitionsOf(document));
  const blocks = documents.map(({ document }, index) => allBlocks(document, definitions[index]!));
  const job: Job = {
    draft: options.draft === true,
    language: options.language,
    notes: [],
    orderedLists: new Map(),
    lists: 0,
    bookmarks: bookmarksOf(documents, outlines, blocks),
  };
  const prepared = documents.map(({ path, document, language, images }, index) => ({
    scope: {
      job,
      path,
      language,
      images: images ?? new Map(),
      notes: notesOf(document),
      noteCalls: callsOf(blocks[index]!),
      noteNumbers: new Map(),
    },
    sections: outlines[index]!,
    definitions: definitions[index]!,
  }));
  return { job, prepared };
}

function definitionsOf(document: Document): string {
  if (!document.text.includes(']:')) return '';
  const lines = document.text.matchAll(/^ {0,3}\[(\^?)([^\]\r\n]{1,200})\]:[ \t]*(\S*)/gm);
  return [...lines].map(([, caret, label, url]) => (caret ? `[^${label}]: .` : `[${label}]: ${url || '<>'}`)).join('\n\n');
}

/** The blocks of every section, headings with their inlines included. */
function allBlocks(document: Document, definitions: string): Block[] {
  return document.sections.flatMap((section) => {
    const { heading } = section;
    if (!heading || !section.text.slice(heading.span.start, heading.span.end).includes('[')) return section.blocks;
    return [{ kind: 'paragraph', span: heading.span, inlines: headingInlines(section, heading, definitions) }, ...section.blocks];
  });
}

function notesOf(document: Document): Map<string, Note> {
  const notes = new Map<string, Note>();
  for (const section of document.sections) {
    eachBlock(section.blocks, (block) => {
      if (block.kind !== 'footnote') return;
      const key = block.label.toLowerCase();
      if (!notes.has(key)) notes.set(key, { definition: block, source: section.text });
    });
  }
  return notes;
}

function callsOf(blocks: readonly Block[]): Map<string, number> {
  const calls = new Map<string, number>();
  eachInline(blocks, (inline) => {
    if (inline.kind !== 'footnoteReference') return;
    const key = inline.label.toLowerCase();
    calls.set(key, (calls.get(key) ?? 0) + 1);
  });
  return calls;
}

/** Names a bookmark for each heading that is linked to, in the order of the headings. */
function bookmarksOf(
  documents: readonly ExportedDocument[],
  outlines: readonly (readonly OutlinedSection[])[],
  blocks: readonly (readonly Block[])[],
): Map<string, string> {
  const wanted = new Set<string>();
  documents.forEach(({ path }, index) => {
    eachInline(blocks[index]!, (inline) => {
      const target = inline.kind === 'link' ? linkTarget(inline.url, path) : undefined;
      if (target?.kind === 'internal') wanted.add(target.key);
    });
  });
  const names = new Map<string, string>();
  let count = 0;
  documents.forEach(({ path }, index) => {
    const headings = outlines[index]!.filter(({ heading }) => heading && heading.role !== 'runIn');
    headings.forEach(({ heading }, position) => {
      const keys = [`${path}#${heading!.slug}`, ...(position === 0 ? [`${path}#`] : [])];
      if (!keys.some((key) => wanted.has(key))) return;
      count += 1;
      const name = `_Ref${String(count).padStart(6, '0')}`;
      for (const key of keys) names.set(key, name);
    });
  });
  return names;
}

