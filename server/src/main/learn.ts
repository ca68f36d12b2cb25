import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnLanguage } from '../judge/lessons.js';
import { describeLoadError } from '../library/messages.js';
import { LANGUAGES, type Learned } from '../library/model.js';
import { readTeaching } from '../library/teaching.js';
import { disk } from './disk.js';

/** Rebuilds `rules/learned.<language>.json` from the sources of a library: `npm run learn`. */
async function main(root: string): Promise<void> {
  const { teaching, errors } = await readTeaching(disk, root);
  for (const error of errors) console.error(`${error.path}: ${describeLoadError('en', error)}`);
  if (!teaching) {
    process.exitCode = 1;
    return;
  }
  for (const language of LANGUAGES) {
    const learned = learnLanguage(teaching, language);
    writeFileSync(join(root, 'rules', `learned.${language}.json`), write(learned));
    console.log(`${language}: ${Object.keys(learned.questions).length} questions, ${Object.keys(learned.idf).length} features`);
  }
}

/** One question a line, so that a change of the cases shows as a readable difference. */
function write(learned: Learned): string {
  return `${JSON.stringify(learned, null, 0).replace(/("subject:|"present:|"facet:|"idf":|"questions":|"thresholds":)/g, '\n$1')}\n`;
}

void main((process.argv[2] ?? process.cwd()).replaceAll('\\', '/'));
