import * as vscode from 'vscode';
import { type LanguageClient, WorkDoneProgress } from 'vscode-languageclient/node';
import { type ExportResult, METHODS } from '../../server/src/lsp/protocol.js';

let exports = 0;

/** Exports the tender of the active editor to Word. Asks before it overwrites a file, and writes nothing when the user gives up. */
export async function exportDossier(client: LanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'markdown' || document.uri.scheme !== 'file') {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a Markdown document of the tender to export.'));
    return;
  }
  const result = await request(client, client.code2ProtocolConverter.asUri(document.uri));
  const target = result && (await chooseTarget(client.protocol2CodeConverter.asUri(result.folder), result.name));
  if (!result || !target) return;
  await vscode.workspace.fs.writeFile(target, new Uint8Array(Buffer.from(result.data, 'base64')));
  await report(target, result);
}

async function request(client: LanguageClient, uri: string): Promise<ExportResult | undefined> {
  exports += 1;
  const workDoneToken = `clausier-export-${exports}`;
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting to Word'), cancellable: true };
  try {
    return await vscode.window.withProgress(options, async (progress, token) => {
      let reached = 0;
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'end') return;
        const percentage = value.percentage ?? reached;
        progress.report({ ...(value.message === undefined ? {} : { message: value.message }), increment: percentage - reached });
        reached = percentage;
      });
      try {
        return await client.sendRequest<ExportResult>(METHODS.export, { textDocument: { uri }, workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    });
  } catch (error) {
    await vscode.window.showErrorMessage(vscode.l10n.t('The tender could not be exported: {0}', error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}

async function chooseTarget(folder: vscode.Uri, name: string): Promise<vscode.Uri | undefined> {
  const proposed = vscode.Uri.joinPath(folder, name);
  if (!(await exists(proposed))) return proposed;
  const replace = vscode.l10n.t('Replace');
  const elsewhere = vscode.l10n.t('Save As…');
  const answer = await vscode.window.showWarningMessage(vscode.l10n.t('“{0}” already exists. Replace it?', name), { modal: true }, replace, elsewhere);
  if (answer === replace) return proposed;
  if (answer !== elsewhere) return undefined;
  return vscode.window.showSaveDialog({ defaultUri: proposed, filters: { Word: ['docx'] }, title: vscode.l10n.t('Export to Word') });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function report(target: vscode.Uri, { unfilled }: ExportResult): Promise<void> {
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  // Only a desktop can open a Word file; in a browser the file stays on the server.
  const open = vscode.env.uiKind === vscode.UIKind.Desktop ? [vscode.l10n.t('Open')] : [];
  const done = vscode.l10n.t('Exported to “{0}”.', name);
  const answer =
    unfilled.length === 0
      ? await vscode.window.showInformationMessage(done, ...open)
      : await vscode.window.showWarningMessage(`${done} ${vscode.l10n.t('Still to be filled in: {0}.', unfilled.join(', '))}`, ...open);
  if (answer !== undefined) await vscode.env.openExternal(target);
}
