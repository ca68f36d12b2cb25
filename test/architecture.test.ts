import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/** What each part may import besides itself; the arrows of design.md, section 3. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  library: ['text', 'l10n'],
  judge: ['text', 'library'],
  lsp: ['text', 'library', 'judge', 'l10n'],
  cli: ['text', 'library', 'judge'],
  docx: ['text', 'library', 'judge'],
  report: ['text', 'library', 'judge'],
  main: ['text', 'library', 'judge', 'lsp', 'cli', 'docx', 'report', 'package'],
  client: [],
};
/** They judge: the same input must give the same output, in a browser too. */
const PURE = ['text', 'library', 'judge'];
/** What would let a clock, chance, a machine or its locale into a verdict. */
const IMPURE: ReadonlySet<string> = new Set(['Date', 'process', 'performance', 'crypto', 'navigator', 'fetch', 'setTimeout', 'setInterval', 'Intl', 'require', '__dirname', 'eval', 'Function', 'globalThis', 'global']);
const IMPURE_MEMBERS: ReadonlySet<string> = new Set(['random', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare']);
/** Node's modules that reach a disk, a network or another process. */
const OUTSIDE = ['fs', 'fs/promises', 'child_process', 'net', 'http', 'https', 'http2', 'dgram', 'dns', 'tls', 'worker_threads', 'cluster', 'os'];

interface Source {
  readonly path: string;
  readonly part: string;
  readonly tree: ts.SourceFile;
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, part: partOf(path), tree: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true) }));
}

function partOf(path: string): string {
  return /^server\/src\/(\w+)\//.exec(path)?.[1] ?? /^(client|l10n|package)\b/.exec(path)?.[1] ?? path;
}

function importsOf({ tree }: Source): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const typeOnly = ts.isImportDeclaration(node) ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword : node.isTypeOnly;
      found.push({ target: node.moduleSpecifier.text, typeOnly });
    }
    if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) found.push({ target: (node.moduleReference.expression as ts.StringLiteral).text, typeOnly: node.isTypeOnly });
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) found.push({ target: (node.argument.literal as ts.StringLiteral).text, typeOnly: true });
    if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(tree) === 'require') && node.arguments[0] && ts.isStringLiteral(node.arguments[0])) {
      found.push({ target: node.arguments[0].text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function resolved({ path }: Source, target: string): string {
  return posix.join(posix.dirname(path), target).replace(/\.js$/, '.ts');
}

function isNode(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target);
}

const all = [...sources('server/src'), ...sources('client/src')];

describe('architecture', () => {
  it('finds the sources of every part', () => {
    assert.deepEqual([...new Set(all.map(({ part }) => part))].sort(), Object.keys(ARROWS).sort());
  });

  it('imports follow the arrows of design.md', () => {
    const wrong = all.flatMap((source) =>
      importsOf(source).flatMap(({ target, typeOnly }) => {
        if (!target.startsWith('.')) return [];
        const to = resolved(source, target);
        const part = partOf(to);
        // The client speaks the protocol, whose names and types are one file of the server.
        if (source.part === 'client' && to === 'server/src/lsp/protocol.ts') return [];
        return part === source.part || ARROWS[source.part]?.includes(part) ? [] : [`${source.path} -> ${to}${typeOnly ? ' (type)' : ''}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no cycle of imports', () => {
    const edges = new Map(all.map((source) => [source.path, importsOf(source).filter(({ target, typeOnly }) => target.startsWith('.') && !typeOnly).map(({ target }) => resolved(source, target))]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      else if (!done.has(path)) {
        for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
        done.add(path);
      }
    };
    for (const path of edges.keys()) walk(path, []);
    assert.deepEqual(cycles, []);
  });

  it('text, library and judge import nothing of Node.js', () => {
    const wrong = all.filter(({ part }) => PURE.includes(part)).flatMap((source) => importsOf(source).filter(({ target }) => isNode(target)).map(({ target }) => `${source.path}: ${target}`));
    assert.deepEqual(wrong, []);
  });

  it('text, library and judge read no clock, no chance, no machine and no locale', () => {
    const wrong = all.filter(({ part }) => PURE.includes(part)).flatMap(impurities);
    assert.deepEqual(wrong, []);
  });

  it('commands and reports import nothing of Node.js and do not touch the process', () => {
    const wrong = all
      .filter(({ path, part }) => part === 'report' || path.startsWith('server/src/cli/commands/'))
      .flatMap((source) => [...importsOf(source).filter(({ target }) => isNode(target)).map(({ target }) => `${source.path}: ${target}`), ...impurities(source)]);
    assert.deepEqual(wrong, []);
  });

  it('only main reaches the disk, and nothing reaches the network', () => {
    const wrong = all.flatMap((source) => {
      const allowed = source.part === 'main' ? ['fs', 'fs/promises'] : [];
      return importsOf(source)
        .map(({ target }) => target.replace(/^node:/, ''))
        .filter((target) => OUTSIDE.includes(target) && !allowed.includes(target))
        .map((target) => `${source.path}: ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('only the client imports vscode', () => {
    const wrong = all.filter(({ part }) => part !== 'client').flatMap((source) => importsOf(source).filter(({ target }) => target === 'vscode').map(() => source.path));
    assert.deepEqual(wrong, []);
  });

  it('files stay under 400 lines and functions under 60', () => {
    const wrong = all.flatMap((source) => [...longFile(source), ...longFunctions(source)]);
    assert.deepEqual(wrong, []);
  });

  it('has no any, no enum and no default export', () => {
    const wrong: string[] = [];
    for (const { path, tree } of all) {
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword || ts.isEnumDeclaration(node) || ts.isExportAssignment(node)) wrong.push(`${path}:${lineOf(tree, node)} ${ts.SyntaxKind[node.kind]}`);
        if (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isModifier(node)) wrong.push(`${path}:${lineOf(tree, node)} default export`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    assert.deepEqual(wrong, []);
  });
});

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

function impurities({ path, tree }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) {
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      const isKey = (ts.isPropertyAssignment(node.parent) || ts.isPropertyDeclaration(node.parent) || ts.isMethodDeclaration(node.parent)) && node.parent.name === node;
      if (isMember ? IMPURE_MEMBERS.has(node.text) : !isKey && IMPURE.has(node.text)) found.push(`${path}:${lineOf(tree, node)} ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function longFile({ path, tree }: Source): string[] {
  const lines = tree.getLineStarts().length;
  return lines > 400 ? [`${path}: ${lines} lines`] : [];
}

function longFunctions({ path, tree }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line - tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      if (lines > 60) found.push(`${path}:${lineOf(tree, node)} ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
