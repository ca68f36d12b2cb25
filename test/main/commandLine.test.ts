import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { version } from '../../package.json';

const CLI = resolve('dist/cli.js');

function clausier(args: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {}): { status: number | null; stdout: string; stderr: string } {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', cwd: options.cwd, env: { PATH, LANG: 'C.UTF-8', ...options.env }, maxBuffer: 64_000_000 });
  return { status, stdout, stderr };
}

/** The program as it is installed: `dist/`, a disk, an environment. */
describe('dist/cli.js', function () {
  this.timeout(60_000);
  let folder = '';
  let checked = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'clausier-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says its version', () => {
    assert.deepEqual(clausier(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is one of the two languages, by the environment', () => {
    assert.match(clausier(['chek'], { env: { LANG: 'fr_FR.UTF-8' } }).stderr, /^clausier: commande inconnue/);
    assert.match(clausier(['chek'], { env: { LANG: 'fr_FR.UTF-8', LC_ALL: 'en_IE.UTF-8' } }).stderr, /^clausier: unknown command/);
  });

  it('says the same in another locale, time zone and folder, and in any order of paths, to the byte', () => {
    const one = clausier(['check', 'examples', '--format', 'json'], { env: { LANG: 'fr_FR.UTF-8', TZ: 'Pacific/Kiritimati' } });
    const paths = ['examples/en-benefit-scoring', 'examples/assistant-citoyen'].map((path) => resolve(path));
    const other = clausier(['check', ...paths, '--format', 'json'], { cwd: folder, env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Pago_Pago' } });
    assert.equal(one.status, 1, one.stderr);
    assert.equal(one.stderr, '');
    assert.equal(one.stdout, other.stdout);
    checked = one.stdout;
  });

  it('prints JSON that follows its schema, each requirement once, evidence to the letter', () => {
    const output = JSON.parse(checked) as Output;
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync('server/src/report/check.schema.json', 'utf8')) as object);
    assert.ok(validate(output), JSON.stringify(validate.errors));
    for (const dossier of output.dossiers) {
      const ids = dossier.findings.map(({ requirement }) => requirement);
      assert.equal(new Set(ids).size, ids.length);
      for (const { evidence } of dossier.findings) for (const one of evidence) assert.equal(slice(readFileSync(join('examples', dossier.path, one.path), 'utf8'), one), one.text);
    }
    const [first] = output.dossiers;
    for (const { findings } of output.dossiers) assert.deepEqual(findings.map(({ requirement }) => requirement), first?.findings.map(({ requirement }) => requirement));
  });

  it('inserts what is missing in a copy, after which nothing is missing', () => {
    const copy = join(folder, 'copy');
    const contents = (): Record<string, string> => Object.fromEntries(readdirSync(copy).map((name) => [name, readFileSync(join(copy, name), 'utf8')]));
    mkdirSync(copy);
    for (const name of readdirSync('examples/assistant-citoyen')) writeFileSync(join(copy, name), readFileSync(join('examples/assistant-citoyen', name)));
    const before = contents();
    const diff = clausier(['fix', 'copy', '--fill', '--dry-run'], { cwd: folder });
    assert.deepEqual(contents(), before, 'a dry run writes nothing');
    assert.match(diff.stdout, /^--- a\/copy\/\w+\.md\n\+\+\+ b\/copy\/\w+\.md\n@@ /);
    assert.equal(clausier(['fix', 'copy', '--fill'], { cwd: folder }).status, 0);
    assert.deepEqual(Object.keys(contents()), Object.keys(before), 'no temporary file stays');
    const added = (text: string): number => text.split('\n').filter((line) => /^\+(?!\+\+)/.test(line)).length;
    const grown = Object.entries(contents()).reduce((sum, [name, text]) => sum + text.split('\n').length - before[name]!.split('\n').length, 0);
    const removed = diff.stdout.split('\n').filter((line) => /^-(?!--)/.test(line)).length;
    assert.equal(added(diff.stdout) - removed, grown, 'the diff is what was then written');
    const left = JSON.parse(clausier(['check', 'copy', '--format', 'json'], { cwd: folder }).stdout) as Output & { readonly summary: { readonly missing: number } };
    assert.equal(left.summary.missing, 0);
    // A new criterion changes the sum of the weights: how to share them anew is the buyer's choice.
    assert.deepEqual(left.dossiers.flatMap(({ problems }) => problems.map(({ code }) => code)).filter((code) => code !== 'criteria-weights'), []);
  });

  it('exports a Word file, and refuses to write over it', () => {
    const out = join(folder, 'out.docx');
    const first = clausier(['export', 'examples/assistant-citoyen', '-o', out]);
    assert.equal(first.status, 0, first.stderr);
    assert.equal(readFileSync(out).subarray(0, 2).toString('latin1'), 'PK');
    const again = clausier(['export', 'examples/assistant-citoyen', '-o', out]);
    assert.equal(again.status, 2);
    assert.equal(again.stderr.trim().split('\n').length, 1);
  });

  for (const [title, args] of [
    ['a path that does not exist', ['check', 'nowhere']],
    ['a folder without Markdown', ['check', 'server']],
    ['an output that is a folder', ['export', 'examples/en-benefit-scoring', '-o', 'examples']],
    ['lsp without a transport', ['lsp']],
    ['no command', []],
  ] as const) {
    it(`ends with 2 and one line on stderr for ${title}`, () => {
      const { status, stdout, stderr } = clausier(args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^clausier[^\n]+\n$/);
    });
  }

  it('says that its library is missing', () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    for (const name of ['cli.js', 'commands.js']) writeFileSync(join(broken, name), readFileSync(join('dist', name)));
    const { status, stderr } = spawnSync(process.execPath, [join(broken, 'cli.js'), 'check', 'examples/en-benefit-scoring'], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /^clausier: [^\n]*library\.json[^\n]*\n$/);
  });

  it('ends quietly when its reader has seen enough', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" check examples/en-benefit-scoring --format json | head -c 100 >/dev/null`], { encoding: 'utf8' });
    assert.equal(status, 0);
    assert.equal(stderr, '');
  });
});

interface Evidence {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}
interface Output {
  dossiers: { path: string; findings: { requirement: string; evidence: Evidence[] }[]; problems: { code: string }[] }[];
}

function slice(text: string, { line, column, endLine, endColumn }: Evidence): string {
  const lines = text.split('\n');
  const offset = (at: number, characters: number): number => lines.slice(0, at - 1).reduce((sum, one) => sum + one.length + 1, 0) + characters - 1;
  return text.slice(offset(line, column), offset(endLine, endColumn));
}
