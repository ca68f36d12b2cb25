/** What a library holds once loaded: requirements with their rules, clauses, legal references and duties. */
import type { Language, Span } from '../text/model.js';
import type { Weights } from './weights.js';

export type Theme = 'environmental' | 'social' | 'sovereignty' | 'oversight' | 'governance';
export type Facet = 'ai' | 'generative' | 'personal-data' | 'individual-decisions' | 'public-facing' | 'high-risk' | 'above-threshold' | 'hosted';
export type DocumentKind = 'rc' | 'ccap' | 'cctp' | 'ccp' | 'ae' | 'annex' | 'other';
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Localized = Readonly<Record<Language, string>>;

export const THEMES: readonly Theme[] = ['environmental', 'social', 'sovereignty', 'oversight', 'governance'];
export const FACETS: readonly Facet[] = ['ai', 'generative', 'personal-data', 'individual-decisions', 'public-facing', 'high-risk', 'above-threshold', 'hosted'];
export const KINDS: readonly DocumentKind[] = ['rc', 'ccap', 'cctp', 'ccp', 'ae', 'annex', 'other'];
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
export const LANGUAGES: readonly Language[] = ['fr', 'en'];

/** What is wrong with a rule, a clause, a reference or a configuration, and where. A value, never thrown. */
export interface LoadError {
  readonly code: LoadErrorCode;
  readonly severity: 'error' | 'warning';
  readonly path: string;
  /** UTF-16 offsets in the file; absent when the file itself could not be read. */
  readonly span?: Span;
  /** Named values of the message's text in the l10n bundle (`loadError.<code>`). */
  readonly values: Readonly<Record<string, string>>;
}
export type LoadErrorCode =
  | 'unreadable' | 'not-text' | 'too-large' | 'yaml-syntax' | 'yaml-limit' | 'merge-conflict'
  | 'unknown-key' | 'wrong-type' | 'missing-key' | 'unknown-value' | 'duplicate-id' | 'unknown-requirement'
  | 'unknown-reference' | 'unknown-placeholder' | 'unused-placeholder' | 'dead-phrase' | 'no-cases' | 'no-rules' | 'no-documents' | 'unknown-part' | 'clause-language';

export type ClauseStatus = 'mandatory' | 'mandatory-when' | 'duty-behind' | 'good-practice';

/** The phrases of one part of a provision ("subject", "measure", ...), by language. See `Phrases.add` for how they are written. */
export interface Part {
  readonly name: string;
  readonly phrases: Readonly<Record<Language, readonly string[]>>;
}

/** How a rule recognises its provision: alternatives, each a list of parts that must stand together in a passage. */
export interface Recognition {
  readonly parts: readonly Part[];
  /** A passage without any of these combinations cannot speak to the requirement; empty asks nothing. */
  readonly requires: readonly (readonly string[])[];
  /** One of these combinations, in a binding passage, makes the requirement present. */
  readonly present: readonly (readonly string[])[];
  /** One of these combinations shows the subject: weak unless a passage is present. */
  readonly weak: readonly (readonly string[])[];
  /** A passage with one of these combinations is about something else. */
  readonly except: readonly (readonly string[])[];
}

export interface Rule {
  readonly id: string;
  readonly path: string;
  readonly theme: Theme;
  readonly proposition: readonly number[];
  readonly when: readonly Facet[];
  readonly where: readonly DocumentKind[];
  readonly title: Localized;
  readonly why: Localized;
  readonly expects: Localized;
  readonly weak: Localized;
  readonly headings: Readonly<Record<Language, readonly string[]>>;
  readonly severity: Severity;
  readonly waivable: boolean;
  readonly clauseStatus: ClauseStatus;
  readonly references: readonly string[];
  readonly recognition: Recognition;
}

export type PlaceholderType = 'text' | 'number' | 'percentage' | 'money' | 'duration' | 'date' | 'choice' | 'party';
export interface Placeholder {
  readonly name: string;
  readonly type: PlaceholderType;
  readonly label: string;
  readonly help?: string;
  readonly default: string;
  readonly choices?: readonly string[];
}

export type ClauseForm = 'article' | 'criterion' | 'penalty';
export interface Clause {
  readonly id: string;
  readonly path: string;
  readonly requirement: string;
  readonly language: Language;
  readonly variant: string;
  readonly title: string;
  readonly version: string;
  readonly documents: readonly DocumentKind[];
  readonly headings: readonly string[];
  readonly form: ClauseForm;
  /** For a row of the criteria or penalties table. */
  readonly row?: { readonly label: string; readonly value: string; readonly detail: string };
  readonly placeholders: readonly Placeholder[];
  readonly references: readonly string[];
  readonly note: string;
  readonly reviewBy?: string;
  /** Markdown, without heading. */
  readonly body: string;
}

export interface Reference {
  readonly id: string;
  readonly kind: 'binding' | 'soft-law' | 'standard' | 'recommendation';
  readonly cite: Localized;
  readonly url?: string;
  /** ISO date from which the text applies, when it is dated. */
  readonly inForceFrom?: string;
  readonly inForceTo?: string;
  /** True when the official text, or a copy of the official data, was read. What is not must not be shown as certain. */
  readonly verified: boolean;
}

/** A legal duty that one or several requirements satisfy together. */
export interface Duty {
  readonly id: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly inForceFrom: string;
  readonly when: readonly Facet[];
  readonly satisfiedByAny: readonly string[];
}

/** What takes the force out of a provision, in the order in which a reason is looked for. */
export const REASONS = ['deleted', 'negation', 'wish', 'hedge', 'option', 'later', 'bid', 'recital', 'quotation', 'definition'] as const;
export type ForceReason = (typeof REASONS)[number];

/** Phrases that show a facet of the profile, or speak against it, by language. */
export interface FacetRule {
  readonly facet: Facet;
  readonly title: Localized;
  /** Requirements whose provisions show the facet too. */
  readonly shownBy: readonly string[];
  readonly for: Readonly<Record<Language, readonly string[]>>;
  readonly against: Readonly<Record<Language, readonly string[]>>;
}

export interface Library {
  /** In catalogue order: by theme, then as the rule files say. */
  readonly rules: readonly Rule[];
  /** Every clause by `language/id`. */
  readonly clauses: readonly Clause[];
  readonly references: Readonly<Record<string, Reference>>;
  readonly duties: readonly Duty[];
  readonly force: Readonly<Record<ForceReason, Readonly<Record<Language, readonly string[]>>>>;
  readonly facets: readonly FacetRule[];
  /** What was learned, by language; absent for a library without cases. */
  readonly learned: Partial<Readonly<Record<Language, Weights>>>;
  /** How the scores of a dossier's passages add up to a verdict, by question; absent for a library without labelled dossiers. */
  readonly decisions?: Decisions;
  readonly errors: readonly LoadError[];
}

/**
 * What was learned from the cases of one language: for each question a weight per feature, as data that can be read and compared.
 * A question is a requirement's subject ("does this passage bear on it?"), its presence ("does it bind and cover it?"), or a facet.
 */
export interface Learned {
  readonly language: Language;
  /** Inverse document frequency of each feature over all cases. */
  readonly idf: Readonly<Record<string, number>>;
  readonly questions: Readonly<Record<string, LearnedQuestion>>;
}
/** A weighted sum of named features. */
export interface LearnedQuestion {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}
/** `present` and `bearing` for requirements, `facet:<id>` for facets. */
export type Decisions = Readonly<Record<string, LearnedQuestion>>;
