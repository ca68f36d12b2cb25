import { readClause } from './clauses.js';
import { readDuties, readReferences } from './legal.js';
import { readDecisions, readFacets, readForce, readLearned } from './recognition.js';
import { didYouMean, loadError } from './loadError.js';
import { type Clause, type Decisions, type Duty, FACETS, type FacetRule, type Library, type LoadError, REASONS, type Reference, type Rule, THEMES } from './model.js';
import { type SourceFile, readRule } from './rules.js';
import { type Weights, packLearned } from './weights.js';

/** The files of one library folder (`rules/` and `clauses/`), paths with forward slashes. */
export type LayerFiles = readonly SourceFile[];

/** What one folder holds, before layers are merged. */
export interface Layer {
  readonly rules: readonly Rule[];
  readonly clauses: readonly Clause[];
  readonly references: Readonly<Record<string, Reference>>;
  readonly duties: readonly Duty[];
  readonly force?: Library['force'];
  readonly facets: readonly FacetRule[];
  readonly learned: Library['learned'];
  readonly decisions?: Decisions;
  readonly errors: readonly LoadError[];
}

/** Reads one layer. Files with mistakes are left out and reported; an id that comes twice in one layer is an error, the first one stays. */
export function readLayer(files: LayerFiles): Layer {
  const reader = new LayerReader(new Set(files.map((file) => file.path)));
  for (const file of [...files].sort((a, b) => compare(a.path, b.path))) reader.read(file);
  return reader.layer();
}

class LayerReader {
  private readonly rules = new Map<string, Rule>();
  private readonly clauses = new Map<string, Clause>();
  private readonly errors: LoadError[] = [];
  private readonly learned: { -readonly [L in keyof Library['learned']]: Weights } = {};
  private references: Layer['references'] = {};
  private duties: readonly Duty[] = [];
  private force: Layer['force'];
  private facets: readonly FacetRule[] = [];
  private decisions: Layer['decisions'];

  constructor(private readonly paths: ReadonlySet<string>) {}

  read(file: SourceFile): void {
    const name = /(?:^|\/)rules\/([^/]+)\.(?:yaml|json)$/.exec(file.path)?.[1];
    if (/(?:^|\/)clauses\/.*\.md$/.test(file.path)) this.clause(file);
    else if (name !== undefined) this.shared(name, file);
    else if (/(?:^|\/)rules\/[^/]+\/[^/]+\.yaml$/.test(file.path) && !file.path.endsWith('.cases.yaml')) this.rule(file);
  }

  layer(): Layer {
    const { references, duties, force, facets, learned, decisions, errors } = this;
    return { rules: [...this.rules.values()], clauses: [...this.clauses.values()], references, duties, facets, learned, errors, ...(force ? { force } : {}), ...(decisions ? { decisions } : {}) };
  }

  private clause(file: SourceFile): void {
    const { clause, errors } = readClause(file);
    this.errors.push(...errors);
    if (clause) this.addOnce(this.clauses, `${clause.language}/${clause.id}`, clause);
  }

  private rule(file: SourceFile): void {
    const { rule, errors } = readRule(file);
    this.errors.push(...errors);
    if (!rule) return;
    this.addOnce(this.rules, rule.id, rule);
    if (!this.paths.has(file.path.replace(/\.yaml$/, '.cases.yaml'))) this.errors.push(loadError('no-cases', file.path, { start: 0, end: 1 }, { id: rule.id }, 'warning'));
  }

  /** Files that stand directly in `rules/`. */
  private shared(name: string, file: SourceFile): void {
    if (name === 'references') this.references = this.keep(readReferences(file)).references;
    else if (name === 'duties') this.duties = this.keep(readDuties(file)).duties;
    else if (name === 'force') this.force = this.keep(readForce(file)).force;
    else if (name === 'facets') this.facets = this.keep(readFacets(file)).facets;
    else if (name === 'decisions') this.decisions = this.keep(readDecisions(file)).decisions;
    else if (name.startsWith('learned.')) {
      const { learned } = this.keep(readLearned(file));
      if (learned) this.learned[learned.language] = packLearned(learned);
    }
  }

  private keep<T extends { readonly errors: readonly LoadError[] }>(read: T): T {
    this.errors.push(...read.errors);
    return read;
  }

  private addOnce<T extends { readonly path: string }>(into: Map<string, T>, key: string, value: T): void {
    const first = into.get(key);
    if (first) this.errors.push(loadError('duplicate-id', value.path, { start: 0, end: 1 }, { id: key, first: first.path }));
    else into.set(key, value);
  }
}

const NO_FORCE = Object.fromEntries(REASONS.map((reason) => [reason, { fr: [], en: [] }])) as unknown as Library['force'];

/** Merges layers into a library: a later layer overrides an earlier one by id. Zero rules is an error. */
export function mergeLayers(layers: readonly Layer[]): Library {
  const rules = new Map<string, Rule>();
  const clauses = new Map<string, Clause>();
  const duties = new Map<string, Duty>();
  const facets = new Map<string, FacetRule>();
  const learned: Library['learned'] = {};
  let force: Library['force'] = NO_FORCE;
  let decisions: Library['decisions'];
  const references: Record<string, Reference> = {};
  const errors: LoadError[] = [];
  for (const layer of layers) {
    for (const rule of layer.rules) rules.set(rule.id, rule);
    for (const clause of layer.clauses) clauses.set(`${clause.language}/${clause.id}`, clause);
    for (const duty of layer.duties) duties.set(duty.id, duty);
    for (const facet of layer.facets) facets.set(facet.facet, facet);
    if (layer.force) force = layer.force;
    if (layer.decisions) decisions = layer.decisions;
    Object.assign(learned, layer.learned);
    Object.assign(references, layer.references);
    errors.push(...layer.errors);
  }
  if (rules.size === 0) errors.push(loadError('no-rules', 'rules', undefined));
  errors.push(...crossErrors([...rules.values()], [...clauses.values()], references));
  return {
    rules: [...rules.values()].sort((a, b) => THEMES.indexOf(a.theme) - THEMES.indexOf(b.theme) || compare(a.id, b.id)),
    clauses: [...clauses.values()].sort((a, b) => compare(`${a.language}/${a.id}`, `${b.language}/${b.id}`)),
    references,
    duties: [...duties.values()].sort((a, b) => compare(a.id, b.id)),
    force,
    facets: [...facets.values()].sort((a, b) => FACETS.indexOf(a.facet) - FACETS.indexOf(b.facet)),
    learned,
    ...(decisions ? { decisions } : {}),
    errors,
  };
}

/** What one file says of another: clauses name requirements, both name references. */
function crossErrors(rules: readonly Rule[], clauses: readonly Clause[], references: Readonly<Record<string, Reference>>): LoadError[] {
  const ids = rules.map((rule) => rule.id);
  const known = Object.keys(references);
  const errors: LoadError[] = [];
  for (const clause of clauses) {
    if (ids.includes(clause.requirement)) continue;
    errors.push(loadError('unknown-requirement', clause.path, { start: 0, end: 1 }, { id: clause.requirement, suggestion: didYouMean(clause.requirement, ids) ?? '' }));
  }
  for (const entry of [...rules, ...clauses]) {
    for (const id of entry.references) {
      if (references[id]) continue;
      errors.push(loadError('unknown-reference', entry.path, { start: 0, end: 1 }, { id, suggestion: didYouMean(id, known) ?? '' }));
    }
  }
  return errors;
}

/** Order by code units: the same on every machine and locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
