import * as assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bodyOf, paragraphs, partsOf, textOf } from './written.js';

function byStyle(xml: string, style: string): string[] {
  return paragraphs(xml)
    .filter((paragraph) => paragraph.style === style)
    .map(({ text }) => text);
}

describe('Word export: headings', function () {
  this.timeout(15_000);

  it('gives Markdown headings and pseudo headings Word styles, numbers as written', async () => {
    const lines = ['# CCAP', '## Article 3 – Prix', 'Texte.', '### 3.1 Révision', 'Texte.', '**B. Paiement**', 'Texte.', '## Article 4 – Délais', 'Texte.'];
    const xml = await bodyOf(lines.join('\n\n'));
    assert.deepEqual(byStyle(xml, 'Heading1'), ['CCAP']);
    assert.deepEqual(byStyle(xml, 'Heading2'), ['Article 3 – Prix', 'Article 4 – Délais']);
    assert.deepEqual(byStyle(xml, 'Heading3'), ['3.1 Révision']);
    assert.deepEqual(byStyle(xml, 'Heading4'), ['B. Paiement']);
  });

  it('gives every heading style an outline level', async () => {
    const styles = (await partsOf('# A\n'))['word/styles.xml']!;
    for (const level of [1, 2, 3, 4, 5, 6]) {
      const style = new RegExp(`w:styleId="Heading${level}".*?</w:style>`).exec(styles)?.[0] ?? '';
      assert.match(style, new RegExp(`<w:outlineLvl w:val="${level - 1}"/>`));
    }
  });

  it('keeps the lines under the title with it, and a level-1 heading further on apart from it', async () => {
    const xml = await bodyOf('# Règlement\n\n**Ville de Test** – Marché n° 12\nAppel d’offres ouvert\n\n## 1. Objet\n\nTexte.\n\n# Annexe A\n\nTexte.\n');
    assert.deepEqual(byStyle(xml, 'Subtitle'), ['Ville de Test – Marché n°\u00a012\nAppel d’offres ouvert']);
    assert.deepEqual(byStyle(xml, 'HeadingPart'), ['Annexe A']);
  });

  it('leaves a bold beginning of a paragraph in its paragraph', async () => {
    const [paragraph] = paragraphs(await bodyOf('# AE\n\n## Clauses\n\n**C. Prix.** Les prix sont fermes.\n')).filter(({ text }) => text.includes('fermes'));
    assert.equal(paragraph?.text, 'C. Prix. Les prix sont fermes.');
    assert.equal(paragraph?.style, 'BodyText');
    assert.match(paragraph?.xml ?? '', /<w:b\/>.*C\. Prix\./);
  });

  it('puts a numbered heading that runs into its paragraph back in it', async () => {
    const text = '# AE\n\nTexte.\n\n**Article 5 – Prix[^1].** Le prix est *ferme*.\n\nSuite.\n\n[^1]: Hors taxes.\n';
    const found = paragraphs(await bodyOf(text));
    const [paragraph] = found.filter(({ text: words }) => words.includes('ferme'));
    assert.equal(paragraph?.text, 'Article 5 – Prix. Le prix est ferme.');
    assert.equal(paragraph?.style, 'BodyText');
    assert.match(paragraph?.xml ?? '', /<w:b\/>.*Article 5 – Prix.*<w:footnoteReference w:id="1"\/>/);
    assert.ok(!found.some(({ style }) => style.startsWith('Heading') && style !== 'Heading1'));
  });

  it('keeps notes, links and emphasis of a heading', async () => {
    const parts = await partsOf('# T\n\n## Prix *ferme*[^1] et [site][s]\n\nTexte.\n\n[^1]: Une note.\n\n[s]: https://example.org\n');
    const [heading] = paragraphs(parts['word/document.xml']!).filter(({ style }) => style === 'Heading2');
    assert.equal(heading?.text, 'Prix ferme et site');
    assert.match(heading?.xml ?? '', /<w:footnoteReference w:id="1"\/>/);
    assert.match(parts['word/_rels/document.xml.rels']!, /https:\/\/example\.org/);
  });
});

describe('Word export: table of contents', function () {
  this.timeout(15_000);

  it('has real entries, linked to the headings, with page numbers, and asks nothing on opening', async () => {
    const parts = await partsOf('# CCTP\n\n## 1. Objet\n\nTexte.\n\n## 2. Durée\n\nTexte.\n');
    const xml = parts['word/document.xml']!;
    assert.deepEqual(byStyle(xml, 'TOCHeading'), ['Sommaire']);
    assert.deepEqual(byStyle(xml, 'TOC2'), ['1. Objet\t1', '2. Durée\t1']);
    assert.match(xml, /TOC \\h \\o &quot;2-4&quot; \\u/);
    for (const [, anchor] of xml.matchAll(/w:anchor="([^"]+)"/g)) assert.ok(xml.includes(`w:name="${anchor}"`), anchor);
    assert.doesNotMatch(xml, /w:dirty="true"/);
    assert.doesNotMatch(parts['word/settings.xml']!, /updateFields/);
  });

  it('is named in the language of the export and left out when there is nothing to list', async () => {
    assert.deepEqual(byStyle(await bodyOf('# T\n\n## A\n\nText.\n\n## B\n\nText.\n', { language: 'en' }), 'TOCHeading'), ['Contents']);
    assert.deepEqual(byStyle(await bodyOf('Texte seul.\n'), 'TOCHeading'), []);
  });
});

