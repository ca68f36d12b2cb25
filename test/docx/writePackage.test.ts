import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, it } from 'mocha';
import { columnWidths } from '../../server/src/docx/write/columns.js';
import { frenchSpaces } from '../../server/src/docx/write/typography.js';
import { writeDocx } from '../../server/src/docx/write/index.js';
import { bytesOf, partsOf, textOf } from './written.js';

const RICH = [
  '# CCAP',
  '## Article 1 – Objet[^1]\n\nVoir [site](https://example.org#x), [autre](https://example.com) et [plus bas](#article-2--durée).',
  '## Article 2 – Durée\n\n1. un\n2. deux\n\n| A | B |\n|---|---|\n| 1 | ![i](i.png) |',
  '[^1]: Voir [note](https://note.example).',
].join('\n\n');

/** What any reader of XML checks first: tags that close in order, no character XML forbids. */
function assertWellFormed(name: string, xml: string): void {
  const open: string[] = [];
  for (const [, close, tag, empty] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close) assert.equal(open.pop(), tag, name);
    else if (!empty) open.push(tag!);
  }
  assert.deepEqual(open, [], name);
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/, name);
  assert.doesNotMatch(xml, /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i, name);
}

describe('Word export: the package', function () {
  this.timeout(15_000);

  it('is the same, byte for byte, each time', async () => {
    const gif = Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 2, 0, 2, 0, 0, 0, 0, 0x3b]);
    const sources = [{ path: 'a.md', text: RICH, images: new Map([['i.png', gif]]) }, { path: 'b.md', text: RICH }];
    const first = await bytesOf(sources);
    await bytesOf('# Autre\n\n[x](https://x.example)\n');
    assert.deepEqual(await bytesOf(sources), first);
  });

  it('has its parts in order, without a clock or a chance id in them', async () => {
    const names = Object.keys(unzipSync(await bytesOf(RICH)));
    assert.deepEqual(names, [...names].sort());
    const parts = await partsOf(RICH);
    for (const [, id] of parts['word/_rels/document.xml.rels']!.matchAll(/ Id="([^"]+)"/g)) assert.match(id!, /^rId(?:Link)?\d+$/);
  });

  it('has no relationship, note or bookmark that leads nowhere', async () => {
    const parts = await partsOf(RICH);
    const xml = parts['word/document.xml']!;
    const rels = parts['word/_rels/document.xml.rels']!;
    for (const [, id] of xml.matchAll(/ r:(?:id|embed)="([^"]+)"/g)) assert.ok(rels.includes(` Id="${id}"`), id);
    const ids = (tag: string): string[] => [...xml.matchAll(new RegExp(`<w:${tag} [^>]*?w:id="(\\d+)"`, 'g'))].map(([, id]) => id!);
    assert.deepEqual(ids('bookmarkStart').sort(), ids('bookmarkEnd').sort());
    assert.equal(new Set(ids('bookmarkStart')).size, ids('bookmarkStart').length);
  });

  it('is well formed and complete for any text', async function () {
    this.timeout(20_000);
    const fragment = fc.constantFrom(
      ...['# ', '## A\n\n', '- ', '1. ', '  - ', '> ', '|a|b|\n|-|-|\n|', '[^1]', '[^1]: ', '**', '`', '<!--', '-->', '<b>', '[x](#a)', '![i](u)'],
      ...['\n\n', '\n', '{{x}}', '« ', ' :', '\u0001', '\ud800', '&', '<', '"', 'mot', '😀', '**Article 1 – A.** '],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fragment, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 25 }), async (pieces) => {
        const parts = await partsOf(pieces.join(''), { title: pieces[0] ?? 'T', draft: true });
        for (const [name, xml] of Object.entries(parts)) if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(name, xml);
      }),
      { numRuns: 25 },
    );
  });

  it('reports progress, obeys an abort, and refuses an empty export and a bad date', async () => {
    const steps: string[] = [];
    await bytesOf([{ path: 'a.md', text: '# A\n' }, { path: 'b.md', text: '# B\n' }], { onProgress: (done, total) => steps.push(`${done}/${total}`) });
    assert.deepEqual(steps, ['1/3', '2/3', '3/3']);
    const abort = new AbortController();
    const running = bytesOf([{ path: 'a.md', text: '# A\n' }, { path: 'b.md', text: '# B\n' }], { signal: abort.signal, onProgress: () => abort.abort() });
    await assert.rejects(running, { name: 'AbortError' });
    await assert.rejects(writeDocx([], { title: 'T', language: 'fr', date: '2026-11-23' }), RangeError);
    await assert.rejects(bytesOf('# A\n', { date: 'demain' }), RangeError);
  });

  it('writes a large dossier without page numbers rather than late', async () => {
    const parts = await partsOf(`# T\n\n${'## Article\n\nTexte.\n\n'.repeat(60)}${'x'.repeat(300_000)}\n`);
    assert.match(textOf(parts['word/document.xml']!), /Article/);
    assert.match(parts['word/document.xml']!, /PAGEREF/);
  });
});

describe('Word export: column widths', function () {
  this.timeout(15_000);

  it('add up to the width whatever the text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.array(fc.string(), { maxLength: 12 }), { maxLength: 8 }), (columns, rows) => {
        const widths = columnWidths(rows, columns, 9070);
        assert.equal(widths.length, columns);
        assert.equal(widths.reduce((sum, width) => sum + width, 0), 9070);
        assert.ok(widths.every((width) => width > 0));
      }),
    );
  });

  it('give a short column what it needs beside long ones', () => {
    const [reference, text] = columnWidths([['Réf.', 'Exigence'], ['EX-01', 'Analyse rendue en moins de trois minutes. '.repeat(6)]], 2, 9070);
    assert.ok(reference! < 1500, String(reference));
    assert.ok(text! > 7000, String(text));
  });
});

describe('Word export: columns to fill in', function () {
  this.timeout(15_000);

  it('have room to write', () => {
    const widths = columnWidths([['Code', 'Désignation des prestations', 'Prix'], ['P1', 'Enlèvement quotidien, par site', ''], ['P2', 'Numérisation', '']], 3, 9070);
    assert.ok(widths[2]! > 1400, widths.join());
  });
});

describe('Word export: French spaces', function () {
  this.timeout(15_000);

  it('changes spaces only', () => {
    const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
    fc.assert(fc.property(fc.array(fc.constantFrom(' ', ':', ';', '!', '?', '«', '»', '%', '€', '1', '000', 'h', 'mot', '\u00a0')), (pieces) => {
      const text = pieces.join('');
      assert.equal(plain(frenchSpaces(text)), plain(text));
    }));
  });
});
