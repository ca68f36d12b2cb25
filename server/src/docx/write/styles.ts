import { AlignmentType, BorderStyle, type IPropertiesOptions, LineRuleType } from 'docx';
import type { Language } from '../../text/model.js';
import { LOCALES } from './typography.js';

type Styles = NonNullable<IPropertiesOptions['styles']>;
type ParagraphStyle = NonNullable<Styles['paragraphStyles']>[number];
type ParagraphLook = NonNullable<ParagraphStyle['paragraph']>;

/** Present, or replaced by fonts of the same widths (Carlito, Liberation Sans, Liberation Mono), wherever Word files are read. */
const TEXT = 'Calibri';
const HEADINGS = 'Arial';
const CODE = 'Courier New';

const NAVY = '1F3864';
const INK = '262626';
const GREY = '595959';
/** Keeps the box around code inside the text's margins. */
export const CODE_INDENT = 90;
export const RULE = 'BFBFBF';
export const HEADER_SHADE = 'E9EDF4';
const CODE_SHADE = 'F4F4F4';

/** Every style the export uses, by name, so that a buyer can change the look in one place. */
export function styles(language: Language): Styles {
  return {
    default: {
      document: {
        run: { font: TEXT, size: 22, language: { value: LOCALES[language], eastAsia: LOCALES[language] } },
        paragraph: { spacing: lines(264, { after: 120 }) },
      },
      title: heading(48, NAVY, { alignment: AlignmentType.CENTER, spacing: lines(252, { before: 240, after: 360 }) }),
      heading1: heading(34, NAVY, { alignment: AlignmentType.CENTER, spacing: lines(252, { before: 240, after: 280 }), outlineLevel: 0 }),
      heading2: heading(26, NAVY, { spacing: lines(252, { before: 360, after: 120 }), outlineLevel: 1 }),
      heading3: heading(23, INK, { spacing: lines(252, { before: 260, after: 100 }), outlineLevel: 2 }),
      heading4: heading(21, INK, { spacing: lines(252, { before: 220, after: 80 }), outlineLevel: 3 }),
      heading5: heading(20, GREY, { spacing: lines(252, { before: 200, after: 80 }), outlineLevel: 4 }),
      heading6: heading(20, GREY, { spacing: lines(252, { before: 200, after: 80 }), outlineLevel: 5 }),
      hyperlink: { run: { color: '0563C1', underline: {} } },
      listParagraph: { paragraph: { contextualSpacing: true, alignment: AlignmentType.BOTH } },
      footnoteText: { run: { size: 18 }, paragraph: { spacing: lines(240, { after: 40 }), alignment: AlignmentType.BOTH } },
    },
    paragraphStyles: [...textStyles(), ...tableStyles(), ...pageStyles()],
    characterStyles: [{ id: 'CodeText', name: 'Code Text', run: { font: CODE, size: 20, noProof: true } }],
  };
}

function heading(size: number, color: string, paragraph: ParagraphLook): Pick<ParagraphStyle, 'run' | 'paragraph' | 'next'> {
  return { next: 'BodyText', run: { font: HEADINGS, size, bold: true, color }, paragraph: { keepNext: true, keepLines: true, ...paragraph } };
}

/** Line height in 240ths of a line. Without the rule LibreOffice takes the height of a built-in heading for an exact one. */
function lines(line: number, around: { readonly before?: number; readonly after?: number }): NonNullable<ParagraphLook['spacing']> {
  return { ...around, line, lineRule: LineRuleType.AUTO };
}

function textStyles(): ParagraphStyle[] {
  return [
    { id: 'BodyText', name: 'Body Text', basedOn: 'Normal', quickFormat: true, paragraph: { alignment: AlignmentType.BOTH } },
    {
      id: 'HeadingPart',
      name: 'Heading 1 Part',
      basedOn: 'Heading1',
      next: 'BodyText',
      quickFormat: true,
      run: { size: 30 },
      paragraph: {
        alignment: AlignmentType.LEFT,
        spacing: lines(252, { before: 440, after: 200 }),
        border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 4, color: NAVY } },
      },
    },
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      next: 'BodyText',
      quickFormat: true,
      run: { size: 24, color: GREY },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 120 } },
    },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'BodyText',
      quickFormat: true,
      run: { color: '404040' },
      paragraph: { border: { left: { style: BorderStyle.SINGLE, size: 18, space: 10, color: RULE } } },
    },
    {
      id: 'Code',
      name: 'Code',
      basedOn: 'Normal',
      run: { font: CODE, size: 18, noProof: true },
      paragraph: {
        spacing: lines(240, { before: 60, after: 180 }),
        indent: { left: CODE_INDENT, right: CODE_INDENT },
        shading: { fill: CODE_SHADE, type: 'clear', color: 'auto' },
        border: box(CODE_SHADE),
      },
    },
    {
      id: 'Rule',
      name: 'Rule',
      basedOn: 'Normal',
      paragraph: { spacing: lines(240, { before: 60, after: 240 }), border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: RULE } } },
    },
  ];
}

function tableStyles(): ParagraphStyle[] {
  const cell = { spacing: lines(240, { before: 40, after: 40 }) };
  return [
    { id: 'TableText', name: 'Table Text', basedOn: 'Normal', quickFormat: true, run: { size: 20 }, paragraph: cell },
    { id: 'TableHeading', name: 'Table Heading', basedOn: 'TableText', quickFormat: true, run: { bold: true }, paragraph: { ...cell, keepNext: true } },
    { id: 'TableGap', name: 'Table Gap', basedOn: 'Normal', run: { size: 8 }, paragraph: { spacing: lines(240, { before: 0, after: 80 }) } },
  ];
}

function pageStyles(): ParagraphStyle[] {
  const small = { size: 17, color: GREY, font: HEADINGS };
  const entry = (level: number, left: number, before: number, bold: boolean): ParagraphStyle => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: 'Normal',
    next: 'Normal',
    run: { bold, size: bold ? 22 : 21 },
    paragraph: { indent: { left }, spacing: lines(245, { before, after: 30 }) },
  });
  return [
    {
      id: 'Header',
      name: 'header',
      basedOn: 'Normal',
      run: small,
      paragraph: { spacing: lines(240, { after: 0 }), border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 4, color: RULE } } },
    },
    { id: 'HeaderLine', name: 'Header Line', basedOn: 'Normal', run: small, paragraph: { spacing: lines(240, { after: 0 }) } },
    { id: 'Footer', name: 'footer', basedOn: 'Normal', run: small, paragraph: { spacing: lines(240, { after: 0 }) } },
    {
      id: 'TOCHeading',
      name: 'TOC Heading',
      basedOn: 'Normal',
      next: 'Normal',
      run: { font: HEADINGS, size: 26, bold: true, color: NAVY },
      paragraph: { keepNext: true, spacing: { before: 400, after: 120 } },
    },
    entry(1, 0, 120, true),
    entry(2, 0, 40, false),
    entry(3, 340, 0, false),
    entry(4, 680, 0, false),
  ];
}

function box(color: string): NonNullable<ParagraphLook['border']> {
  const side = { style: BorderStyle.SINGLE, size: 4, space: 4, color };
  return { top: side, bottom: side, left: side, right: side };
}
