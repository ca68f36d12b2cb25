import type { FacetRule, Learned, Library, LoadError } from './model.js';
import type { SourceFile } from './rules.js';
import { facetsSchema, forceSchema, learnedSchema } from './schema.js';
import { checked, readYaml } from './yamlSource.js';
import { loadError } from './loadError.js';
import * as v from 'valibot';

type Read<K extends string, T> = { readonly [key in K]: T } & { readonly errors: readonly LoadError[] };

/** Reads `force.yaml`: the phrases that take the force out of a provision. */
export function readForce(file: SourceFile): Read<'force', Library['force'] | undefined> {
  const { value, errors } = checked(readYaml(file.text, file.path), forceSchema, file.path);
  return { force: value, errors };
}

/** Reads `facets.yaml`: the phrases that show each facet of a profile. */
export function readFacets(file: SourceFile): Read<'facets', readonly FacetRule[]> {
  const { value, errors } = checked(readYaml(file.text, file.path), facetsSchema, file.path);
  return { facets: Object.entries(value ?? {}).map(([facet, rule]) => ({ facet: facet as FacetRule['facet'], title: rule.title, shownBy: rule['shown-by'], threshold: rule.threshold, for: rule.for, against: rule.against })), errors };
}

/** Reads `learned.<language>.json`, which `npm run learn` writes from the cases. */
export function readLearned(file: SourceFile): Read<'learned', Learned | undefined> {
  try {
    const result = v.safeParse(learnedSchema, JSON.parse(file.text));
    if (result.success) return { learned: result.output, errors: [] };
    return { learned: undefined, errors: [loadError('wrong-type', file.path, { start: 0, end: 1 }, { key: '', expected: 'learned', received: result.issues[0].message })] };
  } catch (error) {
    return { learned: undefined, errors: [loadError('yaml-syntax', file.path, { start: 0, end: 1 }, { detail: error instanceof Error ? error.message : String(error) })] };
  }
}
