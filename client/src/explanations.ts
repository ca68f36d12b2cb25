import * as vscode from 'vscode';
import type { Explanation } from '../../server/src/lsp/protocol.js';

const SCHEME = 'clausier';

/** Explanations as read-only Markdown documents, shown in VS Code's own preview. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.toString()) ?? '';
  }

  /** Shows a page beside the tender; a page shown before is brought up to date. */
  async show({ title, markdown }: Explanation): Promise<void> {
    // What could end a path or name a folder has no place in a tab's title.
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replace(/[\\/?#:]/g, ' ')}.md` });
    this.pages.set(uri.toString(), markdown);
    this.changed.fire(uri);
    // Locked: another preview would turn to the tender as soon as its editor has the focus again.
    await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
