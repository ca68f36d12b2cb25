import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import { placeholdersIn } from '../../library/placeholders.js';
import { cancelled } from '../cancellation.js';
import type { Judged } from '../dossiers.js';
import type { Exporter } from '../host.js';
import { say } from '../messages.js';
import type { ExportResult } from '../protocol.js';
import { uriOf } from '../uris.js';
import { type View, languageOf } from '../view.js';

/** Exports a dossier to Word, saying how far it is. The bytes go to the client: the server writes no file. */
export async function exportDossier(view: View, judged: Judged, exporter: Exporter, draft: boolean, progress: WorkDoneProgressReporter, token: CancellationToken): Promise<ExportResult> {
  const language = languageOf(view, judged);
  const controller = new AbortController();
  const watching = token.onCancellationRequested(() => controller.abort());
  progress.begin(say(language, 'export.progress'), 0, say(language, 'export.reading'), true);
  try {
    const name = judged.folder.slice(judged.folder.lastIndexOf('/') + 1) || 'dossier';
    const languages = new Map(judged.verdict.documents.map((document) => [document.path, document.language]));
    const documents = judged.dossier.documents.map(({ path, document }) => ({ path, document, language: languages.get(path) ?? judged.verdict.language }));
    const bytes = await exporter(documents, {
      folder: judged.folder,
      title: titleOf(judged) ?? name,
      language: judged.verdict.language,
      date: judged.verdict.date,
      draft,
      signal: controller.signal,
      onProgress: (done, total) => progress.report(Math.round((100 * done) / Math.max(total, 1)), say(language, 'export.writing', { done, total })),
    });
    if (token.isCancellationRequested) throw cancelled();
    const unfilled = new Set(judged.dossier.documents.flatMap(({ document }) => placeholdersIn(document.text).map((use) => use.name)));
    return { name: `${name}.docx`, folder: uriOf(judged.folder), data: base64(bytes), unfilled: [...unfilled] };
  } catch (error) {
    throw token.isCancellationRequested ? cancelled() : error;
  } finally {
    watching.dispose();
    progress.done();
  }
}

/** The title of the first document, which names the consultation better than the folder does. */
function titleOf(judged: Judged): string | undefined {
  return judged.dossier.documents[0]?.document.sections.find((section) => section.heading)?.heading?.title;
}

/** Base64 without `Buffer`, which browsers lack, and in slices that `apply` can take. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
