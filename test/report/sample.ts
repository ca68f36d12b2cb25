import type { Evidence, FacetVerdict, Finding, Verdict } from '../../server/src/judge/model.js';
import { FACETS, type Facet } from '../../server/src/library/model.js';
import type { Language } from '../../server/src/text/model.js';
import { wrap, shortDate } from '../../server/src/report/layout.js';
import type { Layout, Reported, ReportedDossier } from '../../server/src/report/model.js';

/** A verdict made by hand: each status once, a problem, a duty. Emoji and accents stand before the evidence. */
export const TEXT = '# CCTP\r\n\r\n🙂 é Le titulaire forme les agents.\r\nIl est souhaité une sobriété.\r\n';

export function evidence(text: string, path = 'cctp.md'): Evidence {
  const start = TEXT.indexOf(text);
  return { path, span: { start, end: start + text.length }, text };
}

function finding(part: Partial<Finding> & Pick<Finding, 'requirement' | 'theme' | 'status'>): Finding {
  return { severity: 'warning', message: `À propos de ${part.requirement}.`, evidence: [], nearMisses: [], clauses: [], references: [], because: [], ...part };
}

export function verdict(language: Language): Verdict {
  const facet = (value: boolean, certain = true): FacetVerdict => ({ value, certain, source: 'inferred', evidence: [] });
  const profile = Object.fromEntries(FACETS.map((name) => [name, facet(name === 'ai' || name === 'generative', name !== 'generative' && name !== 'hosted')])) as Record<Facet, FacetVerdict>;
  return {
    language,
    date: '2026-11-23',
    profile: { ...profile, ai: { ...facet(true), evidence: [evidence('agents')] } },
    documents: [{ path: 'cctp.md', kind: 'cctp', language }],
    findings: [
      finding({ requirement: 'env-frugality', theme: 'environmental', status: 'weak', evidence: [evidence('Il est souhaité une sobriété.')], clauses: ['env-frugality'], references: ['ccp-l2111-1'] }),
      finding({ requirement: 'soc-training', theme: 'social', status: 'present', severity: 'hint', evidence: [evidence('Le titulaire forme les agents.')] }),
      finding({ requirement: 'sov-location', theme: 'sovereignty', status: 'missing', anchor: { path: 'cctp.md', span: { start: 0, end: 6 }, heading: 'CCTP' } }),
      finding({ requirement: 'hum-redress', theme: 'oversight', status: 'not-applicable', severity: 'hint', because: ['individual-decisions'] }),
      finding({ requirement: 'gov-audit', theme: 'governance', status: 'waived', evidence: [] }),
    ],
    duties: [
      { id: 'met-duty', status: 'met', since: '2026-08-22', by: ['soc-training'] },
      { id: 'unmet-duty', status: 'unmet', since: '2026-08-22', by: [] },
      { id: 'other-duty', status: 'not-applicable', since: '2026-08-22', by: [] },
    ],
    problems: [{ code: 'unknown-key', severity: 'error', path: '../clausier.yaml', span: { start: 4, end: 5 }, message: 'clé inconnue.' }],
  };
}

const TITLES: Readonly<Record<string, readonly [string, string]>> = {
  'env-frugality': ['Frugalité et sobriété du modèle', 'Frugality of the model'],
  'soc-training': ['Formation des agents', 'Training of staff'],
  'sov-location': ['Localisation des données et des traitements, y compris l’inférence et la maintenance à distance', 'Location of data'],
  'hum-redress': ['Recours', 'Redress'],
  'gov-audit': ['Audit', 'Audit'],
};

export function dossier(path: string, language: Language, change: Partial<Verdict> = {}): ReportedDossier {
  const localized = (id: string): { fr: string; en: string } => ({ fr: TITLES[id]?.[0] ?? id, en: TITLES[id]?.[1] ?? id });
  return {
    path,
    verdict: { ...verdict(language), ...change },
    texts: new Map([['cctp.md', TEXT], ['../clausier.yaml', 'a:\n  b: 1\n']]),
    library: {
      rules: Object.keys(TITLES).map((id) => ({ id, title: localized(id) })) as unknown as ReportedDossier['library']['rules'],
      duties: ['met-duty', 'unmet-duty', 'other-duty'].map((id) => ({ id, title: { fr: `Obligation ${id}`, en: `Duty ${id}` }, basis: [], inForceFrom: '2026-08-22', when: [], satisfiedByAny: [] })),
    },
  };
}

export function reported(...dossiers: readonly ReportedDossier[]): Reported {
  return { date: '2026-11-23', dossiers };
}

export function layout(width = 100, paint: Layout['paint'] = (_paint, text) => text): Layout {
  return { width, paint, wrap, date: shortDate };
}
