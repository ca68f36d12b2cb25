import { ImportedXmlComponent, type ParagraphChild } from 'docx';

/** Name of the bookmark around the first call of a note. */
export function noteBookmark(number: number): string {
  return `_RefNote${number}`;
}

/**
 * A further call of a note: Word's footnotes have one call each, so the later ones are cross-references to it
 * (ECMA-376-1, 17.16.5.39, NOTEREF).
 */
export function noteReference(number: number): ParagraphChild {
  const xml =
    `<w:fldSimple w:instr=" NOTEREF ${noteBookmark(number)} \\f \\h "><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>` +
    `<w:t>${number}</w:t></w:r></w:fldSimple>`;
  return ImportedXmlComponent.fromXmlString(xml) as unknown as ParagraphChild;
}
