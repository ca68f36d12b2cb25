import assert from 'node:assert/strict';
import { applyEdits, insertionEdits, waiverEdit } from '../../server/src/judge/edits.js';
import { JudgeCache, judge } from '../../server/src/judge/judge.js';
import { dossierOf, shippedLibrary } from '../support/shipped.js';

const cache = new JudgeCache();
const AI = { profile: { ai: true, hosted: true, generative: true, 'public-facing': true, 'personal-data': true } };

function insert(texts: Readonly<Record<string, string>>, requirements: readonly string[], language: 'fr' | 'en' = 'fr'): Record<string, string> {
  const dossier = dossierOf(texts, { ...AI, language });
  const edits = insertionEdits(dossier, judge(dossier, shippedLibrary(), cache), shippedLibrary(), requirements);
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, applyEdits(text, edits.filter((edit) => edit.path === path))]));
}

const headings = (text: string): string[] => text.split('\n').filter((line) => /^(?:#|\*\*|Article)/.test(line));

describe('inserting a clause', () => {
  it('adds an article after the last one, numbered like its neighbours', () => {
    const ccap = '# CCAP\n\n## Article 1 – Objet\n\nTexte.\n\n## Article 2 – Prix\n\nTexte.\n';
    assert.deepEqual(headings(insert({ 'ccap.md': ccap }, ['sov-no-training'])['ccap.md']!), [
      '# CCAP', '## Article 1 – Objet', '## Article 2 – Prix', '## Article 3 – Interdiction de réutiliser les données de l’acheteur',
    ]);
  });

  it('adds a sub-article where the heading that fits has numbered ones', () => {
    const ccap = '# CCAP\n\n## 4. Données\n\n### 4.1 Propriété\n\nTexte.\n\n### 4.2 Secret\n\nTexte.\n\n## 5. Litiges\n\nTexte.\n';
    assert.deepEqual(headings(insert({ 'ccap.md': ccap }, ['sov-no-training'])['ccap.md']!).slice(1), [
      '## 4. Données', '### 4.1 Propriété', '### 4.2 Secret', '### 4.3 Interdiction de réutiliser les données de l’acheteur', '## 5. Litiges',
    ]);
  });

  it('writes bold, setext, lettered and run-in headings as their neighbours are written', () => {
    assert.match(insert({ 'ccap.md': 'CCAP\n====\n\n**A. Objet**\n\nTexte.\n\n**B. Prix**\n\nTexte.\n' }, ['sov-no-training'])['ccap.md']!, /\n\*\*C\. Interdiction/);
    assert.match(insert({ 'ccap.md': 'CCAP\n====\n\n1. Objet\n--------\n\nTexte.\n\n2.1 Prix\n--------\n\nTexte.\n' }, ['sov-no-training'])['ccap.md']!, /\nInterdiction[^\n]*\n-{3,}|\n\d[^\n]* Interdiction[^\n]*\n-{3,}/);
    assert.match(insert({ 'ccap.md': '# CCAP\n\n**Article 1 – Objet.** Texte.\n\n**Article 2 – Prix.** Texte.\n' }, ['sov-no-training'])['ccap.md']!, /\n\*\*Article 3 – Interdiction[^*]*\.\*\* /);
    assert.match(insert({ 'ccap.md': '# CCAP\n\nArticle 1 - Objet\n\nTexte.\n\nArticle 2 - Prix\n\nTexte.\n' }, ['sov-no-training'])['ccap.md']!, /\nArticle 3 - Interdiction/);
  });

  it('counts on when several clauses go to the same place', () => {
    const ccap = '# CCAP\n\n## Article 1 – Objet\n\nTexte.\n\n## Article 2 – Prix\n\nTexte.\n';
    const inserted = headings(insert({ 'ccap.md': ccap }, ['sov-no-training', 'sov-location'])['ccap.md']!);
    assert.deepEqual(inserted.slice(3).map((line) => /Article \d+/.exec(line)?.[0]), ['Article 3', 'Article 4']);
  });

  it('stands between provenance comments and keeps line ends', () => {
    const after = insert({ 'ccap.md': '# CCAP\r\n\r\n## Article 1 – Objet\r\n\r\nTexte.\r\n' }, ['sov-no-training'])['ccap.md']!;
    assert.match(after, /<!-- clausier:begin sov-no-training@\d+\.\d+\.\d+ -->\r\n\r\n## Article 2 – /);
    assert.match(after, /\r\n<!-- clausier:end -->\r\n$/);
    assert.ok(!/[^\r]\n/.test(after));
  });

  it('puts an award criterion into the table of criteria, in the unit of the table and before its total', () => {
    const rc = '# Règlement de la consultation\n\n## Article 5 – Jugement\n\n| N° | Critère | Points |\n|---|---|---:|\n| 1 | Prix | 60 |\n| 2 | Valeur technique | 40 |\n| | Total | 100 |\n\nSuite.\n';
    const after = insert({ 'rc.md': rc }, ['env-award-criterion'])['rc.md']!.split('\n');
    const row = after.findIndex((line) => line.includes('clausier:begin'));
    assert.match(after[row - 1]!, /Valeur technique/);
    assert.match(after[row]!, /^\| 3 \| <!-- clausier:begin env-award-criterion@[\d.]+ -->.+<!-- clausier:end --> \| \{\{weight\}\} \|$/);
    assert.match(after[row + 1]!, /Total/);
  });

  it('puts a penalty into the table of penalties', () => {
    const ccap = '# CCAP\n\n## Article 9 – Pénalités\n\n| Manquement | Pénalité |\n|---|---|\n| Retard | 100 € |\n';
    assert.match(insert({ 'ccap.md': ccap }, ['gov-penalties'])['ccap.md']!, /\| Retard \| 100 € \|\n\| <!-- clausier:begin gov-penalties@/);
  });

  it('chooses the document by kind', () => {
    const texts = { 'ccap.md': '# CCAP\n\n## 1. Objet\n\nTexte.\n', 'cctp.md': '# CCTP\n\n## 1. Objet\n\nTexte.\n', 'rc.md': '# RC\n\n## 1. Objet\n\nTexte.\n' };
    const after = insert(texts, ['hum-oversight', 'sov-no-training']);
    assert.ok(after['cctp.md']!.includes('hum-oversight@') && after['ccap.md']!.includes('sov-no-training@'));
    assert.equal(after['rc.md'], texts['rc.md']);
  });

  it('fills placeholders with the dossier’s values, and says where the others stand', () => {
    const dossier = dossierOf({ 'ccap.md': '# CCAP\n\n## Article 1 – Objet\n\nTexte.\n' }, { ...AI, language: 'fr' });
    const verdict = judge(dossier, shippedLibrary(), cache);
    const [edit] = insertionEdits(dossier, verdict, shippedLibrary(), ['sov-no-training']);
    assert.ok(edit && edit.placeholders.length > 0);
    for (const { span, name } of edit.placeholders) assert.equal(edit.text.slice(span.start, span.end), `{{${name}}}`);
    const name = edit.placeholders[0]!.name;
    const valued = { ...dossier, settings: { ...dossier.settings, values: { [name]: 'VALEUR' } } };
    const [filled] = insertionEdits(valued, verdict, shippedLibrary(), ['sov-no-training']);
    assert.ok(filled!.text.includes('VALEUR') && !filled!.text.includes(`{{${name}}}`));
  });
});

describe('waiving a requirement in the text', () => {
  it('writes the comment under the heading, and sets the finding aside', () => {
    const texts = { 'ccap.md': '# CCAP\n\n## Article 1 – Données\n\nTexte.\n' };
    const dossier = dossierOf(texts, { ...AI, language: 'fr' });
    const edit = waiverEdit(dossier, judge(dossier, shippedLibrary(), cache), 'sov-no-training', 'logiciel sans apprentissage --> aucun');
    const after = applyEdits(texts['ccap.md'], [edit!]);
    assert.equal(after.split('-->').length, 2);
    const verdict = judge(dossierOf({ 'ccap.md': after }, { ...AI, language: 'fr' }), shippedLibrary(), cache);
    assert.equal(verdict.findings.find((finding) => finding.requirement === 'sov-no-training')?.status, 'waived');
  });
});
