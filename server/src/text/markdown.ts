import type * as mdast from 'mdast';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import type { Block, Cell, Inline, ListItem, Span } from './model.js';

/** Extensions are built once: building them for each parse costs two to three times the parse of a section. */
const processor = unified()
  .use(remarkParse)
  .use(function gfm(this: Processor) {
    const data = this.data();
    data.micromarkExtensions = [gfmTable(), gfmFootnote(), gfmStrikethrough()];
    data.fromMarkdownExtensions = [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), gfmStrikethroughFromMarkdown()];
  })
  .freeze();

/**
 * Parses one chunk of Markdown (CommonMark, GFM tables, footnotes, strikethrough).
 * @param text the chunk
 * @param definitions link and footnote definitions of the rest of the document that the chunk refers to, as Markdown
 * @returns its blocks, spans relative to the chunk. Never throws.
 */
export function parseMarkdown(text: string, definitions = ''): Block[] {
  // Definitions go before the chunk: after it, a fence left open would swallow them. The comment ends a footnote's reach.
  const prefix = definitions === '' ? '' : `${definitions}\n\n<!-- -->\n\n`;
  const tree = processor.parse(prefix + text) as mdast.Root;
  const links = new Map<string, string>();
  collectDefinitions(tree.children, links);
  const own = tree.children.filter((node) => (node.position?.start.offset ?? 0) >= prefix.length);
  return new Converter(links, prefix.length).blocks(own);
}

function collectDefinitions(nodes: readonly mdast.RootContent[], links: Map<string, string>): void {
  for (const node of nodes) {
    if (node.type === 'definition' && !links.has(node.identifier)) links.set(node.identifier, node.url);
    else if ('children' in node) collectDefinitions(node.children as mdast.RootContent[], links);
  }
}

class Converter {
  constructor(
    private readonly links: ReadonlyMap<string, string>,
    /** Offset of the chunk in what was parsed. */
    private readonly origin: number,
  ) {}

  private spanOf(node: mdast.Node): Span {
    return { start: (node.position?.start.offset ?? 0) - this.origin, end: (node.position?.end.offset ?? 0) - this.origin };
  }

  blocks(nodes: readonly mdast.RootContent[]): Block[] {
    return nodes.flatMap((node) => this.block(node) ?? []);
  }

  private block(node: mdast.RootContent): Block | undefined {
    const span = this.spanOf(node);
    switch (node.type) {
      case 'heading':
        return { kind: 'heading', span, depth: node.depth, inlines: this.inlines(node.children) };
      case 'paragraph':
        return { kind: 'paragraph', span, inlines: this.inlines(node.children) };
      case 'list':
        return { kind: 'list', span, ordered: node.ordered === true, start: node.start ?? 1, items: node.children.map((item) => this.item(item)) };
      case 'table':
        return {
          kind: 'table',
          span,
          align: (node.align ?? []).map((align) => align ?? undefined),
          rows: node.children.map((row) => ({ span: this.spanOf(row), cells: row.children.map((cell) => this.cell(cell)) })),
        };
      case 'blockquote':
        return { kind: 'quotation', span, blocks: this.blocks(node.children) };
      case 'code':
        return { kind: 'code', span, text: node.value };
      case 'thematicBreak':
        return { kind: 'thematicBreak', span };
      case 'html':
        return { kind: 'html', span, text: node.value };
      case 'footnoteDefinition':
        return { kind: 'footnote', span, label: node.label ?? node.identifier, blocks: this.blocks(node.children) };
      default:
        return undefined;
    }
  }

  private item(node: mdast.ListItem): ListItem {
    const item = { span: this.spanOf(node), blocks: this.blocks(node.children) };
    return typeof node.checked === 'boolean' ? { ...item, checked: node.checked } : item;
  }

  private cell(node: mdast.TableCell): Cell {
    return { span: this.spanOf(node), inlines: this.inlines(node.children) };
  }

  private inlines(nodes: readonly mdast.PhrasingContent[]): Inline[] {
    return nodes.map((node) => this.inline(node));
  }

  private inline(node: mdast.PhrasingContent): Inline {
    const span = this.spanOf(node);
    switch (node.type) {
      case 'text':
        return { kind: 'text', span, text: node.value };
      case 'emphasis':
      case 'strong':
        return { kind: node.type, span, children: this.inlines(node.children) };
      case 'delete':
        return { kind: 'strikethrough', span, children: this.inlines(node.children) };
      case 'inlineCode':
        return { kind: 'code', span, text: node.value };
      case 'link':
        return { kind: 'link', span, url: node.url, children: this.inlines(node.children) };
      case 'linkReference':
        return { kind: 'link', span, url: this.links.get(node.identifier) ?? '', children: this.inlines(node.children) };
      case 'image':
        return { kind: 'image', span, url: node.url, alt: node.alt ?? '' };
      case 'imageReference':
        return { kind: 'image', span, url: this.links.get(node.identifier) ?? '', alt: node.alt ?? '' };
      case 'break':
        return { kind: 'break', span };
      case 'footnoteReference':
        return { kind: 'footnoteReference', span, label: node.label ?? node.identifier };
      case 'html':
        return { kind: 'html', span, text: node.value };
    }
  }
}
