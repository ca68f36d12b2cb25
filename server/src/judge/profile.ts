import { FACETS, type Facet } from '../library/model.js';
import type { DossierSettings, Evidence, FacetVerdict, Profile } from './model.js';
import type { Reading } from './reading.js';

/** Passages that speak for a facet are averaged over so many: one stray mention does not make a profile. */
const VOICES = 3;
/** Further than this from the threshold, either way, a facet is certain. */
const DOUBT = 0.25;

/**
 * What the tender buys, facet by facet, with the passages that show it. What the configuration states wins.
 * A facet that implies another carries it along: a system that generates is an AI system.
 */
export function inferProfile(reading: Reading, settings: DossierSettings): Profile {
  const verdicts = Object.fromEntries(FACETS.map((facet, index) => [facet, verdictOf(facet, index, reading, settings)])) as Record<Facet, FacetVerdict>;
  if (!verdicts.ai.value && settings.profile.ai === undefined) {
    for (const facet of FACETS) {
      if (facet !== 'ai' && facet !== 'above-threshold' && settings.profile[facet] === undefined) verdicts[facet] = { ...verdicts[facet], value: false };
    }
  }
  return verdicts;
}

function verdictOf(facet: Facet, index: number, reading: Reading, settings: DossierSettings): FacetVerdict {
  const stated = settings.profile[facet];
  const voices = reading.facets[index]!.slice(0, VOICES);
  const threshold = reading.threshold(voices[0]?.language).facet;
  const evidence = voices.filter((voice) => voice.score > 0).map((voice): Evidence => voice.evidence);
  if (stated !== undefined) return { value: stated, certain: true, source: 'stated', evidence: stated ? evidence : [] };
  const score = voices.reduce((sum, voice) => sum + voice.score, 0) / VOICES;
  const value = score >= threshold;
  return { value, certain: Math.abs(score - threshold) > DOUBT, source: 'inferred', evidence: value ? evidence : [] };
}
