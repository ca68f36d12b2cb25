import { message } from '../library/messages.js';
import type { Language } from '../text/model.js';
import { plainText } from '../text/prose.js';
import type { Problem } from './model.js';
import type { Dossier } from './settings.js';
import { criteriaTables, isTotal } from './tables.js';

/** Award criteria whose percentages do not add up to 100: the weights are part of the rules that bind the buyer. */
export function weightProblems(dossier: Dossier, language: Language): Problem[] {
  return dossier.documents.flatMap((source) =>
    criteriaTables(source).flatMap(({ section, table, value }): Problem[] => {
      const rows = table.rows.slice(1).map((row) => row.cells.map((cell) => plainText(cell.inlines)));
      const weights = rows.filter((cells) => !isTotal(cells)).map((cells) => percentage(cells[value] ?? ''));
      const known = weights.filter((weight): weight is number => weight !== undefined);
      const sum = Math.round(known.reduce((total, weight) => total + weight, 0) * 100) / 100;
      if (known.length < 2 || sum === 100) return [];
      const span = { start: section.base + table.span.start, end: section.base + table.rows[0]!.span.end };
      return [{ code: 'criteria-weights', severity: 'error', path: source.path, span, message: message(language, 'problem.criteria-weights', { sum: String(sum).replace('.', language === 'fr' ? ',' : '.') }) }];
    }),
  );
}

function percentage(cell: string): number | undefined {
  const match = /^[^\d]{0,12}(\d{1,3}(?:[.,]\d{1,2})?)[\s\u00a0\u202f]*%/.exec(cell);
  return match ? Number(match[1]!.replace(',', '.')) : undefined;
}