describe('Word export: pages', function () {
  this.timeout(15_000);

  it('puts each document of a dossier on a new page, after a cover', async () => {
    const sources = [{ path: 'rc.md', text: '# RC\n\nTexte.\n' }, { path: 'ccap.md', text: '# CCAP\n\nTexte.\n' }];
    const xml = await bodyOf(sources, { title: 'Marché d’assistant', buyer: 'Ville de Test', reference: '2026-1' });
    assert.equal([...xml.matchAll(/<w:sectPr/g)].length, 3);
    assert.doesNotMatch(xml, /<w:type w:val="continuous"/);
    assert.deepEqual(byStyle(xml, 'Title'), ['Marché d’assistant']);
    assert.deepEqual(byStyle(xml, 'Subtitle'), ['Ville de Test', '2026-1']);
  });

  it('has the title in the header and "page x / y" in the footer', async () => {
    const parts = await partsOf('# CCAP\n\nTexte.\n', { title: 'Mon marché', buyer: 'Ville de Test' });
    assert.equal(textOf(parts['word/header1.xml']!), 'Mon marché');
    const footer = parts['word/footer1.xml']!;
    assert.match(textOf(footer), /^Ville de Test\tPage\u00a0.* \/ /);
    assert.match(footer, /PAGE.*NUMPAGES/s);
  });

  it('says its language, title, author and date', async () => {
    const parts = await partsOf('# A\n', { title: 'T & <T>', language: 'en', buyer: 'City', date: '2027-01-31' });
    assert.match(parts['word/styles.xml']!, /<w:lang w:val="en-GB"/);
    const core = parts['docProps/core.xml']!;
    assert.match(core, /<dc:title>T &amp; &lt;T&gt;<\/dc:title>/);
    assert.match(core, /<dc:creator>City<\/dc:creator>/);
    assert.match(core, /<dcterms:created[^>]*>2027-01-31T00:00:00Z</);
  });

  it('marks the language of a document that is not the language of the file', async () => {
    const xml = await bodyOf([{ path: 'a.md', text: '# A\n\nTexte.\n' }, { path: 'b.md', text: '# B\n\nText : here.\n', language: 'en' }]);
    assert.match(xml, /<w:lang w:val="en-GB"\/><\/w:rPr><w:t xml:space="preserve">Text : here\./);
  });
});

describe('Word export: typography', function () {
  this.timeout(15_000);

  it('does not break before French punctuation, inside guillemets, or in amounts', async () => {
    const text = 'Délai : « dix jours » ; vraiment ? Oui ! 12 % et 40 000 € à 17 h 30.';
    const [paragraph] = paragraphs(await bodyOf(`# T\n\n## A\n\n${text}\n`)).filter(({ style }) => style === 'BodyText');
    assert.equal(
      paragraph?.text,
      'Délai\u202f: «\u202fdix jours\u202f»\u202f; vraiment\u202f? Oui\u202f! 12\u00a0% et 40\u00a0000\u00a0€ à 17\u00a0h\u00a030.',
    );
  });

  it('does so across inlines, and leaves English text and code alone', async () => {
    const french = paragraphs(await bodyOf('# T\n\n## A\n\n**Délai** : 10 jours, **12** %, `a : b`.\n')).find(({ style }) => style === 'BodyText');
    assert.equal(french?.text, 'Délai\u202f: 10 jours, 12\u00a0%, a : b.');
    const english = paragraphs(await bodyOf([{ text: '# T\n\n## A\n\nPrice : 12 %.\n', language: 'en' }])).find(({ style }) => style === 'BodyText');
    assert.equal(english?.text, 'Price : 12 %.');
  });
});

describe('Word export: what never appears', function () {
  this.timeout(15_000);

  it('leaves out comments, directives and front matter, and keeps the text around them', async () => {
    const text = [
      '---\ntitle: secret\nclausier: { kind: ccap }\n---',
      '# CCAP',
      '<!-- clausier:begin env-frugality@1.2.0 -->\nClause insérée.\n<!-- clausier:end -->',
      'Avant <!-- note\ninterne --> après.',
      '<!-- clausier:waive env-hardware: sans objet --> Texte **ferme**.',
      '- <!-- caché -->\n- visible',
      '| A | B |\n|---|---|\n| un <!-- caché --> | deux |',
    ].join('\n\n');
    const parts = await partsOf(`${text}\n`);
    const all = Object.values(parts).join('\n');
    for (const word of ['clausier:', '&lt;!--', 'caché', 'interne', 'secret', 'sans objet']) assert.ok(!all.includes(word), word);
    const texts = paragraphs(parts['word/document.xml']!).map((paragraph) => paragraph.text);
    for (const line of ['Clause insérée.', 'Avant après.', 'Texte ferme.', 'visible']) assert.ok(texts.includes(line), line);
  });

  it('highlights placeholders in a draft only', async () => {
    const text = '# T\n\n## A {{lot}}\n\nLe délai est de {{délai de remise}} jours.\n';
    const draft = await bodyOf(text, { draft: true });
    assert.equal([...draft.matchAll(/<w:highlight w:val="yellow"\/>/g)].length, 2);
    assert.match(draft, /<w:highlight w:val="yellow"\/>.{0,80}\{\{délai de remise\}\}/);
    assert.doesNotMatch(await bodyOf(text), /w:highlight/);
  });
});
