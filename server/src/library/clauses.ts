import { readFrontMatter } from '../text/frontMatter.js';
import { loadError } from './loadError.js';
import type { Clause, LoadError } from './model.js';
import { placeholdersIn } from './placeholders.js';
import type { SourceFile } from './rules.js';
import { clauseSchema } from './schema.js';
import { type YamlSource, checked, readYaml } from './yamlSource.js';

/** Reads one clause file: YAML front matter, then the clause in Markdown. A mistake yields errors and no clause. */
export function readClause(file: SourceFile): { readonly clause?: Clause; readonly source?: YamlSource; readonly errors: readonly LoadError[] } {
  const { frontMatter, bodyStart } = readFrontMatter(file.text);
  if (!frontMatter) return { errors: [loadError('missing-key', file.path, { start: 0, end: 0 }, { key: '---' })] };
  const source = readYaml(frontMatter.text, file.path, frontMatter.span.start);
  const { value, errors } = checked(source, clauseSchema, file.path);
  if (!value) return { source, errors };
  const body = file.text.slice(bodyStart).replace(/\r\n/g, '\n').trim();
  const clause: Clause = {
    id: value.id,
    path: file.path,
    requirement: value.requirement,
    language: value.language,
    variant: value.variant,
    title: value.title,
    version: value.version,
    documents: value.documents,
    headings: value.headings,
    form: value.form,
    ...(value.row ? { row: value.row } : {}),
    placeholders: Object.entries(value.placeholders).map(([name, it]) => ({
      name,
      type: it.type,
      label: it.label,
      default: it.default,
      ...(it.help ? { help: it.help } : {}),
      ...(it.choices ? { choices: it.choices } : {}),
    })),
    references: value.references,
    note: value.note ?? '',
    ...(value['review-by'] ? { reviewBy: value['review-by'] } : {}),
    body,
  };
  const mistakes = placeholderErrors(clause, source, file, bodyStart);
  return mistakes.some((mistake) => mistake.severity === 'error') ? { source, errors: mistakes } : { clause, source, errors: mistakes };
}

function placeholderErrors(clause: Clause, source: YamlSource, file: SourceFile, bodyStart: number): LoadError[] {
  const declared = new Set(clause.placeholders.map((placeholder) => placeholder.name));
  const errors: LoadError[] = [];
  const used = new Set<string>();
  for (const use of placeholdersIn(file.text.slice(bodyStart))) {
    used.add(use.name);
    if (declared.has(use.name)) continue;
    const span = { start: bodyStart + use.span.start, end: bodyStart + use.span.end };
    errors.push(loadError('unknown-placeholder', file.path, span, { name: use.name, valid: [...declared].join(', ') }));
  }
  for (const [key, text] of Object.entries(clause.row ?? {})) {
    for (const use of placeholdersIn(text)) {
      used.add(use.name);
      if (!declared.has(use.name)) errors.push(loadError('unknown-placeholder', file.path, source.locate(['row', key]), { name: use.name, valid: [...declared].join(', ') }));
    }
  }
  for (const placeholder of clause.placeholders) {
    if (!used.has(placeholder.name)) {
      errors.push(loadError('unused-placeholder', file.path, source.locate(['placeholders', placeholder.name], true), { name: placeholder.name }, 'warning'));
    }
  }
  return errors;
}
