import type { Evidence, Finding, NearMiss } from '../../judge/model.js';
import { message } from '../../library/messages.js';
import type { Facet, Library, Reference, Rule } from '../../library/model.js';
import { Lines } from '../../text/lines.js';
import type { Language } from '../../text/model.js';
import type { Invocation } from '../arguments.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { Failure } from '../failure.js';
import { type Inputs, type Judged, configsOf, judgeAll, openInputs } from '../inputs.js';
import { mistakeLines } from '../problems.js';
import { unknownRequirement } from './fix.js';

/** `clausier explain <requirement> [dir]`: what a requirement wants, on what ground and, in a dossier, why it was judged as it was. */
export async function explain(invocation: Invocation, context: Context): Promise<ExitCode> {
  const [id, folder] = invocation.positionals;
  const inputs = await inputsOf(context, folder);
  if (inputs.failures.length > 0) throw new Failure(inputs.failures[0]);
  const judged = await judgeAll(context, inputs.dossiers, { date: invocation.option('date'), libraries: invocation.options('library') });
  for (const line of await mistakeLines(context, inputs.errors, context.language)) context.stderr(`clausier: ${line}`);
  const libraries = judged.length > 0 ? judged.map(({ library }) => library) : [await ownLibrary(context, invocation.options('library'))];
  const rule = libraries.flatMap(({ rules }) => rules).find((candidate) => candidate.id === id);
  if (!rule) throw unknownRequirement(context, id!, libraries.flatMap(({ rules }) => rules.map((known) => known.id)));

  const language = judged[0]?.verdict.language ?? context.language;
  const page = new Page(context, language, judged[0]?.verdict.date ?? invocation.option('date') ?? context.today);
  describeRequirement(page, rule, libraries[0]!);
  for (const one of judged) describeFinding(page, one, rule);
  context.stdout(page.text());
  return inputs.errors.some((error) => error.severity === 'error') ? EXIT.failure : EXIT.clean;
}

/** Without a folder the requirement is explained in general, and in the current folder when that holds documents. */
async function inputsOf(context: Context, folder: string | undefined): Promise<Inputs> {
  const inputs = await openInputs(context, [folder ?? '.']);
  return folder === undefined && inputs.dossiers.length !== 1 ? { dossiers: [], errors: [], failures: [] } : inputs;
}

async function ownLibrary(context: Context, folders: readonly string[]): Promise<Library> {
  return context.library(await configsOf(context, context.cwd), folders.map((folder) => context.absolute(folder)));
}

/** Lines of an explanation: titled paragraphs and items, broken to the width of the terminal. */
class Page {
  private readonly lines: string[] = [];

  constructor(
    private readonly context: Context,
    readonly language: Language,
    /** The day on which the law is read. */
    readonly day: string,
  ) {}

