import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { METHODS, type Summary } from '../../server/src/lsp/protocol.js';

/** Coverage of the tender in the active editor. Hidden where there is none. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('clausier.coverage', vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: vscode.Disposable[] = [this.item];
  private asked = 0;
  private document: vscode.TextDocument | undefined;

  constructor(private readonly client: LanguageClient) {
    this.item.name = 'Clausier';
    this.item.command = 'clausier.insertClause';
    this.disposables.push(
      vscode.window.onDidChangeActiveTextEditor(() => void this.update()),
      client.onDidChangeState(() => void this.update()),
      client.onNotification(METHODS.judged, () => void this.update()),
    );
  }

  /** Asks the server for the coverage; of several answers under way only the last counts. */
  async update(): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    this.document = this.current();
    const summary = await summaryOf(this.client, this.document);
    if (turn !== this.asked) return;
    void vscode.commands.executeCommand('setContext', 'clausier.tender', summary !== null);
    if (!summary) return this.item.hide();
    const { counts, applicable } = summary;
    this.item.text = `$(law) Clausier ${counts.present}/${applicable}`;
    this.item.accessibilityInformation = { label: vscode.l10n.t('Clausier: {0} of {1} requirements covered', counts.present, applicable), role: 'button' };
    this.item.tooltip = tooltip(summary);
    this.item.show();
  }

  /** The document in the active editor; while a preview or a list has the focus, the last one as long as it is in view. */
  private current(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active) return active;
    return vscode.window.visibleTextEditors.some(({ document }) => document === this.document) ? this.document : undefined;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

/** The summary of the tender that a document belongs to; null when there is none, or no server to ask. */
export async function summaryOf(client: LanguageClient, document: vscode.TextDocument | undefined): Promise<Summary | null> {
  if (!document || document.uri.scheme !== 'file' || client.state !== State.Running) return null;
  if (document.languageId !== 'markdown' && !document.uri.path.endsWith('/clausier.yaml')) return null;
  try {
    return await client.sendRequest<Summary | null>(METHODS.summary, { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } });
  } catch (error) {
    // The server may be stopping while we ask; a new one makes us ask again.
    client.outputChannel.appendLine(String(error));
    return null;
  }
}

function tooltip({ name, counts, applicable }: Summary): vscode.MarkdownString {
  const rows = [
    [vscode.l10n.t('Present'), counts.present],
    [vscode.l10n.t('Too weak'), counts.weak],
    [vscode.l10n.t('Missing'), counts.missing],
    ...(counts.waived > 0 ? [[vscode.l10n.t('Waived'), counts.waived]] : []),
  ];
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${vscode.l10n.t('Protective provisions')}**\n\n`).appendText(name);
  text.appendMarkdown(`\n\n${rows.map(([label, count]) => `${String(label)}: **${String(count)}**`).join('  \n')}`);
  text.appendMarkdown(`\n\n${vscode.l10n.t('{0} requirements apply. Click to insert a clause.', applicable)}`);
  return text;
}
