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
  return imported(
    `<w:fldSimple w:instr=" NOTEREF ${noteBookmark(number)} \\f \\h "><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>` +
      `<w:t>${number}</w:t></w:r></w:fldSimple>`,
  );
}

/**
 * A box that can be ticked in Word. The library's own writes its sign as a symbol of a font, which other programs drop; here it is a
 * character.
 */
export function taskBox(checked: boolean): ParagraphChild {
  const font = 'Segoe UI Symbol';
  const fonts = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`;
  return imported(
    `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked ? 1 : 0}"/><w14:checkedState w14:val="2612" w14:font="${font}"/>` +
      `<w14:uncheckedState w14:val="2610" w14:font="${font}"/></w14:checkbox></w:sdtPr>` +
      `<w:sdtContent><w:r><w:rPr>${fonts}</w:rPr><w:t>${checked ? '\u2612' : '\u2610'}</w:t></w:r></w:sdtContent></w:sdt>`,
  );
}

function imported(xml: string): ParagraphChild {
  return ImportedXmlComponent.fromXmlString(xml) as unknown as ParagraphChild;
}
