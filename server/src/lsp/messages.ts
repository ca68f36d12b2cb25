import en from '../../../l10n/lsp.en.json';
import fr from '../../../l10n/lsp.fr.json';
import { fillPlaceholders } from '../library/placeholders.js';
import type { Language } from '../text/model.js';

const BUNDLES = { fr, en } as const;

/** Names of the texts that only the language server shows. */
export type MessageKey = keyof typeof fr & keyof typeof en;

/** A text of the language server in a language, its `{{values}}` filled in. */
export function say(language: Language, key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fillPlaceholders(BUNDLES[language][key], (name) => {
    const value = values[name];
    return value === undefined ? undefined : String(value);
  });
}

/** A date as it is written in a sentence. */
export function sayDate(language: Language, iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const text = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
  return language === 'fr' ? text.replace(/^1 /, '1er ').replace(/ /g, '\u00a0') : text;
}
