import assert from 'node:assert/strict';
import type { SnippetTextEdit, TextDocumentEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '../../server/src/judge/model.js';
import { readClient, DEFAULT_SETTINGS } from '../../server/src/lsp/configuration.js';
import type { Judged } from '../../server/src/lsp/dossiers.js';
import { toWorkspaceEdit } from '../../server/src/lsp/features/edits.js';
import { pathOf, normalizeUri, uriOf } from '../../server/src/lsp/uris.js';
import { placeholdersIn } from '../../server/src/library/placeholders.js';
import { MODERN, plainSnippet } from './support/client.js';

const client = readClient({ processId: null, rootUri: null, capabilities: MODERN });
const view = { client, settings: DEFAULT_SETTINGS, pages: undefined, uriOf };

/** The snippet made of a text, its placeholders with these defaults. */
function snippetOf(text: string, defaults: Record<string, string>, values: Record<string, string> = {}, choices: Record<string, string[]> = {}): string {
  const placeholders = placeholdersIn(text).map(({ name, span }) => ({ name, span, default: defaults[name] ?? '', ...(choices[name] ? { choices: choices[name] } : {}) }));
  const edit: TextEdit = { path: 'a.md', span: { start: 0, end: 0 }, text, placeholders };
  const judged = { folder: '/w', texts: new Map([['/w/a.md', '']]), versions: new Map(), dossier: { settings: { values } } } as unknown as Judged;
  const [change] = toWorkspaceEdit(view, judged, [edit]).documentChanges as TextDocumentEdit[];
  return (change!.edits[0] as SnippetTextEdit).snippet.value;
}

describe('lsp: clauses as snippets', () => {
  it('number placeholders by name, so that one is filled in everywhere', () => {
    assert.equal(snippetOf('{{a}} et {{b}}, puis {{a}}.', { a: '30 jours', b: 'x' }), '${1:30 jours} et ${2:x}, puis ${1}.');
  });

  it('escape what the syntax of snippets gives a meaning', () => {
    const text = 'Coût : 5 $ \\ {accolade} {{a}}';
    const snippet = snippetOf(text, { a: '10 $ {x}' });
    assert.equal(snippet, 'Coût : 5 \\$ \\\\ {accolade\\} ${1:10 \\$ {x\\}}');
    assert.equal(plainSnippet(snippet), 'Coût : 5 $ \\ {accolade} 10 $ {x}');
  });

  it('offer choices, the default first, and prefer the values of the dossier', () => {
    assert.equal(snippetOf('{{a}}', { a: 'mois' }, {}, { a: ['an, civil', 'mois'] }), '${1|mois,an\\, civil|}');
    assert.equal(snippetOf('{{a}}', { a: 'mois' }, { a: 'an' }), '${1:an}');
    assert.equal(snippetOf('{{a}}', {}), '${1}');
  });
});

describe('lsp: URIs', () => {
  it('of one file are one, however they are spelled', () => {
    for (const uri of ['file:///C:/Dossiers/a%20b.md', 'file:///c%3A/Dossiers/a%20b.md', 'file:///c:/Dossiers/a b.md']) {
      assert.equal(pathOf(uri), 'c:/Dossiers/a b.md');
      assert.equal(normalizeUri(uri), 'file:///c%3A/Dossiers/a%20b.md');
    }
    assert.equal(pathOf('file:///w/d%C3%A9ch%C3%A9ance/'), '/w/déchéance');
    assert.equal(pathOf('untitled:Untitled-1'), undefined);
    assert.equal(pathOf(uriOf('/w/l’été #1?.md')), '/w/l’été #1?.md');
  });
});
