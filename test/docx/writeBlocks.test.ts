import * as assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bodyOf, paragraphs, partsOf, textOf } from './written.js';

const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PNG = Uint8Array.from(atob(LOGO), (char) => char.charCodeAt(0));

const inSection = (text: string): string => `# T\n\n## A\n\n${text}\n`;

describe('Word export: lists', function () {
  this.timeout(15_000);

  it('starts each ordered list again, at its own number', async () => {
    const parts = await partsOf(inSection('1. un\n2. deux\n\nTexte.\n\n1. encore un\n\nTexte.\n\n5) cinq'));
    const items = paragraphs(parts['word/document.xml']!).filter(({ list }) => list);
    const ids = new Map(items.map(({ text, list }) => [text, list!.id]));
    assert.equal(ids.get('un'), ids.get('deux'));
    assert.equal(new Set([ids.get('un'), ids.get('encore un'), ids.get('cinq')]).size, 3);
    const numbering = parts['word/numbering.xml']!;
    const num = (id: string): string => new RegExp(`<w:num w:numId="${id}".*?</w:num>`).exec(numbering)?.[0] ?? '';
    assert.match(num(ids.get('encore un')!), /<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"\/>/);
    assert.match(num(ids.get('cinq')!), /<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"\/>/);
    assert.match(numbering, /<w:lvlText w:val="%1\)"\/>/);
  });

  it('nests lists by level and restarts a nested one', async () => {
    const xml = await bodyOf(inSection('1. un\n   - puce\n     1. profond\n2. deux\n   1. sous-deux'));
    const items = paragraphs(xml).filter(({ list }) => list);
    assert.deepEqual(items.map(({ text, list }) => [text, list!.level]), [['un', 0], ['puce', 1], ['profond', 2], ['deux', 0], ['sous-deux', 1]]);
    const [un, , profond, deux, sousDeux] = items.map(({ list }) => list!.id);
    assert.equal(un, deux);
    assert.equal(new Set([un, profond, sousDeux]).size, 3);
  });

  it('indents what follows in an item and gives it no number', async () => {
    const [next] = paragraphs(await bodyOf(inSection('- un\n\n  suite\n- deux'))).filter(({ text }) => text === 'suite');
    assert.equal(next?.list, undefined);
    assert.match(next?.xml ?? '', /<w:ind w:left="454"\/>/);
  });

  it('writes task items as boxes', async () => {
    const xml = await bodyOf(inSection('- [ ] vide\n- [x] cochée'));
    assert.deepEqual(paragraphs(xml).filter(({ list }) => list).map(({ text }) => text), ['☐\tvide', '☒\tcochée']);
    assert.match(xml, /<w14:checked w14:val="0"\/>.*<w14:checked w14:val="1"\/>/);
  });
});

describe('Word export: tables', function () {
  this.timeout(15_000);

  const table = '| Critère | Pondération |\n|:--|--:|\n| Prix des prestations, tel qu’il résulte du détail quantitatif | 40 % |\n| Valeur technique | 60 % |';

  it('have a header row that comes again, alignment, borders, and rows that stay whole', async () => {
    const xml = await bodyOf(inSection(table));
    const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row);
    assert.equal(rows.length, 3);
    assert.match(rows[0]!, /<w:tblHeader\/>/);
    assert.doesNotMatch(rows[1]!, /<w:tblHeader/);
    for (const row of rows) assert.match(row, /<w:cantSplit\/>/);
    assert.match(rows[1]!, /<w:jc w:val="right"\/>.*40\u00a0%/s);
    assert.match(rows[0]!, /<w:shd [^>]*w:fill="E9EDF4"/);
  });

  it('have column widths from the text, that fill the page and agree with the cells', async () => {
    const xml = await bodyOf(inSection(table));
    const grid = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    assert.equal(grid.length, 2);
    assert.equal(grid[0]! + grid[1]!, 9070);
    assert.ok(grid[0]! > grid[1]! && grid[1]! > 1000, grid.join());
    const cells = [...xml.matchAll(/<w:tcW w:type="dxa" w:w="(\d+)"/g)].map(([, width]) => Number(width));
    assert.deepEqual(cells, [...grid, ...grid, ...grid]);
  });

  it('lets a very long row break', async () => {
    const xml = await bodyOf(inSection(`| A | B |\n|---|---|\n| ${'mot '.repeat(600)} | x |`));
    assert.equal([...xml.matchAll(/<w:cantSplit\/>/g)].length, 1);
  });
});

describe('Word export: notes and links', function () {
  this.timeout(15_000);

  it('writes real footnotes, one for each label, and refers to the first call afterwards', async () => {
    const parts = await partsOf(inSection('Un[^1] deux[^b] encore[^1].\n\n[^1]: Première : note.\n\n[^b]: Seconde.\n\n[^x]: Orpheline.'));
    const xml = parts['word/document.xml']!;
    assert.deepEqual([...xml.matchAll(/<w:footnoteReference w:id="(\d+)"/g)].map(([, id]) => id), ['1', '2']);
    assert.match(xml, /NOTEREF _RefNote1 /);
    assert.match(xml, /w:name="_RefNote1"/);
    const notes = parts['word/footnotes.xml']!;
    assert.match(notes, /<w:footnote w:id="1">.*Première\u202f: note\..*<w:footnote w:id="2">.*Seconde\./s);
    assert.match(textOf(xml), /x\. Orpheline\./);
  });

  it('keeps lists and links of a footnote', async () => {
    const parts = await partsOf(inSection('Un[^1].\n\n[^1]: Voir [site](https://example.org).\n\n    - point'));
    assert.match(parts['word/_rels/footnotes.xml.rels']!, /https:\/\/example\.org/);
    assert.ok(paragraphs(parts['word/footnotes.xml']!).some(({ text, list }) => text === 'point' && list));
  });

  it('links to the web, to headings here and in the other documents, and nowhere else', async () => {
    const first = inSection('[site](https://example.org/a?b=1&c=2#d), [ici](#a), [là](sub/../cctp.md#2-durée), [absent](autre.md), [script](javascript:x).');
    const parts = await partsOf([{ path: 'rc.md', text: first }, { path: 'cctp.md', text: '# CCTP\n\n## 2. Durée\n\nTexte.\n' }]);
    const xml = parts['word/document.xml']!;
    assert.match(parts['word/_rels/document.xml.rels']!, /Target="https:\/\/example\.org\/a\?b=1&amp;c=2#d" TargetMode="External"/);
    const links = [...xml.matchAll(/<w:hyperlink ([^>]*)>(.*?)<\/w:hyperlink>/gs)].filter(([, , inner]) => !inner!.includes('PAGEREF'));
    assert.deepEqual(links.map(([, , inner]) => textOf(inner!)), ['site', 'ici', 'là']);
    for (const [, anchor] of xml.matchAll(/w:anchor="([^"]+)"/g)) assert.ok(xml.includes(`w:name="${anchor}"`), anchor);
    assert.match(textOf(xml), /absent, script\./);
  });
});

describe('Word export: other blocks and inlines', function () {
  this.timeout(15_000);

  it('writes quotations, code, rules, breaks and strikethrough', async () => {
    const xml = await bodyOf(inSection('> Citation\n\n```\na  b\n  c\n```\n\n---\n\nUn  \ndeux ~~trois~~ H<sub>2</sub>O<br>quatre'));
    const found = paragraphs(xml);
    assert.ok(found.some(({ style, text }) => style === 'Quote' && text === 'Citation'));
    assert.ok(found.some(({ style, text }) => style === 'Code' && text === 'a  b\n  c'));
    assert.ok(found.some(({ style, text }) => style === 'Rule' && text === ''));
    const last = found.find(({ text }) => text.startsWith('Un\n'));
    assert.equal(last?.text, 'Un\ndeux trois H2O\nquatre');
    assert.match(last?.xml ?? '', /<w:strike\/>.*trois.*<w:vertAlign w:val="subscript"\/>.*2/s);
    assert.match(last?.xml ?? '', /<w:jc w:val="left"\/>/);
  });

  it('keeps what a block of HTML says', async () => {
    const texts = paragraphs(await bodyOf(inSection('<div align="center">Avis <b>public</b></div>'))).map(({ text }) => text);
    assert.ok(texts.includes('Avis public'));
  });

  it('puts images in, or their description', async () => {
    const text = inSection('![Logo](logo.png) ![Plan du site](plan.png)');
    const parts = await partsOf([{ text, images: new Map([['logo.png', PNG]]) }]);
    assert.match(parts['word/document.xml']!, /<wp:docPr [^>]*descr="Logo"/);
    assert.ok(Object.keys(parts).some((name) => name.startsWith('word/media/')));
    assert.match(textOf(parts['word/document.xml']!), /\[Image\u202f: Plan du site\]/);
  });

  it('decodes escapes and entities, and keeps characters XML must escape', async () => {
    assert.match(textOf(await bodyOf(inSection('A \\* B &amp; C &lt;d> "e"'))), /A \* B & C <d> "e"/);
  });

  it('keeps a line that announces a list with the list', async () => {
    const [paragraph] = paragraphs(await bodyOf(inSection('Le titulaire fournit :\n\n- un'))).filter(({ style }) => style === 'BodyText');
    assert.match(paragraph?.xml ?? '', /<w:keepNext\/>/);
  });
});
