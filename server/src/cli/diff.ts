import type { TextEdit } from '../judge/model.js';

const CONTEXT = 3;

/** Lines that one or several edits replace: `from` and `to` count from 0, `to` excluded. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * A unified diff of one file, as `patch -p1` takes it.
 * @param path path after `a/` and `b/`
 * @param edits edits that do not overlap
 */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const old = linesOf(text);
  const changes = changesOf(text, old, edits);
  if (changes.length === 0) return '';
  let shift = 0;
  const out = [`--- a/${path}\n`, `+++ b/${path}\n`];
  for (const hunk of hunksOf(changes)) {
    const from = Math.max(0, hunk[0]!.from - CONTEXT);
    const to = Math.min(old.length, hunk[hunk.length - 1]!.to + CONTEXT);
    const body: string[] = [];
    let at = from;
    let added = 0;
    for (const change of hunk) {
      body.push(...old.slice(at, change.from).map((line) => ` ${line}`), ...old.slice(change.from, change.to).map((line) => `-${line}`), ...change.lines.map((line) => `+${line}`));
      added += change.lines.length - (change.to - change.from);
      at = change.to;
    }
    body.push(...old.slice(at, to).map((line) => ` ${line}`));
    out.push(`@@ -${range(from, to - from)} +${range(from + shift, to - from + added)} @@\n`, ...body.map(closed));
    shift += added;
  }
  return out.join('');
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function closed(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}

/** An empty range is named by the line before it. */
function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
}

/** Widens edits to whole lines; edits that touch the same line become one change. */
function changesOf(text: string, old: readonly string[], edits: readonly TextEdit[]): Change[] {
  const starts: number[] = [0];
  for (const line of old) starts.push(starts[starts.length - 1]! + line.length);
  // What is added after a last line that has no end changes that line.
  const lastFrom = text === '' || text.endsWith('\n') ? old.length : old.length - 1;
  const changes: Change[] = [];
  let from = 0;
  for (const group of groupsByLine(text, edits)) {
    const end = group[group.length - 1]!.span.end;
    while (from < lastFrom && starts[from + 1]! <= group[0]!.span.start) from += 1;
    let to = from;
    while (to < old.length && starts[to]! < end) to += 1;
    let replaced = '';
    let at = starts[from]!;
    for (const edit of group) {
      replaced += text.slice(at, edit.span.start) + edit.text;
      at = edit.span.end;
    }
    replaced += text.slice(at, Math.max(at, starts[to]!));
    if (to < old.length && !replaced.endsWith('\n') && (replaced !== '' || to === from)) {
      replaced += old[to]!.slice(Math.max(0, at - starts[to]!));
      to += 1;
    }
    changes.push(trimmed(old, { from, to, lines: linesOf(replaced) }));
  }
  return changes.filter((change) => change.from < change.to || change.lines.length > 0);
}

function groupsByLine(text: string, edits: readonly TextEdit[]): TextEdit[][] {
  const groups: TextEdit[][] = [];
  let end = -1;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const group = groups[groups.length - 1];
    if (group && !text.slice(end, edit.span.start).includes('\n')) group.push(edit);
    else groups.push([edit]);
    end = edit.span.end;
  }
  return groups;
}

/** Lines that stay as they were at either end are no part of a change. */
function trimmed(old: readonly string[], change: Change): Change {
  let { from, to } = change;
  let lines = change.lines;
  while (from < to && lines.length > 0 && old[from] === lines[0]) {
    from += 1;
    lines = lines.slice(1);
  }
  while (to > from && lines.length > 0 && old[to - 1] === lines[lines.length - 1]) {
    to -= 1;
    lines = lines.slice(0, -1);
  }
  return { from, to, lines };
}

/** Changes with fewer than twice the context between them share a hunk. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const hunk = hunks[hunks.length - 1];
    if (hunk && change.from - hunk[hunk.length - 1]!.to <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
}
