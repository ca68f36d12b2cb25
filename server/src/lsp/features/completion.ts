import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import { LANGUAGES } from '../../library/model.js';
import { readFrontMatter } from '../../text/frontMatter.js';
import { say } from '../messages.js';
import { type CompletionInput, requirementItems, wordRange } from './completionItems.js';
import { yamlCompletions } from './yamlCompletion.js';

/** Characters after which a client asks by itself. */
export const TRIGGERS: readonly string[] = [':', ' ', '@'];

/** Completions in a Markdown document: in comments addressed to Clausier and under `clausier:` of the front matter. */
export function markdownCompletions(input: CompletionInput): CompletionItem[] {
  const { frontMatter } = readFrontMatter(input.text);
  if (frontMatter && input.offset >= frontMatter.span.start && input.offset <= frontMatter.span.end) {
    return yamlCompletions(input, frontMatter.span.start, 'clausier');
  }
  const line = input.text.slice(input.offset - input.position.character, input.offset);
  const open = line.lastIndexOf('<!--');
  if (open < 0 || line.indexOf('-->', open) >= 0) return [];
  const body = line.slice(open + 4);
  const waive = /^\s*clausier\s*:\s*waive\s+([a-z0-9-]*)$/.exec(body);
  if (waive) return requirementItems(input, waive[1]!.length, ': ');
  const begin = /^\s*clausier\s*:\s*begin\s+([a-z0-9.@-]*)$/.exec(body);
  if (begin) return clauseItems(input, begin[1]!.length);
  const keyword = /^\s*clausier\s*:\s*([a-z]*)$/.exec(body);
  if (keyword) return directiveItems(input, keyword[1]!.length, '');
  const start = /^\s*([a-z]*)$/.exec(body);
  return start ? directiveItems(input, start[1]!.length, 'clausier:') : [];
}

/** Completions in a `clausier.yaml`. */
export function configCompletions(input: CompletionInput): CompletionItem[] {
  return yamlCompletions(input, 0, undefined);
}

function clauseItems(input: CompletionInput, typed: number): CompletionItem[] {
  const range = wordRange(input, typed, /^[a-z0-9.@-]*/);
  const language = input.judged?.verdict.language;
  return input.library.clauses
    .filter((clause) => clause.language === (language ?? LANGUAGES[0]))
    .map((clause) => ({
      label: `${clause.id}@${clause.version}`,
      kind: CompletionItemKind.Reference,
      detail: clause.title,
      labelDetails: { description: clause.title },
      textEdit: { range, newText: `${clause.id}@${clause.version}` },
    }));
}

function directiveItems(input: CompletionInput, typed: number, prefix: string): CompletionItem[] {
  const range = wordRange(input, typed, /^[a-z:]*/);
  const closed = /^[^\n]*-->/.test(input.text.slice(input.offset));
  const { snippetCompletions } = input.client;
  const directive = (name: 'waive' | 'begin' | 'end', rest: string): CompletionItem => ({
    label: `clausier:${name}`,
    kind: CompletionItemKind.Keyword,
    detail: say(input.language, `completion.${name}`),
    filterText: `${prefix}${name}`,
    ...(snippetCompletions && rest.includes('$') ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    // The next thing to write is an id: ask for it at once.
    ...(name === 'end' ? {} : { command: { title: '', command: 'editor.action.triggerSuggest' } }),
    textEdit: { range, newText: `${prefix}${name}${snippetCompletions ? rest : rest.replaceAll('$0', '')}${closed ? '' : ' -->'}` },
  });
  return [directive('waive', ' $0'), directive('begin', ' $0'), directive('end', '')].map((item) =>
    input.client.commands.size > 0 ? item : withoutCommand(item),
  );
}

/** Only VS Code knows the command that asks for more suggestions. */
function withoutCommand({ command: _command, ...item }: CompletionItem): CompletionItem {
  return item;
}
