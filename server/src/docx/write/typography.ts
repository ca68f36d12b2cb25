import type { Language } from '../../text/model.js';

/** Word's names of the two languages. */
export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/** Characters XML 1.0 cannot hold (section 2.2), halves of surrogate pairs included. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that an XML part can hold. */
export function xmlSafe(text: string): string {
  return text.replace(NOT_XML, '');
}

/**
 * Makes the text of a paragraph ready for a page: line ends of the source and runs of spaces become one space, and French text
 * gets its no-break spaces.
 * @param previous last character written before `text` in the paragraph, '' at the start of a line
 */
export function setText(text: string, language: Language, previous: string): string {
  const flat = xmlSafe(text).replace(/[ \t\r\n]+/g, ' ');
  const joined = previous === '' || previous === ' ' ? flat.replace(/^ +/, '') : flat;
  return language === 'fr' ? frenchSpaces(previous + joined).slice(previous.length) : joined;
}

/**
 * Ordinary spaces that French typography does not break: U+202F before `; : ! ? »` and after `«`, U+00A0 between a number and
 * `%` or `€`, in "38 000", "17 h 30", "n° 4" and "art. 5". A space that is already of another kind is left alone; none is added.
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;:!?»])/g, NARROW)
    .replace(/« /g, `«${NARROW}`)
    .replace(/(\d) (?=(?:k|M|Md)?[%€]|h(?: \d|[^\p{L}]|$)|\d{3}(?!\d))/gu, `$1${NO_BREAK}`)
    .replace(/(\d\u00a0h|n°|N°|[Aa]rt\.) (?=[\p{L}\p{N}])/gu, `$1${NO_BREAK}`);
}
