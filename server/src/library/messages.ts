import en from '../../../l10n/messages.en.json';
import fr from '../../../l10n/messages.fr.json';
import type { Language } from '../text/model.js';
import { fillPlaceholders } from './placeholders.js';
import type { LoadError } from './model.js';

const BUNDLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fr, en };

/** The text of `key` in a language with its `{{values}}` filled in. An unknown key is our mistake and shows as itself. */
export function message(language: Language, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = BUNDLES[language][key] ?? key;
  return fillPlaceholders(text, (name) => {
    const value = values[name];
    return value === undefined ? undefined : String(value);
  });
}

/** One sentence for a mistake in a library or configuration file: what, and what to do. */
export function describeLoadError(language: Language, error: LoadError): string {
  const suggestion = error.values.suggestion;
  const text = message(language, `loadError.${error.code}`, error.values);
  return suggestion ? `${text} ${message(language, 'didYouMean', { suggestion })}` : text;
}
