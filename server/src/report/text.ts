import type { Finding, Place, Status, Verdict } from '../judge/model.js';
import { message } from '../library/messages.js';
import { FACETS, type Facet, THEMES } from '../library/model.js';
import { Lines } from '../text/lines.js';
import type { Language } from '../text/model.js';
import { columnsOf, padded } from './layout.js';
import type { Format, Layout, Reported, ReportedDossier } from './model.js';
import { STATUSES, countStatuses, counted } from './summary.js';

const SYMBOLS: Readonly<Record<Status, string>> = { present: '✔', weak: '▲', missing: '✘', 'not-applicable': '–', waived: '○' };
const PAINTS: Readonly<Record<Status, 'green' | 'yellow' | 'red' | 'dim' | 'blue'>> = { present: 'green', weak: 'yellow', missing: 'red', 'not-applicable': 'dim', waived: 'blue' };
/** Ids stand in a column of their own where there is room; they are what other commands want. */
const ROOM_FOR_IDS = 96;
const LEAST_TITLE = 12;

/** A table for people, one dossier after the other, each in its own language. */
export const text: Format = (reported: Reported, layout: Layout): string => {
  const language = commonLanguage(reported);
  const requirements = new Set(reported.dossiers.flatMap(({ verdict }) => verdict.findings.map(({ requirement }) => requirement)));
  const documents = reported.dossiers.reduce((sum, { verdict }) => sum + verdict.documents.length, 0);
  const counts = countStatuses(reported);
  const open = counts.missing + counts.weak > 0;
  const lines = [
    ...reported.dossiers.flatMap((dossier) => new DossierTable(dossier, layout).lines()),
    ...layout.wrap(message(language, 'report.summary', counts), layout.width),
    ...(open ? layout.wrap(message(language, 'report.more'), layout.width) : []),
    layout.paint('bold', message(language, 'report.checked', { documents: counted(language, 'report.documents', documents), requirements: counted(language, 'report.requirements', requirements.size) })),
  ];
  return `${lines.join('\n')}\n`;
};

/** The language of the first dossier, not of the machine: the same input gives the same bytes everywhere. */
function commonLanguage({ dossiers }: Reported): Language {
  return dossiers[0]?.verdict.language ?? 'fr';
}

interface Row {
  readonly status: Status;
  readonly title: string;
  readonly place: string;
  readonly id: string;
}

class DossierTable {
  private readonly language: Language;
  private readonly positions = new Map<string, Lines>();

  constructor(
    private readonly dossier: ReportedDossier,
    private readonly layout: Layout,
  ) {
    this.language = dossier.verdict.language;
  }

  lines(): string[] {
    const { path, verdict } = this.dossier;
    const { paint, wrap, width } = this.layout;
    return [
      paint('bold', path),
      ...wrap(verdict.documents.map((document) => `${document.path} (${document.kind.toUpperCase()})`).join(', '), width),
      ...this.profile(verdict),
      '',
      ...this.findings(verdict),
      ...this.duties(verdict),
      ...this.problems(verdict),
    ];
  }

