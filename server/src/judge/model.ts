/** What the judge says of a dossier. Everything here is plain data, sorted, and the same for the same input. */
import type { NamedRequirement } from '../library/config.js';
import type { DocumentKind, Facet, LoadError, Severity, Theme } from '../library/model.js';
import type { Document, Language, Span } from '../text/model.js';

/** One document of a dossier, as the doors hand it over. */
export interface DossierDocument {
  /** Path relative to the dossier's folder, with forward slashes. */
  readonly path: string;
  readonly document: Document;
}

export type Status = 'present' | 'weak' | 'missing' | 'not-applicable' | 'waived';

/** A place in a document. Offsets are UTF-16 units in that document's text. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** A passage that decided; `text` is the verbatim slice of the document. */
export interface Evidence extends Place {
  readonly text: string;
}

/** A passage that nearly counted, and why it did not: a key of the l10n bundle (`reason.<reason>`). */
export interface NearMiss extends Evidence {
  readonly reason: Reason;
}
export type Reason =
  | 'wish' | 'hedge' | 'option' | 'negation' | 'quotation' | 'recital' | 'definition' | 'bare-heading' | 'deleted'
  | 'later' | 'bid' | 'incomplete' | 'lookalike';

/** Where a clause would go. */
export interface Anchor extends Place {
  /** The heading under which the finding is shown; empty when the document has none. */
  readonly heading: string;
}

export interface Finding {
  readonly requirement: string;
  readonly theme: Theme;
  readonly status: Status;
  readonly severity: Severity;
  /** In the dossier's language: what is wrong, where it belongs, what to do. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly nearMisses: readonly NearMiss[];
  /** Clause ids, best first. */
  readonly clauses: readonly string[];
  /** Reference ids. */
  readonly references: readonly string[];
  /** Present for `missing` and `weak`: where the provision belongs. */
  readonly anchor?: Anchor;
  /** Facets that made it not applicable; empty otherwise. */
  readonly because: readonly Facet[];
}

export interface FacetVerdict {
  readonly value: boolean;
  /** False when it was inferred without any evidence either way and hides or shows requirements. */
  readonly certain: boolean;
  /** `stated` when the configuration says so. */
  readonly source: 'stated' | 'inferred';
  readonly evidence: readonly Evidence[];
}
export type Profile = Readonly<Record<Facet, FacetVerdict>>;

export interface DutyVerdict {
  readonly id: string;
  readonly status: 'met' | 'unmet' | 'not-applicable';
  readonly since: string;
  readonly by: readonly string[];
}

/** Something wrong with the dossier that is no requirement: a waiver without reason, weights that do not add up, a broken file. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

export interface Verdict {
  readonly language: Language;
  readonly date: string;
  readonly profile: Profile;
  readonly documents: readonly { readonly path: string; readonly kind: DocumentKind; readonly language: Language }[];
  readonly findings: readonly Finding[];
  readonly duties: readonly DutyVerdict[];
  readonly problems: readonly Problem[];
}

/** Settings of a dossier, merged from `clausier.yaml` files and front matter. */
export interface DossierSettings {
  readonly profile: Partial<Readonly<Record<Facet, boolean>>>;
  readonly language?: Language;
  /** ISO date at which the law is read. */
  readonly date: string;
  readonly requireApproval: boolean;
  readonly severity: Readonly<Record<string, Severity>>;
  /** Requirements that the configuration names, with the place of each. */
  readonly named: readonly NamedRequirement[];
  readonly waivers: readonly Waiver[];
  readonly values: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, DocumentKind>>;
  readonly errors: readonly LoadError[];
}

export interface Waiver extends Place {
  readonly requirement: string;
  readonly reason: string;
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
}

/** A change to a document's text. */
export interface TextEdit extends Place {
  /** New text, placeholders as `{{name}}`. */
  readonly text: string;
  /** Where in `text` the placeholders stand, for clients that can jump between them. */
  readonly placeholders: readonly { readonly span: Span; readonly name: string; readonly default: string; readonly choices?: readonly string[] }[];
}
