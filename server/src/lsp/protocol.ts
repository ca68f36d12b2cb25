/** What Clausier adds to the Language Server Protocol. Types and names only: the client imports this file and nothing else of the server. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver';

/** `initializationOptions` of a client that knows Clausier. Every key is optional: other editors send none. */
export interface ClientOptions {
  /** Commands that the client handles itself; code actions may name them. */
  readonly commands?: readonly string[];
  /** The client wants `clausier/judged` notifications. */
  readonly status?: boolean;
  /** Values of the settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
}

/** Commands that a code action may name, with their arguments in `RequirementArguments`. */
export const COMMANDS = {
  waive: 'clausier.waive',
  explain: 'clausier.explain',
} as const;

/** The one argument of each command of `COMMANDS`. */
export interface RequirementArguments {
  readonly uri: string;
  readonly requirement: string;
}

/** Methods of the custom requests and notifications. */
export const METHODS = {
  /** `DocumentParams` to `Summary | null`: null where there is no tender that buys AI. */
  summary: 'clausier/summary',
  /** `InsertionParams` to `WorkspaceEdit | null`. */
  insertion: 'clausier/insertion',
  /** `WaiverParams` to `WorkspaceEdit | null`. */
  waiver: 'clausier/waiver',
  /** `RequirementParams` to `Explanation | null`. */
  explain: 'clausier/explain',
  /** `ExportParams` to `ExportResult`. */
  export: 'clausier/export',
  /** Notification `JudgedParams`: the verdict of a dossier is new. */
  judged: 'clausier/judged',
} as const;

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export interface RequirementParams extends DocumentParams {
  readonly requirement: string;
}

export interface InsertionParams extends RequirementParams {
  /** Clause id; the best one when absent. */
  readonly clause?: string;
}

export interface WaiverParams extends RequirementParams {
  readonly reason: string;
}

export interface ExportParams extends DocumentParams {
  /** Leaves placeholders in, highlighted. */
  readonly draft?: boolean;
  readonly workDoneToken?: string | number;
}

export interface ExportResult {
  /** File name proposed, with its extension. */
  readonly name: string;
  /** URI of the dossier's folder. */
  readonly folder: string;
  /** The DOCX in base64: the server writes no file. */
  readonly data: string;
  /** Placeholders that stand unfilled in the documents, by name. */
  readonly unfilled: readonly string[];
}

export interface Explanation {
  readonly title: string;
  readonly markdown: string;
}

export interface JudgedParams {
  /** URI of the dossier's folder. */
  readonly folder: string;
}

export type SummaryStatus = 'present' | 'weak' | 'missing' | 'not-applicable' | 'waived';

/** A requirement as a list shows it. */
export interface SummaryFinding {
  readonly requirement: string;
  readonly title: string;
  readonly theme: string;
  readonly status: SummaryStatus;
  readonly message: string;
  readonly waivable: boolean;
  readonly clauses: readonly { readonly id: string; readonly title: string }[];
  /** Where it is shown. */
  readonly uri?: string;
  readonly range?: Range;
}

/** Coverage of the dossier that a document belongs to. */
export interface Summary {
  /** URI of the dossier's folder. */
  readonly folder: string;
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly counts: Readonly<Record<SummaryStatus, number>>;
  /** Requirements that apply and are not waived: what `counts.present` is measured against. */
  readonly applicable: number;
  readonly findings: readonly SummaryFinding[];
}

/** A type for the client, which reads edits from `clausier/insertion` and `clausier/waiver`. */
export type ProtocolEdit = WorkspaceEdit;
