import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { insertionEdits, waiverEdit } from '../../judge/edits.js';
import type { TextEdit as Edit } from '../../judge/model.js';
import { joinPath } from '../../library/files.js';
import type { Judged } from '../dossiers.js';
import { rangeOf } from '../ranges.js';
import type { View } from '../view.js';

/** The edit that inserts a clause; undefined when the library has none that fits. */
export function insertion(view: View, judged: Judged, requirement: string, clause: string | undefined): WorkspaceEdit | undefined {
  const edits = insertionEdits(judged.dossier, judged.verdict, judged.library, [requirement], clause === undefined ? {} : { clause });
  return edits.length === 0 ? undefined : toWorkspaceEdit(view, judged, edits);
}

/** The edit that writes a waiver into the text. Without a reason its place is left to be filled in. */
export function waiver(view: View, judged: Judged, requirement: string, reason: string): WorkspaceEdit | undefined {
  const edit = waiverEdit(judged.dossier, judged.verdict, requirement, reason);
  return edit && toWorkspaceEdit(view, judged, [edit]);
}

/**
 * Edits as this client takes them: with tab stops at the placeholders when it can, else with `{{name}}` in the text; bound to the
 * version that was read when it can, so that a text that has moved on refuses them.
 */
export function toWorkspaceEdit(view: View, judged: Judged, edits: readonly Edit[]): WorkspaceEdit {
  const byPath = new Map<string, Edit[]>();
  for (const edit of edits) {
    const path = joinPath(judged.folder, edit.path);
    byPath.set(path, [...(byPath.get(path) ?? []), edit]);
  }
  if (!view.client.documentChanges) {
    return { changes: Object.fromEntries([...byPath].map(([path, own]) => [view.uriOf(path), own.map((edit) => plain(judged, edit))])) };
  }
  const stops = new TabStops(judged.dossier.settings.values);
  return {
    documentChanges: [...byPath].map(([path, own]) => ({
      textDocument: { uri: view.uriOf(path), version: judged.versions.get(path) ?? null },
      edits: own.map((edit) => (view.client.snippetEdits && edit.placeholders.length > 0 ? snippet(judged, edit, stops) : plain(judged, edit))),
    })),
  };
}

function plain(judged: Judged, edit: Edit): TextEdit {
  return { range: rangeOf(judged, edit.path, edit.span), newText: edit.text };
}

function snippet(judged: Judged, edit: Edit, stops: TabStops): SnippetTextEdit {
  return { range: rangeOf(judged, edit.path, edit.span), snippet: { kind: 'snippet', value: stops.write(edit) } };
}

/** Numbers placeholders by name, so that one typed twice in a clause is filled in once. */
class TabStops {
  private readonly numbers = new Map<string, number>();

  constructor(private readonly values: Readonly<Record<string, string>>) {}

  /** The text of an edit in the snippet syntax of the protocol. */
  write(edit: Edit): string {
    let at = 0;
    let out = '';
    for (const placeholder of [...edit.placeholders].sort((a, b) => a.span.start - b.span.start)) {
      out += escape(edit.text.slice(at, placeholder.span.start)) + this.stop(placeholder);
      at = placeholder.span.end;
    }
    return out + escape(edit.text.slice(at));
  }

  private stop({ name, default: fallback, choices }: Edit['placeholders'][number]): string {
    const known = this.numbers.get(name);
    if (known !== undefined) return `\${${known}}`;
    const number = this.numbers.size + 1;
    this.numbers.set(name, number);
    const value = this.values[name] ?? fallback;
    if (choices && choices.length > 1) {
      const ordered = [value, ...choices.filter((choice) => choice !== value)];
      return `\${${number}|${ordered.map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
    }
    return value === '' ? `\${${number}}` : `\${${number}:${escape(value)}}`;
  }
}

function escape(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
