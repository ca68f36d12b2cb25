import { FACETS, type Facet, type FacetRule, type Library } from '../library/model.js';
import type { DossierSettings, Evidence, FacetVerdict, Profile } from './model.js';
import type { FacetVoice, Reading } from './reading.js';

/** Passages that speak for a facet are averaged over so many: one stray mention does not make a profile. */
const VOICES = 3;
/** What a place counts for when no passage fills it. */
const SILENCE = -0.5;
/** What phrases for and against, and provisions that show the facet, add; each up to a few times. */
const FOR = { gain: 0.15, most: 3 };
const AGAINST = { gain: -0.35, most: 2 };
const SHOWN = { gain: 0.15, most: 3 };
/** Nearer to the threshold than this, either way, a facet is uncertain. */
const DOUBT = 0.1;

/** What the tender buys, facet by facet, with the passages that show it. What the configuration states wins; without AI nothing else follows. */
export function inferProfile(reading: Reading, library: Library, settings: DossierSettings): Profile {
  const verdicts = Object.fromEntries(FACETS.map((facet, index) => [facet, verdictOf(facet, index, reading, library, settings)])) as Record<Facet, FacetVerdict>;
  return verdicts;
}

function verdictOf(facet: Facet, index: number, reading: Reading, library: Library, settings: DossierSettings): FacetVerdict {
  const voices = reading.facets[index]!;
  const rule = library.facets.find((candidate) => candidate.facet === facet);
  const evidence = evidenceOf(voices);
  const stated = settings.profile[facet];
  if (stated !== undefined) return { value: stated, certain: true, source: 'stated', evidence: stated ? evidence : [] };
  const margin = facetScore(voices, reading, library, rule) - (rule?.threshold ?? 0);
  const value = margin >= 0;
  return { value, certain: Math.abs(margin) > DOUBT, source: 'inferred', evidence: value ? evidence : [] };
}

/** The strongest passages, the phrases for and against, and the provisions that go with the facet, as one number. */
export function facetScore(voices: readonly FacetVoice[], reading: Reading, library: Library, rule: FacetRule | undefined): number {
  const strongest = Array.from({ length: VOICES }, (_, at) => voices[at]?.score ?? SILENCE);
  const mean = strongest.reduce((sum, score) => sum + Math.max(score, SILENCE), 0) / VOICES;
  const count = (sign: number): number => voices.filter((voice) => voice.sign === sign).length;
  const shown = (rule?.shownBy ?? []).filter((id) => isProvided(id, reading, library)).length;
  return mean + FOR.gain * Math.min(count(1), FOR.most) + AGAINST.gain * Math.min(count(-1), AGAINST.most) + SHOWN.gain * Math.min(shown, SHOWN.most);
}

function isProvided(id: string, reading: Reading, library: Library): boolean {
  const best = reading.requirements[library.rules.findIndex((rule) => rule.id === id)]?.[0];
  return best !== undefined && best.present >= reading.threshold(best.language).present;
}

function evidenceOf(voices: readonly FacetVoice[]): Evidence[] {
  return voices.filter((voice) => voice.sign > 0 || (voice.sign === 0 && voice.score > 0)).slice(0, VOICES).map((voice) => voice.evidence);
}
