import type { Diagnostic } from 'vscode-languageserver';

/** Remembers what was last said of each file, so that an unchanged list is not sent twice. */
export class ResultIds {
  private readonly known = new Map<string, { readonly json: string; readonly id: string }>();
  private count = 0;

  /** The id of a file's list: another one whenever the list is. */
  idOf(path: string, items: readonly Diagnostic[]): string {
    const json = JSON.stringify(items);
    const last = this.known.get(path);
    if (last?.json === json) return last.id;
    this.count += 1;
    const id = String(this.count);
    this.known.set(path, { json, id });
    return id;
  }
}
