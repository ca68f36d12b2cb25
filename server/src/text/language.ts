import type { Language } from './model.js';

const MARKS: Record<Language, ReadonlySet<string>> = {
  fr: new Set('le la les des du une est dans pour par sur aux et ou que qui ne pas sont avec ce cette ces il elle au son sa ses'.split(' ')),
  en: new Set('the of and to in is for by on with that shall be or are not will at from as this it its an has have which must may'.split(' ')),
};

/**
 * The language of a text by its function words.
 * @returns undefined when fewer than six of them were seen or neither language leads by half
 */
export function detectLanguage(text: string): Language | undefined {
  const count = { fr: 0, en: 0 };
  for (const match of text.toLowerCase().matchAll(/[a-zà-ÿ]+/g)) {
    if (MARKS.fr.has(match[0])) count.fr += 1;
    if (MARKS.en.has(match[0])) count.en += 1;
  }
  const [language, lead, other] = count.fr >= count.en ? (['fr', count.fr, count.en] as const) : (['en', count.en, count.fr] as const);
  return lead >= 6 && lead >= other * 1.5 ? language : undefined;
}
