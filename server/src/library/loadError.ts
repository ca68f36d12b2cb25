import type { LoadError, LoadErrorCode } from './model.js';
import type { Span } from '../text/model.js';

/** A mistake in a file of the library or configuration. */
export function loadError(code: LoadErrorCode, path: string, span: Span | undefined, values: Record<string, string> = {}, severity: LoadError['severity'] = 'error'): LoadError {
  return { code, severity, path, ...(span ? { span } : {}), values };
}

/** The valid name nearest to what was written, when it is near enough to be a slip (a third of its letters at most). */
export function didYouMean(written: string, valid: readonly string[]): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of valid) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (!best || distance < best.distance) best = { name, distance };
  }
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Levenshtein distance, on names only: both are cut at 60 characters. */
function editDistance(a: string, b: string): number {
  const left = a.slice(0, 60);
  const right = b.slice(0, 60);
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[right.length]!;
}
