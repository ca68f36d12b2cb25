import { FACETS, type Facet, type Library } from '../library/model.js';
import { decisionScore, facetDecision, facetFeatures } from './decisions.js';
import type { DossierSettings, Evidence, FacetVerdict, Profile } from './model.js';
import type { FacetVoice, Reading } from './reading.js';

const MAX_EVIDENCE = 3;
/** A tender without AI that is taken for one gets a finding for every requirement: what is bought must be clearly AI. */
const CAUTION = 0.1;
/** Nearer to zero than this, either way, a decision on a facet is uncertain. */
const DOUBT = 0.25;

/** What the tender buys, facet by facet, with the passages that show it. What the configuration states wins; without AI nothing else follows. */
export function inferProfile(reading: Reading, library: Library, settings: DossierSettings): Profile {
  const verdicts = FACETS.map((facet, index) => [facet, verdictOf(facet, reading.facets[index]!, reading, library, settings)]);
  return Object.fromEntries(verdicts) as Record<Facet, FacetVerdict>;
}

function verdictOf(facet: Facet, voices: readonly FacetVoice[], reading: Reading, library: Library, settings: DossierSettings): FacetVerdict {
  const evidence = evidenceOf(voices);
  const stated = settings.profile[facet];
  if (stated !== undefined) return { value: stated, certain: true, source: 'stated', evidence: stated ? evidence : [] };
  const score = decisionScore(library, facetDecision(facet), facetFeatures(facet, reading, library)) - (facet === 'ai' ? CAUTION : 0);
  return { value: score > 0, certain: Math.abs(score) > DOUBT, source: 'inferred', evidence: score > 0 ? evidence : [] };
}

function evidenceOf(voices: readonly FacetVoice[]): Evidence[] {
  return voices.filter((voice) => voice.sign > 0 || (voice.sign === 0 && voice.score > 0)).slice(0, MAX_EVIDENCE).map((voice) => voice.evidence);
}
