import * as v from 'valibot';
import { loadError } from './loadError.js';
import { FACETS, type Facet, LANGUAGES, type LoadError } from './model.js';
import type { SourceFile } from './rules.js';
import { checked, keyed, readYaml } from './yamlSource.js';
import type { Language, Span } from '../text/model.js';

export type CaseStatus = 'present' | 'weak' | 'missing';
export const CASE_STATUSES: readonly CaseStatus[] = ['present', 'weak', 'missing'];

/** A tender excerpt with the status a requirement must have in it. */
export interface Case {
  readonly requirement: string;
  readonly language: Language;
  readonly status: CaseStatus;
  readonly text: string;
  /** Who wrote it: banks are independent of one another, so that what is tuned on one can be judged on another. */
  readonly bank: string;
  readonly path: string;
  readonly span: Span;
}

const texts = v.optional(v.array(v.pipe(v.string(), v.nonEmpty())), []);
const byStatus = keyed({ present: texts, weak: texts, missing: texts });
const casesSchema = v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'kebab-case')), keyed({ fr: v.optional(byStatus), en: v.optional(byStatus) }));

/** Reads `<requirement>.cases.yaml`: bank, language, status, excerpts. The requirement is the file's name. */
export function readCases(file: SourceFile): { readonly cases: readonly Case[]; readonly errors: readonly LoadError[] } {
  const source = readYaml(file.text, file.path);
  const { value, errors } = checked(source, casesSchema, file.path);
  if (!value) return { cases: [], errors };
  const requirement = /([^/]+)\.cases\.yaml$/.exec(file.path)?.[1] ?? '';
  const cases: Case[] = [];
  for (const [bank, languages] of Object.entries(value)) {
    for (const language of LANGUAGES) {
      for (const status of CASE_STATUSES) {
        (languages[language]?.[status] ?? []).forEach((text, index) => {
          cases.push({ requirement, language, status, text, bank, path: file.path, span: source.locate([bank, language, status, index]) });
        });
      }
    }
  }
  return { cases, errors: cases.length === 0 ? [loadError('no-cases', file.path, { start: 0, end: 1 }, { id: requirement })] : [] };
}

/** A passage from which a facet of the profile follows, or only seems to. */
export interface FacetCase {
  readonly facet: Facet;
  readonly language: Language;
  readonly value: boolean;
  readonly text: string;
  readonly bank: string;
}

const byValue = keyed({ true: texts, false: texts });
const facetCasesSchema = v.record(v.pipe(v.string(), v.nonEmpty()), v.record(v.picklist(FACETS), keyed({ fr: v.optional(byValue), en: v.optional(byValue) })));

/** Reads `facets.cases.yaml`: bank, facet, language, true or false, passages. */
export function readFacetCases(file: SourceFile): { readonly cases: readonly FacetCase[]; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), facetCasesSchema, file.path);
  const cases = Object.entries(value ?? {}).flatMap(([bank, facets]) =>
    Object.entries(facets).flatMap(([facet, languages]) =>
      LANGUAGES.flatMap((language) =>
        (['true', 'false'] as const).flatMap((answer) =>
          (languages?.[language]?.[answer] ?? []).map((text) => ({ facet: facet as Facet, language, value: answer === 'true', text, bank })),
        ),
      ),
    ),
  );
  return { cases, errors };
}

const objectSchema = keyed({ text: v.pipe(v.string(), v.nonEmpty()), facets: v.record(v.picklist(FACETS), v.boolean()) });
const objectsSchema = v.record(v.pipe(v.string(), v.nonEmpty()), keyed({ fr: v.optional(v.array(objectSchema), []), en: v.optional(v.array(objectSchema), []) }));

/** A passage that says what is bought, with every facet that follows from it. */
export interface ObjectCase {
  readonly language: Language;
  readonly text: string;
  readonly facets: Readonly<Partial<Record<Facet, boolean>>>;
}

/** Reads `objects.cases.yaml`: bank, language, passages with their facets. */
export function readObjects(file: SourceFile): { readonly cases: readonly ObjectCase[]; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), objectsSchema, file.path);
  return { cases: Object.values(value ?? {}).flatMap((bank) => LANGUAGES.flatMap((language) => bank[language].map((one) => ({ language, ...one })))), errors };
}

const boilerplateSchema = keyed({ fr: texts, en: texts });

/** Reads `boilerplate.cases.yaml`: ordinary passages of tenders that touch no requirement. */
export function readBoilerplate(file: SourceFile): { readonly cases: readonly { readonly language: Language; readonly text: string }[]; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), boilerplateSchema, file.path);
  return { cases: LANGUAGES.flatMap((language) => (value?.[language] ?? []).map((text) => ({ language, text }))), errors };
}
