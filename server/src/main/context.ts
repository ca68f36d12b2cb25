import { resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Context, Terminal } from '../cli/context.js';
import { Failure } from '../cli/failure.js';
import { message } from '../library/messages.js';
import { evaluationJson, evaluationText } from '../report/evaluation.js';
import { FORMATS } from '../report/formats.js';
import { shortDate, wrap } from '../report/layout.js';
import type { Language } from '../text/model.js';
import { disk } from './disk.js';
import { BrokenInstallation, type Libraries } from './shippedLibrary.js';
import { writeAtomically } from './write.js';

const WIDTH = { piped: 100, least: 60, most: 140 };

/** The command line's world on Node.js. */
export function nodeContext(version: string, libraries: Libraries): Context {
  const language = languageOf(process.env);
  const progress = progressLine();
  return {
    version,
    language,
    today: today(),
    cwd: slashed(process.cwd()),
    terminal: terminal(),
    files: disk,
    absolute: (path) => slashed(resolve(path)),
    stdout: (text) => {
      progress.clear();
      process.stdout.write(text);
    },
    stderr: (line) => {
      progress.clear();
      process.stderr.write(`${line}\n`);
    },
    progress: progress.show,
    library: async (dossier, folders) => {
      try {
        return await libraries.of(dossier, folders);
      } catch (error) {
        if (error instanceof BrokenInstallation) throw new Failure(message(language, 'cli.error.noLibrary', { path: error.path }));
        throw error;
      }
    },
    write: writeAtomically,
    writeDocx: async (documents, settings) => (await import('./docx.js')).writeDocx(documents, settings),
    evaluation: (evaluation, asJson, withErrors) => (asJson ? evaluationJson(evaluation) : evaluationText(evaluation, language, withErrors, terminal())),
    reporters: FORMATS,
  };
}

/** Today's date in universal time: the same run in another time zone says the same. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The language of the environment, as gettext reads it; French or English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const stated = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^fr/i.test(stated) ? 'fr' : 'en';
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

function terminal(): Terminal {
  const { stdout, env } = process;
  const coloured = env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  return {
    width: stdout.isTTY ? Math.max(WIDTH.least, Math.min(stdout.columns, WIDTH.most)) : WIDTH.piped,
    paint: coloured ? (paint, text) => styleText(paint, text) : (_paint, text) => text,
    wrap,
    date: shortDate,
  };
}

/** One line that is written over and over, on a terminal only. */
function progressLine(): { readonly show: Context['progress']; readonly clear: () => void } {
  const { stderr } = process;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  const show: Context['progress'] = (label, done, total) => {
    clear();
    if (!stderr.isTTY || total < 2 || done >= total) return;
    stderr.write(`${done + 1}/${total} ${label}`.slice(0, stderr.columns - 1));
    shown = true;
  };
  return { show, clear };
}
