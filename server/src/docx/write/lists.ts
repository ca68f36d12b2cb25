import { AlignmentType, type ILevelsOptions, LevelFormat, LevelSuffix, Paragraph, Tab, type Table, TextRun } from 'docx';
import type { Block, Inline, List, ListItem } from '../../text/model.js';
import { taskBox } from './fields.js';
import { withoutComments } from './html.js';
import { renderInlines } from './inlines.js';
import { type Job, type Place, type Scope, sourceOf } from './types.js';

/** Writes the blocks of an item; given by the caller, since blocks and lists hold each other. */
export type RenderBlocks = (blocks: readonly Block[], scope: Scope, place: Place) => (Paragraph | Table)[];

const BULLETS = 'clausier-bullets';
/** A list without marks: the box in the text is the mark. */
const TASKS = 'clausier-tasks';
const LEVELS = 9;
/** How far each level stands in, and how far its mark hangs before the text. */
const STEP = 454;
const HANGING = 340;
/** Between the items of a list written with blank lines. */
const LOOSE = 80;

interface ListContext {
  readonly ordered: boolean;
  readonly numbering: { readonly reference: string; readonly level: number; readonly instance: number };
  readonly loose: boolean;
  readonly scope: Scope;
  readonly place: Place;
  readonly render: RenderBlocks;
}

/** Writes a list. Each ordered list has its own numbering instance, so that it starts at its own number. */
export function renderList(list: List, scope: Scope, place: Place, render: RenderBlocks): (Paragraph | Table)[] {
  const { job } = scope;
  job.lists += 1;
  const level = Math.min(place.listDepth, LEVELS - 1);
  const numbering = list.ordered
    ? { reference: orderedReference(list, place, job), level, instance: job.lists }
    : { reference: BULLETS, level, instance: 0 };
  const loose = isLoose(list, place);
  return list.items.flatMap((item) => renderItem(item, { ordered: list.ordered, numbering, loose, scope, place, render }));
}

function orderedReference(list: List, place: Place, job: Job): string {
  const first = list.items[0];
  const mark = first && /^\d{1,9}\)/.test(sourceOf(place, first.span)) ? ')' : '.';
  const reference = `clausier-ordered-${mark === ')' ? 'bracket' : 'stop'}-${list.start}`;
  job.orderedLists.set(reference, { mark, start: list.start });
  return reference;
}

function isLoose(list: List, place: Place): boolean {
  return list.items.some((item, index) => {
    const next = list.items[index + 1];
    return next !== undefined && /\n[ \t>]*\r?\n/.test(place.source.slice(item.span.end - 1, next.span.start + 1));
  });
}

function renderItem(item: ListItem, { ordered, numbering, loose, scope, place, render }: ListContext): (Paragraph | Table)[] {
  const blocks = item.blocks.filter((block) => block.kind !== 'html' || withoutComments(block.text).trim() !== '');
  if (blocks.length === 0 && !ordered) return [];
  const [first, ...rest] = blocks;
  const lead = first?.kind === 'paragraph' ? first.inlines : [];
  const left = place.indent + STEP;
  const inside: Place = { ...place, indent: left, listDepth: place.listDepth + 1 };
  const box = boxOf(item, lead);
  const indent = { left, hanging: HANGING };
  const standsWhereItsLevelSays = left === STEP * (numbering.level + 1);
  const head = new Paragraph({
    style: place.inNote ? 'FootnoteText' : 'ListParagraph',
    numbering: box ? { reference: TASKS, level: numbering.level, instance: 0 } : numbering,
    ...(standsWhereItsLevelSays ? {} : { indent }),
    ...(loose ? { contextualSpacing: false, spacing: { after: LOOSE } } : {}),
    children: [
      ...(box ? [taskBox(box.checked), new TextRun({ children: [new Tab()] })] : []),
      ...renderInlines(box ? box.inlines : lead, scope, inside),
    ],
  });
  return [head, ...render(first?.kind === 'paragraph' ? rest : blocks, scope, inside)];
}

/** The box of a task item: from the model, or still written in the text as `[ ]`. */
function boxOf(item: ListItem, inlines: readonly Inline[]): { readonly checked: boolean; readonly inlines: readonly Inline[] } | undefined {
  if (item.checked !== undefined) return { checked: item.checked, inlines };
  const [first, ...rest] = inlines;
  const written = first?.kind === 'text' ? /^\[([ xX])\](?=\s)/.exec(first.text) : null;
  if (!written || first?.kind !== 'text') return undefined;
  return { checked: written[1] !== ' ', inlines: [{ ...first, text: first.text.slice(written[0].length) }, ...rest] };
}

/** The numbering definitions of everything that was written. */
export function numberingConfig(job: Job): { readonly reference: string; readonly levels: readonly ILevelsOptions[] }[] {
  const kinds = [...job.orderedLists].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    { reference: BULLETS, levels: levels((level) => ({ format: LevelFormat.BULLET, text: level % 2 === 0 ? '•' : '–' })) },
    { reference: TASKS, levels: levels(() => ({ format: LevelFormat.BULLET, text: '', suffix: LevelSuffix.NOTHING })) },
    ...kinds.map(([reference, { mark, start }]) => ({
      reference,
      levels: levels((level) => ({ format: LevelFormat.DECIMAL, text: `%${level + 1}${mark}`, start })),
    })),
  ];
}

function levels(options: (level: number) => Omit<ILevelsOptions, 'level'>): ILevelsOptions[] {
  return Array.from({ length: LEVELS }, (_, level) => ({
    ...options(level),
    level,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: STEP * (level + 1), hanging: HANGING } } },
  }));
}
