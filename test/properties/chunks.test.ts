import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunks } from '../../server/src/text/chunks.js';
import { readFrontMatter } from '../../server/src/text/frontMatter.js';
import { parseMarkdown } from '../../server/src/text/markdown.js';
import { type Block, type Span } from '../../server/src/text/model.js';
import { SectionCache, parseDocument } from '../../server/src/text/parse.js';
import { passagesOf } from '../../server/src/text/passages.js';

const line = fc.constantFrom(
  '# Titre', '## Article 2 – Prix', '### 2.1 Objet', 'Titre', '=====', '---', 'Le titulaire remet un rapport.', '**B. Prix**', '**Article 5 – Prix.** Le prix est ferme.',
  'Article 7 - Données', '- élément', '  - sous-élément', '1. premier', '10) dixième', '   suite', '      code', '```', '~~~', '  ```', '> citation', '> # titre cité', '>     code',
  '| a | b |', '|---|---|', '| 1 | 2 |', '<!-- clausier:waive env-hardware: motif -->', '<!--', '-->', '<div>', '</div>', '<script>', '</script>', '[^1]: note', '    suite de note',
  '[lien]: http://exemple.fr', 'voir [lien] et [^1]', '', '', '', '\t# tabulation', ' # un espace', '####### sept', '#pas un titre', '* * *', '- ```', '  # dans la liste', '+', '<?php', '?>', '&nbsp;', '\\# échappé',
);
const markdown = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));

const DEFINITIONS = '[lien]: http://exemple.fr\n\n[^1]: .';

/** What the parser says of blocks, spans made absolute. A fence left open ends with or without the line end that follows it: both are right. */
function outline(blocks: readonly Block[], base: number, text: string): unknown[] {
  const at = (span: Span): [number, number] => [span.start + base, span.start + base + text.slice(span.start + base, span.end + base).trimEnd().length];
  return blocks.map((block) => {
    switch (block.kind) {
      case 'list':
        return [block.kind, ...at(block.span), block.items.map((item) => [...at(item.span), outline(item.blocks, base, text)])];
      case 'quotation':
      case 'footnote':
        return [block.kind, ...at(block.span), outline(block.blocks, base, text)];
      default:
        return [block.kind, ...at(block.span)];
    }
  });
}

describe('cutting a document into chunks', () => {
  it('gives the same blocks as parsing the whole', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const { bodyStart } = readFrontMatter(text);
        const whole = outline(parseMarkdown(text.slice(bodyStart), DEFINITIONS), bodyStart, text);
        const cut = chunks(text, bodyStart).flatMap((span) => outline(parseMarkdown(text.slice(span.start, span.end), DEFINITIONS), span.start, text));
        assert.deepEqual(cut, whole);
      }),
      { numRuns: 600, seed: 20261123 },
    );
  });

  it('covers the text without gaps', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string()), (text) => {
        let at = 0;
        for (const span of chunks(text, 0)) {
          assert.equal(span.start, at);
          at = span.end;
        }
        assert.equal(at, text.length);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('reading a document', () => {
  it('keeps every span inside its section, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        for (const section of parseDocument(text).sections) {
          assert.equal(text.slice(section.base, section.base + section.text.length), section.text);
          for (const passage of passagesOf(section)) {
            assert.ok(passage.span.start >= 0 && passage.span.end <= section.text.length && passage.span.start <= passage.span.end);
            assert.equal(passage.prose.length, passage.span.end - passage.span.start);
          }
        }
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('says the same after edits, with a cache, as when it starts afresh', () => {
    const edit = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.oneof(line.map((text) => `\n${text}\n`), fc.string({ maxLength: 3 })) });
    fc.assert(
      fc.property(markdown, fc.array(edit, { maxLength: 8 }), (start, edits) => {
        const cache = new SectionCache();
        let text = start;
        for (const { at, remove, insert } of edits) {
          const offset = text.length === 0 ? 0 : at % text.length;
          text = text.slice(0, offset) + insert + text.slice(offset + remove);
          assert.deepEqual(parseDocument(text, cache), parseDocument(text));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
