import type { DossierDocument } from './model.js';
import type { Block, Section, Table } from '../text/model.js';
import { plainText } from '../text/prose.js';
import { fold } from '../text/tokens.js';

/** A table of award criteria or of penalties: where it stands, and what its columns hold. */
export interface PlacedTable {
  readonly source: DossierDocument;
  readonly section: Section;
  readonly table: Table;
  readonly header: readonly string[];
  /** Column of the criterion's or breach's words. */
  readonly label: number;
  /** Column of the weight or amount. */
  readonly value: number;
  /** Column of a running reference ("A", "3", "P4"), when there is one. */
  readonly reference?: number;
}

const WEIGHT = /poids|ponderation|points?|coefficient|note|weight|marks?|score|%/;
const CRITERION = /critere|criterion|criteria|element|sous-critere/;
const AMOUNT = /penalite|montant|sanction|retenue|refaction|penalty|amount|deduction|credit|consequence|tarif/;
const BREACH = /manquement|fait|cas|objet|motif|retard|breach|failure|event|default|subject|description|intitule/;

/** The tables of award criteria of a document. */
export function criteriaTables(source: DossierDocument): PlacedTable[] {
  return tablesOf(source).filter(({ header }) => header.some((cell) => WEIGHT.test(cell)) && header.some((cell) => CRITERION.test(cell))).map((found) => placed(found, CRITERION, WEIGHT));
}

/** The tables of penalties of a document: an amount column, in a table or section that speaks of penalties. */
export function penaltyTables(source: DossierDocument): PlacedTable[] {
  return tablesOf(source)
    .filter(({ header, section }) => {
      const heading = fold([...section.path.slice(-1), section.heading?.text ?? ''].join(' '));
      const named = header.some((cell) => /penalite|penalty|deduction|sanction/.test(cell)) || /penalit|penalt|service credit|sanction/.test(heading);
      return named && header.some((cell) => AMOUNT.test(cell));
    })
    .map((found) => placed(found, BREACH, AMOUNT));
}

type Found = Pick<PlacedTable, 'source' | 'section' | 'table' | 'header'>;

function tablesOf(source: DossierDocument): Found[] {
  const found: Found[] = [];
  for (const section of source.document.sections) {
    const visit = (blocks: readonly Block[]): void => {
      for (const block of blocks) {
        if (block.kind === 'table' && block.rows.length > 1) found.push({ source, section, table: block, header: block.rows[0]!.cells.map((cell) => fold(plainText(cell.inlines))) });
        else if (block.kind === 'quotation') visit(block.blocks);
        else if (block.kind === 'list') for (const item of block.items) visit(item.blocks);
      }
    };
    visit(section.blocks);
  }
  return found;
}

function placed(found: Found, label: RegExp, value: RegExp): PlacedTable {
  const { header } = found;
  const last = header.length - 1;
  const byValue = header.findLastIndex((cell) => value.test(cell));
  const valueColumn = byValue < 0 ? last : byValue;
  const byLabel = header.findIndex((cell, at) => at !== valueColumn && label.test(cell));
  const reference = header.findIndex((cell, at) => at !== valueColumn && /^(?:ref|n|no|n°|num|code|id|#|lot)\.?(?:erence)?$|^$/.test(cell.trim()));
  const labelColumn = byLabel >= 0 ? byLabel : header.findIndex((_, at) => at !== valueColumn && at !== reference);
  return { ...found, label: Math.max(0, labelColumn), value: valueColumn, ...(reference >= 0 && reference !== labelColumn ? { reference } : {}) };
}

/** Whether a row is the total of the others. */
export function isTotal(cells: readonly string[]): boolean {
  return cells.some((cell) => /^(?:total|sous-total|somme|sum|ensemble)(?![a-z])/.test(fold(cell).trim()));
}
