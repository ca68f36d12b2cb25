/**
 * The document model: what the rest of Clausier knows of a Markdown file. Nothing above this folder sees the parser's tree.
 * All offsets are UTF-16 units. Spans inside a section are relative to that section's `base`, so that a section that did not
 * change keeps its analysis when text above it moves.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Language = 'fr' | 'en';

export type Inline =
  | { readonly kind: 'text'; readonly span: Span; readonly text: string }
  | { readonly kind: 'emphasis' | 'strong' | 'strikethrough'; readonly span: Span; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly span: Span; readonly text: string }
  | { readonly kind: 'link'; readonly span: Span; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'image'; readonly span: Span; readonly url: string; readonly alt: string }
  | { readonly kind: 'break'; readonly span: Span }
  | { readonly kind: 'footnoteReference'; readonly span: Span; readonly label: string }
  | { readonly kind: 'html'; readonly span: Span; readonly text: string };

export interface Heading {
  readonly kind: 'heading';
  readonly span: Span;
  readonly depth: number;
  readonly inlines: readonly Inline[];
}
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly span: Span;
  readonly inlines: readonly Inline[];
}
export interface ListItem {
  readonly span: Span;
  /** Task-list state, when the item has a box. */
  readonly checked?: boolean;
  readonly blocks: readonly Block[];
}
export interface List {
  readonly kind: 'list';
  readonly span: Span;
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListItem[];
}
export interface Cell {
  readonly span: Span;
  readonly inlines: readonly Inline[];
}
export interface Row {
  readonly span: Span;
  readonly cells: readonly Cell[];
}
export interface Table {
  readonly kind: 'table';
  readonly span: Span;
  readonly align: readonly ('left' | 'right' | 'center' | undefined)[];
  /** The header row comes first. */
  readonly rows: readonly Row[];
}
export interface Quotation {
  readonly kind: 'quotation';
  readonly span: Span;
  readonly blocks: readonly Block[];
}
export interface Code {
  readonly kind: 'code';
  readonly span: Span;
  readonly text: string;
}
export interface ThematicBreak {
  readonly kind: 'thematicBreak';
  readonly span: Span;
}
export interface Html {
  readonly kind: 'html';
  readonly span: Span;
  readonly text: string;
}
export interface FootnoteDefinition {
  readonly kind: 'footnote';
  readonly span: Span;
  readonly label: string;
  readonly blocks: readonly Block[];
}
export type Block = Heading | Paragraph | List | Table | Quotation | Code | ThematicBreak | Html | FootnoteDefinition;

/**
 * A heading as written: Markdown's own, a paragraph that serves as one ("**B. Prix**", "Article 7 - Prix"), or bold words that run
 * into their paragraph ("**Article 7 – Prix.** Le prix est ferme."), whose rest is then the section's first block.
 */
export interface SectionHeading {
  readonly style: 'atx' | 'setext' | 'bold' | 'plain' | 'runIn';
  /** Relative to the section's base. */
  readonly span: Span;
  /** 1 is the document's title level. */
  readonly depth: number;
  /** Plain text, number included. */
  readonly text: string;
  /** Text without its number. */
  readonly title: string;
  /** The number as written, with the word before it and the mark after it; absent when the heading has none. */
  readonly numbering?: Numbering;
}

/** "Article 12 – " is { word: "Article ", parts: ["12"], mark: " – " }; "12.3 " is { word: "", parts: ["12", "3"], mark: " " }. */
export interface Numbering {
  readonly word: string;
  readonly parts: readonly string[];
  /** What stands between the parts, a full stop nearly always. */
  readonly separator: string;
  readonly mark: string;
}

export interface Section {
  /** Offset of the section in the document. */
  readonly base: number;
  /** The section's own text, sub-sections excluded. */
  readonly text: string;
  readonly heading?: SectionHeading;
  /** Texts of the headings above it, outermost first, its own excluded. */
  readonly path: readonly string[];
  /** Blocks after the heading, spans relative to `base`. */
  readonly blocks: readonly Block[];
  readonly directives: readonly Directive[];
}

/** A `<!-- clausier:... -->` comment. Spans relative to the section's base. */
export type Directive =
  | { readonly kind: 'begin'; readonly span: Span; readonly clause: string; readonly version: string }
  | { readonly kind: 'end'; readonly span: Span }
  | { readonly kind: 'waive'; readonly span: Span; readonly requirement: string; readonly requirementSpan: Span; readonly reason: string }
  | { readonly kind: 'malformed'; readonly span: Span; readonly text: string };

export interface FrontMatter {
  /** The YAML text between the fences, absolute span. */
  readonly span: Span;
  readonly text: string;
}

export interface Document {
  readonly text: string;
  readonly frontMatter?: FrontMatter;
  readonly sections: readonly Section[];
}
