import { type Evaluation, type Scores, type Share, precisionRecall } from '../judge/evaluation.js';
import { message } from '../library/messages.js';
import type { Language } from '../text/model.js';
import { columnsOf, padded } from './layout.js';
import type { Layout } from './model.js';

/** How many of the hardest requirements are named. */
const WORST = 10;

/** What an evaluation found, for people. */
export function evaluationText(evaluation: Evaluation, language: Language, withErrors: boolean, layout: Pick<Layout, 'paint'>): string {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => message(language, `eval.${key}`, values);
  const rows = [
    [say('all'), ...cells(evaluation.all)],
    ...Object.entries(evaluation.languages).map(([name, scores]) => [name, ...cells(scores)]),
    ...hardest(evaluation).map(([name, scores]) => [name, ...cells(scores)]),
  ];
  const { facets, unwanted, mistakes } = evaluation;
  const lines = [
    ...table([['', say('precision'), say('recall'), 'F1', say('status'), say('evidence')], ...rows], layout),
    '',
    say('facets', { share: shown(facets), right: facets.right, of: facets.of }),
    ...facets.mistakes.flatMap(({ dossier, facet, label, found }) => [`  ${dossier}: ${facet} = ${label}`, ...(withErrors ? found.map((text) => `      ${say('found', { text: cut(text) })}`) : [])]),
    say('unwanted', { count: unwanted }),
    ...(withErrors ? ['', say('errors', { count: mistakes.length }), ...mistakes.flatMap(mistakeLines)] : []),
    layout.paint('bold', say('dossiers', { count: evaluation.dossiers })),
  ];
  return `${lines.join('\n')}\n`;

  function mistakeLines({ dossier, requirement, label, status, found, wanted }: Evaluation['mistakes'][number]): string[] {
    return [
      `  ${dossier}  ${requirement}  ${say('labelled', { label, status })}`,
      ...(found === '' ? [] : [`      ${say('found', { text: cut(found) })}`]),
      ...(wanted === '' ? [] : [`      ${say('wanted', { text: cut(wanted) })}`]),
    ];
  }
}

/** The same as data: shares as numbers with four decimals, beside their counts. */
export function evaluationJson(evaluation: Evaluation): string {
  const scores = ({ flags, status, evidence }: Scores): object => ({ flags: { ...flags, ...rounded(precisionRecall(flags)) }, status: share(status), evidence: share(evidence) });
  const named = (all: Readonly<Record<string, Scores>>): object => Object.fromEntries(Object.entries(all).map(([name, one]) => [name, scores(one)]));
  const { dossiers, all, languages, requirements, facets, unwanted, mistakes } = evaluation;
  const data = { version: 1, tool: 'clausier', dossiers, ...scores(all), unwanted, facets: { ...share(facets), mistakes: facets.mistakes }, languages: named(languages), requirements: named(requirements), mistakes };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function hardest({ requirements }: Evaluation): (readonly [string, Scores])[] {
  const wrong = ({ status }: Scores): number => status.of - status.right;
  return Object.entries(requirements)
    .filter(([, scores]) => wrong(scores) > 0)
    .sort((a, b) => wrong(b[1]) - wrong(a[1]))
    .slice(0, WORST);
}

function cells({ flags, status, evidence }: Scores): string[] {
  const { precision, recall, f1 } = precisionRecall(flags);
  return [precision, recall, f1].map((value) => value.toFixed(3)).concat(shown(status), shown(evidence));
}

function table(rows: readonly (readonly string[])[], layout: Pick<Layout, 'paint'>): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column]!))));
  return rows.map((row, at) => {
    const line = row.map((cell, column) => (column === 0 ? padded(cell, widths[0]!) : `${' '.repeat(widths[column]! - columnsOf(cell))}${cell}`)).join('  ');
    return at === 0 ? layout.paint('dim', line) : line;
  });
}

function shown({ right, of }: Share): string {
  return of === 0 ? '–' : (right / of).toFixed(3);
}

function share({ right, of }: Share): object {
  return { right, of, ...(of === 0 ? {} : rounded({ share: right / of })) };
}

function rounded<K extends string>(values: Readonly<Record<K, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries<number>(values).map(([name, value]) => [name, Number(value.toFixed(4))]));
}

function cut(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
