import assert from 'node:assert/strict';
import { readConfig } from '../../server/src/library/config.js';
import { readDossier } from '../../server/src/judge/settings.js';
import { JudgeCache, judge } from '../../server/src/judge/judge.js';
import type { Finding, Verdict } from '../../server/src/judge/model.js';
import { dossierOf, shippedLibrary } from '../support/shipped.js';

const cache = new JudgeCache();
const library = shippedLibrary();
const AI = { profile: { ai: true }, language: 'fr' as const };
const of = (verdict: Verdict, requirement: string): Finding => verdict.findings.find((finding) => finding.requirement === requirement)!;
const ccap = (text: string): Record<string, string> => ({ 'ccap.md': `# CCAP\n\n## Article 1 – Données\n\n${text}\n` });

describe('judging a dossier', () => {
  it('gives each requirement once, and nothing to do where no AI is bought', () => {
    const verdict = judge(dossierOf(ccap('Le mobilier est livré en deux fois.'), { profile: { ai: false }, language: 'fr' }), library, cache);
    assert.equal(verdict.findings.length, library.rules.length);
    assert.equal(new Set(verdict.findings.map((finding) => finding.requirement)).size, library.rules.length);
    assert.ok(verdict.findings.every((finding) => finding.status === 'not-applicable'));
    assert.ok(verdict.duties.every((duty) => duty.status === 'not-applicable'));
  });

  it('tells a ban from a wish and from silence', () => {
    const ban = 'Le titulaire ne peut utiliser les données de l’acheteur, les requêtes ni les résultats pour entraîner ou améliorer ses modèles, sauf accord écrit préalable.';
    assert.equal(of(judge(dossierOf(ccap(ban), AI), library, cache), 'sov-no-training').status, 'present');
    const wish = 'Le titulaire est invité à ne pas se servir des données de l’acheteur pour entraîner ses modèles.';
    assert.equal(of(judge(dossierOf(ccap(wish), AI), library, cache), 'sov-no-training').status, 'weak');
    assert.equal(of(judge(dossierOf(ccap('Le paiement intervient à trente jours.'), AI), library, cache), 'sov-no-training').status, 'missing');
  });

  it('takes a bare heading for weak and a quotation for no provision', () => {
    const bare = judge(dossierOf({ 'ccap.md': '# CCAP\n\n## Article 2 – Non-réutilisation des données pour l’entraînement\n\n## Article 3 – Prix\n\nFerme.\n' }, AI), library, cache);
    assert.equal(of(bare, 'sov-no-training').status, 'weak');
    const quoted = judge(dossierOf(ccap('> Le titulaire ne peut utiliser les données de l’acheteur pour entraîner ses modèles.'), AI), library, cache);
    assert.notEqual(of(quoted, 'sov-no-training').status, 'present');
  });

  it('takes an article marked “sans objet” for no provision, and “not used to” for a ban', () => {
    const deleted = judge(dossierOf(ccap('Sans objet : aucune interdiction d’entraîner des modèles avec les données de l’acheteur.'), AI), library, cache);
    assert.equal(of(deleted, 'sov-no-training').status, 'missing');
    const ban = judge(dossierOf({ 'contract.md': '# Contract\n\n## 1. Data\n\nThe Contractor shall ensure that the Buyer’s data, prompts and outputs are not used to train or improve any model, its own or a third party’s.\n' }, { ...AI, language: 'en' }), library, cache);
    assert.equal(of(ban, 'sov-no-training').status, 'present');
  });

  it('shows evidence as a verbatim slice of the document', () => {
    const texts = ccap('Le titulaire ne peut utiliser les données de l’acheteur 😀 pour entraîner ses modèles, sauf accord écrit préalable de l’acheteur.');
    for (const finding of judge(dossierOf(texts, AI), library, cache).findings) {
      for (const { path, span, text } of finding.evidence) assert.equal(texts[path]!.slice(span.start, span.end), text);
      if (finding.status === 'present' || finding.status === 'weak') assert.ok(finding.evidence.length > 0);
      if (finding.status === 'missing') assert.ok(finding.anchor);
    }
  });

  it('makes a broken legal duty an error from its date on', () => {
    const before = judge(dossierOf(ccap('Prix ferme.'), { ...AI, date: '2026-08-21' }), library, cache);
    const after = judge(dossierOf(ccap('Prix ferme.'), { ...AI, date: '2026-08-22' }), library, cache);
    assert.equal(of(before, 'env-award-criterion').severity, 'warning');
    assert.equal(of(after, 'env-award-criterion').severity, 'error');
    assert.equal(after.duties.find((duty) => duty.id === 'env-award-criterion')?.status, 'unmet');
  });

  it('says the same with a cache as without', () => {
    const texts = { ...ccap('Le titulaire remet un rapport annuel.'), 'rc.md': '# RC\n\nOffres en français.\n' };
    assert.deepEqual(judge(dossierOf(texts, AI), library, cache), judge(dossierOf(texts, AI), library, new JudgeCache()));
  });

  it('judges an empty document', () => {
    assert.equal(judge(dossierOf({ 'ccap.md': '' }, AI), library, cache).findings.length, library.rules.length);
  });
});

