import { Phrases } from '../text/phrases.js';
import { loadError } from './loadError.js';
import { LANGUAGES, type LoadError, type Recognition, type Rule } from './model.js';
import { ruleSchema } from './schema.js';
import { type YamlSource, checked, readYaml } from './yamlSource.js';

/** A file handed to the loader; `path` is what errors name. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const NO_RECOGNITION: Recognition = { parts: [], requires: [], present: [], weak: [], except: [] };

/** Reads one rule file. A mistake in it yields errors and no rule; nothing else is affected. */
export function readRule(file: SourceFile): { readonly rule?: Rule; readonly source: YamlSource; readonly errors: readonly LoadError[] } {
  const source = readYaml(file.text, file.path);
  const { value, errors } = checked(source, ruleSchema, file.path);
  if (!value) return { source, errors };
  const { recognise } = value;
  const recognition: Recognition = recognise
    ? {
        parts: Object.entries(recognise.parts).map(([name, phrases]) => ({ name, phrases })),
        requires: recognise.requires,
        present: recognise.present,
        weak: recognise.weak,
        except: recognise.except,
      }
    : NO_RECOGNITION;
  const mistakes = recognitionErrors(recognition, source, file.path);
  if (mistakes.length > 0) return { source, errors: mistakes };
  const rule: Rule = {
    id: value.id,
    path: file.path,
    theme: value.theme,
    proposition: value.proposition,
    when: value.when,
    where: value.where,
    title: value.title,
    why: value.why,
    expects: value.expects,
    weak: value.weak,
    headings: value.headings,
    severity: value.severity,
    waivable: value.waivable,
    clauseStatus: value['clause-status'],
    references: value.references,
    recognition,
  };
  return { rule, source, errors: [] };
}

/** A phrase that holds no word can never match, and a combination may only name declared parts: both would fail in silence. */
function recognitionErrors(recognition: Recognition, source: YamlSource, path: string): LoadError[] {
  const errors: LoadError[] = [];
  const names = recognition.parts.map((part) => part.name);
  for (const part of recognition.parts) {
    for (const language of LANGUAGES) {
      const phrases = new Phrases<null>(language);
      part.phrases[language].forEach((phrase, index) => {
        if (!phrases.add(phrase, null)) errors.push(loadError('dead-phrase', path, source.locate(['recognise', 'parts', part.name, language, index]), { phrase }));
      });
    }
  }
  for (const kind of ['requires', 'present', 'weak', 'except'] as const) {
    recognition[kind].forEach((combination, index) => {
      combination.forEach((name, position) => {
        if (names.includes(name)) return;
        errors.push(loadError('unknown-part', path, source.locate(['recognise', kind, index, position]), { part: name, valid: names.join(', ') }));
      });
    });
  }
  return errors;
}
