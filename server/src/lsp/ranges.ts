import type { Range } from 'vscode-languageserver';
import { joinPath } from '../library/files.js';
import { Lines } from '../text/lines.js';
import type { Span } from '../text/model.js';
import type { Judged } from './dossiers.js';

const known = new WeakMap<Judged, Map<string, Lines>>();

/** The lines of a file that a verdict speaks of; undefined when it could not be read. */
export function linesOf(judged: Judged, path: string): Lines | undefined {
  let lines = known.get(judged);
  if (!lines) known.set(judged, (lines = new Map()));
  const absolute = joinPath(judged.folder, path);
  const found = lines.get(absolute);
  if (found) return found;
  const text = judged.texts.get(absolute);
  if (text === undefined) return undefined;
  const made = new Lines(text);
  lines.set(absolute, made);
  return made;
}

/** A span as the protocol's range; the top of the file when its text is not known. */
export function rangeOf(judged: Judged, path: string, span: Span | undefined): Range {
  const lines = linesOf(judged, path);
  if (!lines || !span) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const start = lines.at(span.start);
  const end = lines.at(Math.max(span.start, span.end));
  return { start: { line: start.line, character: start.column }, end: { line: end.line, character: end.column } };
}

/** Whether two ranges share a place; ranges that only touch do, so that a cursor at the end of one counts. */
export function touch(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