describe('award criteria', () => {
  const rc = (second: string): Record<string, string> => ({ 'rc.md': `# RC\n\n## Jugement\n\n| Critère | Poids |\n|---|---|\n| Prix | 60 % |\n| Qualité | ${second} |\n` });
  it('reports weights that do not add up to 100 %', () => {
    const problem = judge(dossierOf(rc('50 %'), AI), library, cache).problems.find(({ code }) => code === 'criteria-weights');
    assert.match(problem!.message, /110/);
    assert.equal(judge(dossierOf(rc('40 %'), AI), library, cache).problems.length, 0);
  });
});

describe('configuration', () => {
  it('that gives a severity to a requirement nobody knows is reported where it stands', () => {
    const config = readConfig('severity:\n  env-hardwar: hint\n', '/dossier/clausier.yaml', '/dossier');
    const dossier = readDossier({ folder: '/dossier', documents: [{ path: 'ccap.md', text: '# CCAP\n' }], configs: [config], errors: [] }, '2026-11-23');
    const [problem] = judge(dossier, library, cache).problems;
    assert.equal(problem?.code, 'unknown-requirement');
    assert.deepEqual([problem?.path, problem?.span], ['clausier.yaml', { start: 12, end: 23 }]);
    assert.match(problem!.message, /env-hardware/);
  });
});

describe('waivers', () => {
  const waive = (comment: string, date = '2026-11-23'): Verdict => judge(dossierOf(ccap(`${comment}\n\nPrix ferme.`), { ...AI, date }), library, cache);
  const codes = (verdict: Verdict): string[] => verdict.problems.map(({ code }) => code);

  it('need a reason, a known requirement, and something to waive', () => {
    assert.deepEqual(codes(waive('<!-- clausier:waive sov-location: hébergé chez l’acheteur -->')), []);
    assert.deepEqual(codes(waive('<!-- clausier:waive sov-location: -->')), ['waiver-reason']);
    assert.deepEqual(codes(waive('<!-- clausier:waive sov-location: {{reason}} -->')), ['waiver-reason']);
    const unknown = waive('<!-- clausier:waive sov-locaton: motif -->');
    assert.deepEqual(codes(unknown), ['waiver-unknown']);
    assert.match(unknown.problems[0]!.message, /sov-location/);
    assert.deepEqual(codes(waive('<!-- clausier:waive hum-genai-marking: motif -->')), ['waiver-unused']);
    assert.deepEqual(codes(waive('<!-- clausier:wave sov-location: motif -->')), ['directive']);
  });

  it('expire, on the day after their last', () => {
    const waiver = { requirement: 'sov-location', reason: 'motif', until: '2026-12-31', path: '/dossier/clausier.yaml', span: { start: 0, end: 1 } };
    const at = (date: string): Verdict => judge(dossierOf(ccap('Prix ferme.'), { ...AI, date, waivers: [waiver] }), library, cache);
    assert.equal(of(at('2026-12-31'), 'sov-location').status, 'waived');
    assert.deepEqual(codes(at('2027-01-01')), ['waiver-expired']);
    assert.equal(of(at('2027-01-01'), 'sov-location').status, 'missing');
  });
});
