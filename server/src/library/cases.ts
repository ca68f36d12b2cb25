import * as v from 'valibot';
import { loadError } from './loadError.js';
import { LANGUAGES, type LoadError } from './model.js';
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
