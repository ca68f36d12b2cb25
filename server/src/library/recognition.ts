import type { Decisions, FacetRule, Learned, Library, LoadError } from './model.js';
import type { SourceFile } from './rules.js';
import { decisionsSchema, facetsSchema, forceSchema, learnedSchema } from './schema.js';
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
  return { facets: Object.entries(value ?? {}).map(([facet, rule]) => ({ facet: facet as FacetRule['facet'], title: rule.title, shownBy: rule['shown-by'], for: rule.for, against: rule.against })), errors };
}

/** Reads `learned.<language>.json`, which `npm run learn` writes from the cases. */
export function readLearned(file: SourceFile): Read<'learned', Learned | undefined> {
  const { value, errors } = readJson(file, learnedSchema);
  return { learned: value, errors };
}

/** Reads `decisions.json`, which `npm run learn` writes from the labelled dossiers. */
export function readDecisions(file: SourceFile): Read<'decisions', Decisions | undefined> {
  const { value, errors } = readJson(file, decisionsSchema);
  return { decisions: value, errors };
}

/** What a program wrote needs no place for each mistake. */
function readJson<S extends v.GenericSchema>(file: SourceFile, schema: S): Read<'value', v.InferOutput<S> | undefined> {
  const refused = (error: LoadError): Read<'value', undefined> => ({ value: undefined, errors: [error] });
  try {
    const result = v.safeParse(schema, JSON.parse(file.text));
    if (result.success) return { value: result.output, errors: [] };
    return refused(loadError('wrong-type', file.path, { start: 0, end: 1 }, { key: '', expected: 'learned', received: result.issues[0].message }));
  } catch (error) {
    return refused(loadError('yaml-syntax', file.path, { start: 0, end: 1 }, { detail: error instanceof Error ? error.message : String(error) }));
  }
}
