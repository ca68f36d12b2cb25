import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOf, uriOf } from './uris.js';

/** The documents that the client holds open, by path. Their texts win over the disk. */
export class OpenDocuments {
  private readonly manager = new TextDocuments(TextDocument);
  private readonly byPath = new Map<string, TextDocument>();

  /**
   * @param changed called with the path after each change of text, opening included
   * @param closed called with the path once the disk counts again
   */
  constructor(changed: (path: string, opened: boolean) => void, closed: (path: string) => void) {
    this.manager.onDidOpen(({ document }) => this.keep(document, true, changed));
    this.manager.onDidChangeContent(({ document }) => {
      if (this.at(pathOf(document.uri)) === document) this.keep(document, false, changed);
    });
    this.manager.onDidClose(({ document }) => {
      const path = pathOf(document.uri);
      if (path !== undefined && this.byPath.delete(path)) closed(path);
    });
  }

  private keep(document: TextDocument, opened: boolean, changed: (path: string, opened: boolean) => void): void {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    this.byPath.set(path, document);
    changed(path, opened);
  }

  /** Follows the client's open, change and close notifications. */
  listen(connection: Connection): void {
    this.manager.listen(connection);
  }

  /** The open document at a path. */
  at(path: string | undefined): TextDocument | undefined {
    return path === undefined ? undefined : this.byPath.get(path);
  }

  /** Paths of the open documents. */
  paths(): readonly string[] {
    return [...this.byPath.keys()];
  }

  /** Texts by path, as the dossier reader takes them. */
  texts(): ReadonlyMap<string, string> {
    return new Map([...this.byPath].map(([path, document]) => [path, document.getText()]));
  }

  /** The URI of a path as the client itself spells it when the document is open. */
  uriOf(path: string): string {
    return this.byPath.get(path)?.uri ?? uriOf(path);
  }
}
