import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionsOf, foldsOf } from '../judge/folds.js';
import { learnLanguage } from '../judge/lessons.js';
import { mergeLayers } from '../library/load.js';
import { describeLoadError } from '../library/messages.js';
import { LANGUAGES, type Learned } from '../library/model.js';
import { readTeaching } from '../library/teaching.js';
import { disk } from './disk.js';
import { Libraries } from './shippedLibrary.js';

/** Each labelled dossier is judged by scorers that have not seen it. */
const FOLDS = 4;

/** Rebuilds `rules/learned.<language>.json` and `rules/decisions.json` from the sources of a library: `npm run learn`. */
async function main(root: string): Promise<void> {
  const { teaching, errors } = await readTeaching(disk, root);
  for (const error of errors) console.error(`${error.path}: ${describeLoadError('en', error)}`);
  if (!teaching) {
    process.exitCode = 1;
    return;
  }
  const write = (name: string, text: string): void => writeFileSync(join(root, 'rules', name), `${text}\n`);
  for (const language of LANGUAGES) {
    const learned = learnLanguage(teaching, language);
    write(`learned.${language}.json`, readable(learned));
    console.log(`${language}: ${Object.keys(learned.questions).length} questions, ${Object.keys(learned.idf).length} features`);
  }
  const library = await new Libraries(disk, () => Promise.resolve(mergeLayers([]))).alone(root);
  const folds = foldsOf(teaching.dossiers, teaching, library, FOLDS, (done) => console.log(`fold ${done + 1} of ${FOLDS}`));
  const decisions = decisionsOf(folds);
  write('decisions.json', JSON.stringify(decisions, null, 1));
  console.log(`decisions: ${Object.keys(decisions).length}, from ${teaching.dossiers.length} dossiers`);
}

/** One question a line, so that a change of the cases shows as a readable difference. */
function readable(learned: Learned): string {
  return JSON.stringify(learned).replace(/("(?:subject|present|facet|against):|"idf":|"questions":)/g, '\n$1');
}

void main((process.argv[2] ?? process.cwd()).replaceAll('\\', '/'));
