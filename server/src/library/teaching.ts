import { type Case, type FacetCase, type ObjectCase, readBoilerplate, readCases, readFacetCases, readObjects } from './cases.js';
import { readClause } from './clauses.js';
import { readText } from './dossiers.js';
import { type Files, joinPath } from './files.js';
import { type LabelledDossier, readCorpus } from './labels.js';
import { type Clause, LANGUAGES, type Library, type LoadError } from './model.js';
import { readForce } from './recognition.js';
import type { SourceFile } from './rules.js';
import type { Language } from '../text/model.js';

/** Everything the scorers are learned from. */
export interface Teaching {
  readonly cases: readonly Case[];
  readonly facets: readonly FacetCase[];
  readonly objects: readonly ObjectCase[];
  /** Ordinary procurement passages that touch no requirement. */
  readonly boilerplate: readonly { readonly language: Language; readonly text: string }[];
  readonly clauses: readonly Clause[];
  readonly dossiers: readonly LabelledDossier[];
  readonly force: Library['force'];
}

/** Labelled dossiers to learn from; those kept for judging the result stand elsewhere and are never read here. */
export const LESSON_DOSSIERS = 'test/dossiers/development';

/** Reads what a library's sources teach: cases, clauses, boilerplate and labelled dossiers. Nothing is learned from sources with a mistake in them. */
export async function readTeaching(files: Files, root: string): Promise<{ readonly teaching?: Teaching; readonly errors: readonly LoadError[] }> {
  const errors: LoadError[] = [];
  const keep = <T>(read: { readonly errors: readonly LoadError[] } & T): T => {
    errors.push(...read.errors);
    return read;
  };
  const source = async (path: string): Promise<SourceFile> => {
    const text = await readText(files, joinPath(root, path));
    if (typeof text !== 'string') errors.push(text);
    return { path, text: typeof text === 'string' ? text : '' };
  };
  const caseFiles = await Promise.all((await caseFilesOf(files, root)).map(source));
  const clauseFiles = await Promise.all((await clauseFilesOf(files, root)).map(source));
  const { force } = keep(readForce(await source('rules/force.yaml')));
  const { dossiers } = keep(await readCorpus(files, joinPath(root, LESSON_DOSSIERS)));
  const teaching = {
    cases: caseFiles.flatMap((file) => keep(readCases(file)).cases),
    facets: keep(readFacetCases(await source('rules/facets.cases.yaml'))).cases,
    objects: keep(readObjects(await source('rules/objects.cases.yaml'))).cases,
    boilerplate: keep(readBoilerplate(await source('rules/boilerplate.cases.yaml'))).cases,
    clauses: clauseFiles.flatMap((file) => keep(readClause(file)).clause ?? []),
    dossiers,
  };
  return { ...(force && errors.every(({ severity }) => severity !== 'error') ? { teaching: { ...teaching, force } } : {}), errors };
}

async function caseFilesOf(files: Files, root: string): Promise<string[]> {
  const themes = (await files.list(joinPath(root, 'rules'))).filter(({ kind }) => kind === 'folder');
  const lists = await Promise.all(themes.map(async ({ name }) => (await files.list(joinPath(root, `rules/${name}`))).map((entry) => `rules/${name}/${entry.name}`)));
  return lists.flat().filter((path) => path.endsWith('.cases.yaml'));
}

async function clauseFilesOf(files: Files, root: string): Promise<string[]> {
  const lists = await Promise.all(LANGUAGES.map(async (language) => (await files.list(joinPath(root, `clauses/${language}`))).map(({ name }) => `clauses/${language}/${name}`)));
  return lists.flat();
}
