import type { Evidence, Finding } from '../../judge/model.js';
import { message } from '../../library/messages.js';
import type { Reference, Rule } from '../../library/model.js';
import type { Language } from '../../text/model.js';
import type { Judged } from '../dossiers.js';
import { say, sayDate } from '../messages.js';
import { linesOf } from '../ranges.js';
import { type View, clauseOf, languageOf, pageOf, ruleOf } from '../view.js';

/**
 * What a reader wants to know of a requirement in this dossier, as Markdown: why, what is expected, on what ground, which clause.
 * @param full with what was read in the documents, for a page of its own
 */
export function requirementCard(view: View, judged: Judged, requirement: string, full: boolean): string | undefined {
  const rule = ruleOf(judged, requirement);
  if (!rule) return undefined;
  const language = languageOf(view, judged);
  const finding = judged.verdict.findings.find((candidate) => candidate.requirement === requirement);
  const head = `${full ? '# ' : '**'}${rule.title[language]}${full ? '' : '**'}`;
  const status = finding ? say(language, `status.${finding.status}`) : undefined;
  const parts = [
    full ? head : `${head}${status ? ` — ${status}` : ''}`,
    ...(full && status ? [`**${status}**`] : []),
    titled(language, 'card.why', rule.why[language]),
    titled(language, 'card.expected', rule.expects[language]),
    ...(finding?.status === 'weak' || full ? [titled(language, 'card.weak', rule.weak[language])] : []),
    ...(full && finding ? seen(judged, finding, language) : []),
    ...references(judged, rule, language),
    ...clauses(judged, finding, language, full),
    ...more(view, requirement, language, full),
  ];
  return parts.join('\n\n');
}

function titled(language: Language, key: 'card.why' | 'card.expected' | 'card.weak', text: string): string {
  return `**${say(language, key)}.** ${text.trim()}`;
}

function references(judged: Judged, rule: Rule, language: Language): string[] {
  const items = rule.references.flatMap((id) => {
    const reference = judged.library.references[id];
    return reference ? [`- ${describeReference(reference, language, judged.verdict.date)}`] : [];
  });
  return items.length === 0 ? [] : [`**${say(language, 'card.references')}**\n\n${items.join('\n')}`];
}

/** A legal reference with the dates that matter on the day of the verdict; what was not read at the source says so. */
export function describeReference(reference: Reference, language: Language, today: string): string {
  const { inForceFrom, inForceTo, verified } = reference;
  const cite = reference.cite[language];
  const notes: string[] = [];
  if (inForceTo !== undefined && inForceTo <= today) notes.push(say(language, 'reference.ended', { date: sayDate(language, inForceTo) }));
  else {
    if (inForceFrom !== undefined) notes.push(say(language, inForceFrom > today ? 'reference.from' : 'reference.since', { date: sayDate(language, inForceFrom) }));
    if (inForceTo !== undefined) notes.push(say(language, 'reference.until', { date: sayDate(language, inForceTo) }));
  }
  if (!verified) notes.push(`*${say(language, 'reference.notVerified')}*`);
  const linked = reference.url === undefined ? cite : `[${cite.replace(/[[\]]/g, '\\$&')}](${reference.url})`;
  return notes.length === 0 ? linked : `${linked} (${notes.join(', ')})`;
}

function clauses(judged: Judged, finding: Finding | undefined, language: Language, full: boolean): string[] {
  const items = (finding?.clauses ?? []).flatMap((id) => clauseOf(judged, id) ?? []);
  if (items.length === 0) return [];
  if (!full) return items[0]!.note === '' ? [] : [`**${say(language, 'card.note')}.** ${items[0]!.note.trim()}`];
  const list = items.map((clause) => `- **${clause.title}** (\`${clause.id}@${clause.version}\`)${clause.note === '' ? '' : `\n\n  ${clause.note.trim()}`}`);
  return [`## ${say(language, 'card.clauses')}`, list.join('\n')];
}

function seen(judged: Judged, finding: Finding, language: Language): string[] {
  const because = finding.because.length > 0 ? [say(language, 'card.because', { facets: finding.because.join(', ') })] : [];
  const evidence = finding.evidence.map((place) => quote(judged, place, language, ''));
  const near = finding.nearMisses.map((place) => quote(judged, place, language, message(language, `reason.${place.reason}`)));
  return [
    ...because,
    ...(evidence.length > 0 ? [`## ${say(language, 'card.evidence')}`, ...evidence] : []),
    ...(near.length > 0 ? [`## ${say(language, 'card.nearMisses')}`, ...near] : []),
  ];
}

function quote(judged: Judged, place: Evidence, language: Language, note: string): string {
  const line = (linesOf(judged, place.path)?.at(place.span.start).line ?? 0) + 1;
  const text = place.text.trim().split(/\r?\n/).map((row) => `> ${row}`).join('\n');
  // No link: VS Code's preview follows none that leads to a file.
  return `**${place.path}**, ${say(language, 'card.line', { line })}${note === '' ? '' : ` — ${note}`}\n\n${text}`;
}

function more(view: View, requirement: string, language: Language, full: boolean): string[] {
  const page = pageOf(view, requirement);
  return page === undefined || full ? [] : [`[${say(language, 'card.more')}](${page})`];
}

/** Markdown as plain text, for clients that show nothing else: marks are dropped, the targets of links kept. */
export function withoutMarkup(markdown: string): string {
  return markdown
    .replace(/\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/g, '$1 <$2>')
    .replace(/\*\*|^#+ |(?<![\p{L}\d])\*|\*(?![\p{L}\d])|`/gmu, '');
}
