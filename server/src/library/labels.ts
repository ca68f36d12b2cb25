import * as v from 'valibot';
import type { Language } from '../text/model.js';
import { CASE_STATUSES, type CaseStatus } from './cases.js';
import { readText } from './dossiers.js';
import { type Files, joinPath } from './files.js';
import { loadError } from './loadError.js';
import { FACETS, type Facet, LANGUAGES, type LoadError } from './model.js';
import type { SourceFile } from './rules.js';
import { checked, keyed, readYaml } from './yamlSource.js';

/** What a careful reader says of one requirement. */
export interface Label {
  readonly status: CaseStatus | 'not-applicable';
  /** Words of one paragraph, item or row that decide, as they stand in the document; line breaks count as spaces. */
  readonly evidence?: string | undefined;
}

/** Passages from which a facet's value follows, and passages that would mislead a hasty reader. Quoted like `evidence`. */
export interface FacetPassages {
  readonly shows: readonly string[];
  readonly misleads: readonly string[];
}

/** What a careful reader says of a dossier: `labels.json`. */
export interface Labels {
  readonly language: Language;
  readonly facets: Readonly<Record<Facet, boolean>>;
  readonly labels: Readonly<Record<string, Label>>;
  readonly passages?: Readonly<Record<string, FacetPassages>> | undefined;
}

/** A dossier beside its labels. */
export interface LabelledDossier {
  /** Its folder, relative to the corpus. */
  readonly name: string;
  readonly documents: readonly { readonly path: string; readonly text: string }[];
  readonly labels: Labels;
}

export const LABELS_NAME = 'labels.json';

const label = v.object({ status: v.picklist([...CASE_STATUSES, 'not-applicable']), evidence: v.optional(v.string()) });
const quotations = v.optional(v.array(v.string()), []);
const passages = v.object({ shows: quotations, misleads: quotations });
const schema = v.object({
  language: v.picklist(LANGUAGES),
  facets: keyed(Object.fromEntries(FACETS.map((facet) => [facet, v.boolean()])) as Record<Facet, v.BooleanSchema<undefined>>),
  labels: v.record(v.string(), label),
  passages: v.optional(v.record(v.picklist(FACETS), passages)),
});

/** Reads `labels.json`. */
export function readLabels(file: SourceFile): { readonly labels?: Labels; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), schema, file.path);
  return { ...(value ? { labels: value } : {}), errors };
}

const MAX_DEPTH = 4;

/** Finds the labelled dossiers at or under a folder, sorted by name. A dossier that cannot be read is told and left out. */
export async function readCorpus(files: Files, folder: string, name = ''): Promise<{ readonly dossiers: readonly LabelledDossier[]; readonly errors: readonly LoadError[] }> {
  const dossiers: LabelledDossier[] = [];
  const errors: LoadError[] = [];
  const entries = await files.list(joinPath(folder, name));
  if (entries.some((entry) => entry.name === LABELS_NAME)) {
    const found = await readLabelled(files, folder, name, entries.map((entry) => entry.name).filter((file) => file.endsWith('.md')));
    if (found.dossier) dossiers.push(found.dossier);
    errors.push(...found.errors);
  }
  for (const entry of entries) {
    if (entry.kind !== 'folder' || entry.name.startsWith('.') || name.split('/').length > MAX_DEPTH) continue;
    const below = await readCorpus(files, folder, name === '' ? entry.name : `${name}/${entry.name}`);
    dossiers.push(...below.dossiers);
    errors.push(...below.errors);
  }
  return { dossiers, errors };
}

async function readLabelled(files: Files, corpus: string, name: string, documents: readonly string[]): Promise<{ readonly dossier?: LabelledDossier; readonly errors: readonly LoadError[] }> {
  const absolute = (file: string): string => joinPath(corpus, `${name}/${file}`);
  const sources = await Promise.all([LABELS_NAME, ...documents].map(async (file) => ({ path: file, text: await readText(files, absolute(file)) })));
  const unread = sources.flatMap(({ text }) => (typeof text === 'string' ? [] : [text]));
  const [first, ...texts] = sources.filter((source): source is SourceFile => typeof source.text === 'string');
  if (unread.length > 0 || !first) return { errors: unread };
  const path = absolute(LABELS_NAME);
  const { labels, errors } = readLabels({ path, text: first.text });
  if (!labels) return { errors };
  if (texts.length === 0) return { errors: [loadError('no-documents', path, undefined)] };
  return { dossier: { name: name || '.', documents: texts, labels }, errors };
}
