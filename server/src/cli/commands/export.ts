import { kindOf } from '../../judge/kinds.js';
import type { DossierDocument } from '../../judge/model.js';
import { type Dossier, readDossier } from '../../judge/settings.js';
import { folderOf, joinPath } from '../../library/files.js';
import { compare } from '../../library/load.js';
import { message } from '../../library/messages.js';
import { type DocumentKind, KINDS } from '../../library/model.js';
import { placeholdersIn } from '../../library/placeholders.js';
import { detectLanguage } from '../../text/language.js';
import { Lines } from '../../text/lines.js';
import type { Language } from '../../text/model.js';
import type { Invocation } from '../arguments.js';
import type { Context, ExportedDocument } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { readImages } from '../images.js';
import { openOne } from '../inputs.js';
import { shown } from '../paths.js';
import { mistakeLines } from '../problems.js';

/** `clausier export <doc|dir> -o out.docx`: writes a document, or all of a dossier in the order it is read, as one Word file. */
export async function exportDocx(invocation: Invocation, context: Context): Promise<ExitCode> {
  const output = await outputOf(invocation, context);
  const opened = await openOne(context, invocation.positionals[0]!);
  const unread = opened.files.errors.filter((error) => error.code === 'not-text' || error.code === 'unreadable' || error.code === 'too-large');
  // A Word file that silently lacks a document would be sent to tenderers.
  if (unread.length > 0) throw new Failure((await mistakeLines(context, unread, context.language))[0]!);
  const dossier = readDossier(opened.files, context.today);
  const documents = inReadingOrder(dossier);
  const draft = invocation.flag('draft');
  if (!draft) refuseOpenPlaceholders(context, dossier);

  const { buyer, reference } = dossier.settings.values;
  const exported: ExportedDocument[] = [];
  for (const { path, document, language } of documents) {
    exported.push({ path, document, language, images: await readImages(context.files, dossier.folder, folderOf(joinPath(dossier.folder, path)), document) });
  }
  const bytes = await context.writeDocx(exported, {
    title: titleOf(opened.path, dossier, documents),
    language: commonLanguage(dossier),
    date: invocation.option('date') ?? dossier.settings.date,
    draft,
    ...(buyer === undefined ? {} : { buyer }),
    ...(reference === undefined ? {} : { reference }),
    onProgress: (done, total) => context.progress(message(context.language, 'cli.export.progress'), done, total),
  });
  try {
    await context.write(output, bytes);
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
  context.stdout(`${message(context.language, 'cli.export.written', { path: shown(context.cwd, output), documents: documents.map(({ path }) => path).join(', ') })}\n`);
  return EXIT.clean;
}

async function outputOf(invocation: Invocation, context: Context): Promise<string> {
  const typed = invocation.option('output');
  if (typed === undefined) throw new Failure(message(context.language, 'cli.error.noOutput'));
  const output = context.absolute(typed);
  const kind = await context.files.kind(output);
  if (kind === 'folder' || typed.endsWith('/')) throw new Failure(message(context.language, 'cli.error.outputIsFolder', { path: typed }));
  if (!/\.docx$/i.test(output)) throw new Failure(message(context.language, 'cli.error.outputNotDocx', { path: typed }));
  if (kind === 'file' && !invocation.flag('force')) throw new Failure(message(context.language, 'cli.error.outputExists', { path: typed }));
  if ((await context.files.kind(folderOf(output))) !== 'folder') throw new Failure(message(context.language, 'cli.error.noSuchPath', { path: shown(context.cwd, folderOf(output)) }));
  return output;
}

type Ordered = DossierDocument & { readonly kind: DocumentKind; readonly language: Language };

/** The rules of the consultation first, annexes last, as the documents of a consultation are listed. Nothing is judged: an export needs no library. */
function inReadingOrder(dossier: Dossier): Ordered[] {
  const common = commonLanguage(dossier);
  return dossier.documents
    .map((entry): Ordered => ({
      ...entry,
      kind: kindOf(entry.path, entry.document, dossier.settings.kinds),
      language: dossier.settings.language ?? detectLanguage(entry.document.text) ?? common,
    }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.path, b.path));
}

function commonLanguage({ documents, settings }: Dossier): Language {
  return settings.language ?? detectLanguage(documents.map(({ document }) => document.text).join('\n')) ?? 'fr';
}

/** A field left open in a final document would reach the tenderers. */
function refuseOpenPlaceholders(context: Context, dossier: Dossier): void {
  const open = dossier.documents.flatMap(({ path, document }) => {
    const lines = new Lines(document.text);
    return placeholdersIn(document.text).map(({ name, span }) => ({ name, place: `${path}:${lines.at(span.start).line + 1}` }));
  });
  const first = open[0];
  if (!first) return;
  throw new Failure(message(context.language, 'cli.error.openPlaceholders', { count: open.length, name: first.name, place: first.place }));
}

/** The title of one document; of several, what their titles share ("CCAP – Assistant" and "CCTP – Assistant"). */
function titleOf(path: string, dossier: Dossier, documents: readonly Ordered[]): string {
  const titles = documents.flatMap(({ document }) => document.sections.find((section) => section.heading)?.heading?.text ?? []);
  if (dossier.settings.values.title !== undefined) return dossier.settings.values.title;
  if (documents.length === 1) return titles[0] ?? documents[0]!.path;
  const parts = titles.map((title) => title.split(/\s+[–—:-]\s+/));
  const shared = parts[0]?.filter((part) => parts.slice(1).some((other) => other.includes(part)));
  return shared?.at(-1) ?? path;
}