  private say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return message(this.language, key, values);
  }

  /** A facet that the text leaves in doubt shows or hides requirements on a guess: the reader is told which. */
  private profile({ profile }: Verdict): string[] {
    const name = (facet: Facet): string => this.say(`report.facet.${facet}`);
    const held = FACETS.filter((facet) => profile[facet].value && profile[facet].certain).map(name);
    const guessed = FACETS.filter((facet) => !profile[facet].certain).map((facet) => this.say(`report.guess.${profile[facet].value}`, { facet: name(facet) }));
    return [...this.facetLine('report.profile', held), ...this.facetLine('report.profileGuessed', guessed)];
  }

  private facetLine(key: string, facets: readonly string[]): readonly string[] {
    return facets.length === 0 ? [] : this.layout.wrap(this.say(key, { facets: facets.join(', ') }), this.layout.width);
  }

  private findings({ findings, profile }: Verdict): string[] {
    if (!profile.ai.value) return [...this.layout.wrap(this.say('report.noAi', { count: findings.length }), this.layout.width), ''];
    const shown = findings.filter(({ status }) => status !== 'not-applicable');
    const rows = new Map(shown.map((finding) => [finding, this.row(finding)]));
    const table = new Table([...rows.values()], this.layout, (status) => this.say(`report.status.${status}`));
    const lines = THEMES.flatMap((theme) => {
      const own = shown.filter((finding) => finding.theme === theme);
      return own.length === 0 ? [] : [this.layout.paint('bold', this.say(`report.theme.${theme}`)), ...own.flatMap((finding) => table.lines(rows.get(finding)!)), ''];
    });
    return [...lines, ...this.notApplicable(findings)];
  }

  private notApplicable(findings: readonly Finding[]): string[] {
    const titles = findings.filter(({ status }) => status === 'not-applicable').map((finding) => this.title(finding.requirement));
    if (titles.length === 0) return [];
    return [...this.layout.wrap(this.say('report.notApplicable', { titles: titles.join(', ') }), this.layout.width).map((line) => this.layout.paint('dim', line)), ''];
  }

  private row(finding: Finding): Row {
    const seen = finding.evidence[0];
    const place = seen ? this.place(seen) : finding.anchor ? this.say('report.belongs', { place: this.place(finding.anchor) }) : '';
    return { status: finding.status, title: this.title(finding.requirement), place, id: finding.requirement };
  }

  private title(id: string): string {
    return this.dossier.library.rules.find((rule) => rule.id === id)?.title[this.language] ?? id;
  }

  private place({ path, span }: Pick<Place, 'path' | 'span'>): string {
    let lines = this.positions.get(path);
    if (!lines) this.positions.set(path, (lines = new Lines(this.dossier.texts.get(path) ?? '')));
    return `${path}:${lines.at(span.start).line + 1}`;
  }

  private duties({ duties }: Verdict): string[] {
    const { library } = this.dossier;
    const rows = duties
      .filter(({ status }) => status !== 'not-applicable')
      .map(({ id, status, since }) => {
        const title = library.duties.find((duty) => duty.id === id)?.title[this.language] ?? id;
        const shownAs: Status = status === 'met' ? 'present' : 'missing';
        return { status: shownAs, word: this.say(`report.duty.${status}`), title: this.say('report.dutyRow', { title, date: this.layout.date(this.language, since) }) };
      });
    if (rows.length === 0) return [];
    const width = Math.max(...rows.map(({ word }) => columnsOf(word)));
    const lines = rows.flatMap(({ status, word, title }) =>
      this.layout
        .wrap(title, this.layout.width - width - 6)
        .map((line, index) => (index === 0 ? `  ${this.layout.paint(PAINTS[status], `${SYMBOLS[status]} ${padded(word, width)}`)}  ${line}` : `${' '.repeat(width + 6)}${line}`)),
    );
    return [this.layout.paint('bold', this.say('report.duties')), ...lines, ''];
  }

  private problems({ problems }: Verdict): string[] {
    if (problems.length === 0) return [];
    const lines = problems.flatMap((problem) => {
      const { path, span } = problem;
      const lead = `${this.place({ path, span })} ${this.say(`report.severity.${problem.severity}`)}`;
      const colour = problem.severity === 'error' ? 'red' : 'yellow';
      const body = this.layout.wrap(problem.message, this.layout.width - 4).map((line) => `    ${line}`);
      return [`  ${this.layout.paint(colour, lead)}`, ...body];
    });
    return [this.layout.paint('bold', this.say('report.problems')), ...lines, ''];
  }
}

/** Columns of one dossier's table: status, title, place and, where there is room, id. */
class Table {
  private readonly statusWidth: number;
  private readonly placeWidth: number;
  private readonly idWidth: number;
  private readonly titleWidth: number;

  constructor(
    rows: readonly Row[],
    private readonly layout: Layout,
    private readonly word: (status: Status) => string,
  ) {
    const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(columnsOf));
    this.statusWidth = widest(STATUSES.map((status) => this.word(status))) + 2;
    this.placeWidth = Math.min(widest(rows.map(({ place }) => place)), Math.max(16, Math.floor(layout.width / 3)));
    this.idWidth = layout.width >= ROOM_FOR_IDS ? widest(rows.map(({ id }) => id)) + 2 : 0;
    const room = layout.width - this.statusWidth - this.placeWidth - this.idWidth - 6;
    this.titleWidth = Math.max(LEAST_TITLE, Math.min(room, widest(rows.map(({ title }) => title))));
  }

  lines({ status, title, place, id }: Row): string[] {
    const { paint, wrap } = this.layout;
    const titles = wrap(title, this.titleWidth);
    const places = wrap(place, this.placeWidth);
    return Array.from({ length: Math.max(titles.length, places.length) }, (_, index) => {
      const first = index === 0;
      const head = first ? paint(PAINTS[status], padded(`${SYMBOLS[status]} ${this.word(status)}`, this.statusWidth)) : ' '.repeat(this.statusWidth);
      const cells = `${padded(titles[index] ?? '', this.titleWidth)}  ${padded(places[index] ?? '', this.placeWidth)}`;
      return `  ${head}  ${cells}${first && this.idWidth > 0 ? `  ${paint('dim', id)}` : ''}`.trimEnd();
    });
  }
}
