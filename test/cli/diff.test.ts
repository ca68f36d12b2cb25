import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unifiedDiff } from '../../server/src/cli/diff.js';
import { applyEdits } from '../../server/src/judge/edits.js';
import type { TextEdit } from '../../server/src/judge/model.js';

function edit(start: number, end: number, text: string): TextEdit {
  return { path: 'a.md', span: { start, end }, text, placeholders: [] };
}

/** What `patch` does, without its tolerance. */
function patched(text: string, diff: string): string {
  const old = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const out: string[] = [];
  let at = 0;
  const lines = diff.split('\n');
  for (let i = 2; i < lines.length - 1; i += 1) {
    const line = lines[i]!;
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      assert.ok(start >= at, 'hunks in order');
      out.push(...old.slice(at, start));
      at = start;
      assert.equal(Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1), out.length, 'the new position');
      continue;
    }
    const content = `${line.slice(1)}${lines[i + 1]?.startsWith('\\') ? '' : '\n'}`;
    if (line[0] === '+') out.push(content);
    else if (line[0] === ' ' || line[0] === '-') {
      assert.equal(old[at], content);
      at += 1;
      if (line[0] === ' ') out.push(content);
    }
  }
  const result = [...out, ...old.slice(at)];
  assert.ok(result.slice(0, -1).every((line) => line.endsWith('\n')), 'only the last line may have no end');
  return result.join('');
}

describe('unified diff', () => {
  it('shows an insertion with three lines around it', () => {
    const diff = unifiedDiff('d/a.md', '1\n2\n3\n4\n5\n6\n7\n8\n', [edit(8, 8, 'new\n')]);
    assert.equal(diff, '--- a/d/a.md\n+++ b/d/a.md\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n');
  });

  it('says that a file has no end of line', () => {
    assert.equal(unifiedDiff('a', 'x', [edit(1, 1, '\ny\n')]), '--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n');
  });

  it('adds to an empty file', () => {
    assert.equal(unifiedDiff('a', '', [edit(0, 0, 'y\n')]), '--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+y\n');
  });

  it('is empty when nothing changes', () => {
    assert.equal(unifiedDiff('a', 'x\n', []), '');
    assert.equal(unifiedDiff('a', 'x\n', [edit(0, 1, 'x')]), '');
  });

  it('applied to the old text gives the new one', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', '\n', '\r\n', 'é', '🙂'), { maxLength: 60 }).map((parts) => parts.join(''));
    const cuts = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0, 0, 1, 5), fc.constantFrom('', 'n', 'n\n', '\nn', '\n\nn\nm\n')), { maxLength: 5 });
    fc.assert(
      fc.property(text, cuts, (old, chosen) => {
        const edits: TextEdit[] = [];
        for (const [where, length, added] of chosen) {
          const start = Math.floor(where * old.length);
          const end = Math.min(old.length, start + length);
          if (edits.every((other) => end < other.span.start || other.span.end < start)) edits.push(edit(start, end, added));
        }
        const diff = unifiedDiff('a.md', old, edits);
        assert.equal(diff === '' ? old : patched(old, diff), applyEdits(old, edits));
      }),
      { numRuns: 2000 },
    );
  });
});
