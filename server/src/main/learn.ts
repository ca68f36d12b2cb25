import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBoilerplate, readCases, readFacetCases } from '../library/cases.js';
import { readClause } from '../library/clauses.js';
import { LANGUAGES, type Learned, type LoadError } from '../library/model.js';
import { readForce } from '../library/recognition.js';
import { type LabelledDossier, type Teaching, learnLanguage } from '../judge/lessons.js';

const DOSSIERS = 'test/dossiers/development';

/** Where the score of a passage starts to count; set on the development dossiers, see docs/accuracy.md. */
const THRESHOLDS = { present: -0.3, subject: -0.3 };

/** Rebuilds `rules/learned.<language>.json` from the cases of a library folder: `npm run learn`. */
function main(root: string): void {
  const teaching = readTeaching(root);
  for (const language of LANGUAGES) {
    const learned = learnLanguage(teaching, language, THRESHOLDS);
    writeFileSync(join(root, 'rules', `learned.${language}.json`), write(learned));
    console.log(`${language}: ${Object.keys(learned.questions).length} questions, ${Object.keys(learned.idf).length} features`);
  }
}

function readTeaching(root: string): Teaching {
  const errors: LoadError[] = [];
  const keep = <T>(read: { readonly cases: readonly T[]; readonly errors: readonly LoadError[] }): readonly T[] => {
    errors.push(...read.errors);
    return read.cases;
  };
  const source = (path: string): { path: string; text: string } => ({ path, text: readFileSync(join(root, path), 'utf8') });
  const themes = readdirSync(join(root, 'rules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const paths = themes.flatMap((theme) => readdirSync(join(root, 'rules', theme)).filter((name) => name.endsWith('.cases.yaml')).sort().map((name) => `rules/${theme}/${name}`));
  const { force, errors: forceErrors } = readForce(source('rules/force.yaml'));
  errors.push(...forceErrors);
  if (!force) throw new Error('rules/force.yaml cannot be read');
  const teaching: Teaching = {
    force,
    dossiers: readDossiers(join(root, DOSSIERS)),
    clauses: LANGUAGES.flatMap((language) => readdirSync(join(root, 'clauses', language)).sort().flatMap((name) => readClause(source(`clauses/${language}/${name}`)).clause ?? [])),
    cases: paths.flatMap((path) => keep(readCases(source(path)))),
    facets: keep(readFacetCases(source('rules/facets.cases.yaml'))),
    boilerplate: keep(readBoilerplate(source('rules/boilerplate.cases.yaml'))),
  };
  if (errors.length > 0) throw new Error(`${errors[0]!.path}: ${errors[0]!.code} ${JSON.stringify(errors[0]!.values)}`);
  return teaching;
}

/** Labelled dossiers to learn from; those kept apart for judging the result are never read here. */
function readDossiers(folder: string): LabelledDossier[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { language, facets, labels } = JSON.parse(readFileSync(join(folder, name, 'labels.json'), 'utf8')) as LabelledDossier & { readonly facets: { readonly ai: boolean } };
      const texts = readdirSync(join(folder, name)).filter((file) => file.endsWith('.md')).sort().map((file) => readFileSync(join(folder, name, file), 'utf8'));
      return { language, texts, labels: facets.ai ? labels : {} };
    });
}

/** One feature a line, so that a change of the cases shows as a readable difference. */
function write(learned: Learned): string {
  return `${JSON.stringify(learned, null, 0).replace(/("subject:|"present:|"facet:|"idf":|"questions":|"thresholds":)/g, '\n$1')}\n`;
}

main(process.argv[2] ?? process.cwd());
