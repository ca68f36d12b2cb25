import { AlignmentType, BorderStyle, type IPropertiesOptions } from 'docx';
import type { Language } from '../../text/model.js';
import { LOCALES } from './typography.js';

type Styles = NonNullable<IPropertiesOptions['styles']>;
type ParagraphStyle = NonNullable<Styles['paragraphStyles']>[number];

/** Present, or replaced by fonts of the same widths (Carlito, Liberation Sans, Liberation Mono), wherever Word files are read. */
const TEXT = 'Calibri';
const HEADINGS = 'Arial';
const CODE = 'Courier New';

const NAVY = '1F3864';
const INK = '262626';
const GREY = '595959';
export const RULE = 'BFBFBF';
export const HEADER_SHADE = 'E9EDF4';
const CODE_SHADE = 'F4F4F4';

/** Every style the export uses, by name, so that a buyer can change the look in one place. */
export function styles(language: Language): Styles {
  return {
    default: {
      document: {
        run: { font: TEXT, size: 22, language: { value: LOCALES[language], eastAsia: LOCALES[language] } },
        paragraph: { spacing: { after: 120, line: 264 } },
      },
      title: heading(48, NAVY, { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 360, line: 252 } }),
      heading1: heading(34, NAVY, { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 280, line: 252 }, outlineLevel: 0 }),
      heading2: heading(26, NAVY, { spacing: { before: 360, after: 120, line: 252 }, outlineLevel: 1 }),
      heading3: heading(23, INK, { spacing: { before: 260, after: 100, line: 252 }, outlineLevel: 2 }),
      heading4: heading(21, INK, { spacing: { before: 220, after: 80, line: 252 }, outlineLevel: 3 }),
      heading5: heading(20, GREY, { spacing: { before: 200, after: 80, line: 252 }, outlineLevel: 4 }),
      heading6: heading(20, GREY, { spacing: { before: 200, after: 80, line: 252 }, outlineLevel: 5 }),
      hyperlink: { run: { color: '0563C1', underline: {} } },
      listParagraph: { paragraph: { contextualSpacing: true, alignment: AlignmentType.BOTH } },
      footnoteText: { run: { size: 18 }, paragraph: { spacing: { after: 40, line: 240 }, alignment: AlignmentType.BOTH } },
    },
    paragraphStyles: [...textStyles(), ...tableStyles(), ...pageStyles()],
    characterStyles: [{ id: 'CodeText', name: 'Code Text', run: { font: CODE, size: 20, noProof: true } }],
  };
}

function heading(size: number, color: string, paragraph: NonNullable<ParagraphStyle['paragraph']>): Pick<ParagraphStyle, 'run' | 'paragraph' | 'next'> {
  return { next: 'BodyText', run: { font: HEADINGS, size, bold: true, color }, paragraph: { keepNext: true, keepLines: true, ...paragraph } };
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
        spacing: { before: 440, after: 200, line: 252 },
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
        spacing: { before: 60, after: 180, line: 240 },
        shading: { fill: CODE_SHADE, type: 'clear', color: 'auto' },
        border: box(CODE_SHADE),
      },
    },
    {
      id: 'Rule',
      name: 'Rule',
      basedOn: 'Normal',
      paragraph: { spacing: { before: 60, after: 240, line: 240 }, border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: RULE } } },
    },
  ];
}

function tableStyles(): ParagraphStyle[] {
  const cell = { spacing: { before: 40, after: 40, line: 240 } };
  return [
    { id: 'TableText', name: 'Table Text', basedOn: 'Normal', quickFormat: true, run: { size: 20 }, paragraph: cell },
    { id: 'TableHeading', name: 'Table Heading', basedOn: 'TableText', quickFormat: true, run: { bold: true }, paragraph: { ...cell, keepNext: true } },
    { id: 'TableGap', name: 'Table Gap', basedOn: 'Normal', run: { size: 8 }, paragraph: { spacing: { before: 0, after: 80, line: 240 } } },
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
    paragraph: { indent: { left, right: 567 }, spacing: { before, after: 40, line: 252 } },
  });
  return [
    {
      id: 'Header',
      name: 'header',
      basedOn: 'Normal',
      run: small,
      paragraph: { spacing: { after: 0, line: 240 }, border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 4, color: RULE } } },
    },
    { id: 'HeaderLine', name: 'Header Line', basedOn: 'Normal', run: small, paragraph: { spacing: { after: 0, line: 240 } } },
    { id: 'Footer', name: 'footer', basedOn: 'Normal', run: small, paragraph: { spacing: { after: 0, line: 240 } } },
    {
      id: 'TOCHeading',
      name: 'TOC Heading',
      basedOn: 'Normal',
      next: 'Normal',
      run: { font: HEADINGS, size: 26, bold: true, color: NAVY },
      paragraph: { keepNext: true, spacing: { before: 480, after: 160 } },
    },
    entry(1, 0, 160, true),
    entry(2, 0, 60, false),
    entry(3, 340, 0, false),
    entry(4, 680, 0, false),
  ];
}

function box(color: string): NonNullable<NonNullable<ParagraphStyle['paragraph']>['border']> {
  const side = { style: BorderStyle.SINGLE, size: 4, space: 4, color };
  return { top: side, bottom: side, left: side, right: side };
}