  say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return message(this.language, key, values);
  }

  date(iso: string): string {
    return this.context.terminal.date(this.language, iso);
  }

  title(text: string): void {
    if (this.lines.length > 0) this.lines.push('');
    this.lines.push(this.context.terminal.paint('bold', text));
  }

  paragraph(text: string): void {
    this.lines.push(...this.context.terminal.wrap(text, this.context.terminal.width));
  }

  item(text: string): void {
    this.context.terminal.wrap(text, this.context.terminal.width - 4).forEach((line, index) => this.lines.push(`${index === 0 ? '  - ' : '    '}${line}`));
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

function describeRequirement(page: Page, rule: Rule, library: Library): void {
  const { language } = page;
  page.title(`${rule.title[language]} (${rule.id})`);
  page.paragraph(rule.why[language]);
  page.title(page.say('cli.explain.expects'));
  page.paragraph(rule.expects[language]);
  page.title(page.say('cli.explain.weak'));
  page.paragraph(rule.weak[language]);
  page.title(page.say('cli.explain.grounds'));
  page.item(page.say(`cli.clauseStatus.${rule.clauseStatus}`));
  for (const duty of library.duties.filter((candidate) => candidate.satisfiedByAny.includes(rule.id))) {
    page.item(page.say('cli.explain.duty', { duty: duty.title[language], date: page.date(duty.inForceFrom) }));
  }
  for (const id of rule.references) {
    const reference = library.references[id];
    if (reference) page.item(citation(page, reference));
  }
}

/** A reference with its dates; one whose text was not read must not look certain. */
function citation(page: Page, reference: Reference): string {
  const notes = [
    ...(reference.inForceFrom ? [page.say(reference.inForceFrom > page.day ? 'cli.explain.fromFuture' : 'cli.explain.from', { date: page.date(reference.inForceFrom) })] : []),
    ...(reference.inForceTo ? [page.say('cli.explain.to', { date: page.date(reference.inForceTo) })] : []),
    page.say(`cli.referenceKind.${reference.kind}`),
    page.say(reference.verified ? 'cli.explain.verified' : 'cli.explain.unverified'),
  ];
  return `${reference.cite[page.language]} (${notes.join(page.say('cli.explain.separator'))})${reference.url ? ` ${reference.url}` : ''}`;
}

function describeFinding(page: Page, judged: Judged, rule: Rule): void {
  const finding = judged.verdict.findings.find(({ requirement }) => requirement === rule.id);
  if (!finding) return;
  page.title(page.say('cli.explain.verdict', { dossier: judged.path, status: page.say(`report.status.${finding.status}`) }));
  page.paragraph(finding.message);
  const places = new Places(judged);
  describeApplication(page, places, judged, rule, finding);
  describeSearch(page, judged, rule);
  passages(page, places, 'cli.explain.evidence', finding.evidence);
  passages(page, places, 'cli.explain.nearMisses', finding.nearMisses, (miss) => page.say(`reason.${(miss as NearMiss).reason}`));
  if (finding.anchor) {
    page.title(page.say('cli.explain.belongs'));
    page.item(`${places.of(finding.anchor)} ${finding.anchor.heading}`.trim());
  }
  if (finding.clauses.length > 0) {
    page.title(page.say('cli.explain.clauses'));
    for (const id of finding.clauses) {
      const clause = judged.library.clauses.find((candidate) => candidate.id === id && candidate.language === page.language);
      page.item(clause ? `${clause.title} (${id}@${clause.version})` : id);
    }
  }
}

function describeApplication(page: Page, places: Places, judged: Judged, rule: Rule, finding: Finding): void {
  page.title(page.say(finding.because.length > 0 ? 'cli.explain.notApplicable' : 'cli.explain.applies'));
  const facets: readonly Facet[] = finding.because.length > 0 ? finding.because : rule.when;
  for (const facet of facets) {
    const seen = judged.verdict.profile[facet];
    const name = page.say(`report.facet.${facet}`);
    const value = page.say(seen.value ? 'cli.explain.true' : 'cli.explain.false');
    const source = page.say(seen.source === 'stated' ? 'cli.explain.stated' : seen.certain ? 'cli.explain.inferred' : 'cli.explain.assumed');
    const first = seen.evidence[0];
    page.item(`${page.say('cli.explain.facet', { name, value, source })}${first ? ` ${places.of(first)} ${quoted(page, first)}` : ''}`);
  }
}

function describeSearch(page: Page, { verdict }: Judged, rule: Rule): void {
  page.title(page.say('cli.explain.searched'));
  for (const { path, kind } of verdict.documents) page.item(rule.where.includes(kind) ? page.say('cli.explain.usual', { path }) : path);
  page.item(page.say('cli.explain.headings', { headings: rule.headings[page.language].join(', ') }));
}

function passages(page: Page, places: Places, key: string, found: readonly Evidence[], note?: (evidence: Evidence) => string): void {
  if (found.length === 0) return;
  page.title(page.say(key));
  for (const evidence of found) page.item(`${places.of(evidence)} ${quoted(page, evidence)}${note ? ` – ${note(evidence)}` : ''}`);
}

function quoted(page: Page, { text }: Evidence): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return page.say('cli.quoted', { text: line.length > 240 ? `${line.slice(0, 239)}…` : line });
}

/** Places of one dossier as `path:line`. */
class Places {
  private readonly lines = new Map<string, Lines>();

  constructor(judged: Judged) {
    for (const { path, document } of judged.dossier.documents) this.lines.set(path, new Lines(document.text));
  }

  of({ path, span }: Pick<Evidence, 'path' | 'span'>): string {
    const line = this.lines.get(path)?.at(span.start).line;
    return line === undefined ? path : `${path}:${line + 1}`;
  }
}
