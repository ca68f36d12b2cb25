/** A scenario file: one run of the command line as text. Sections begin with `=== name argument`. */

export interface Scenario {
  /** Files by path in `/bureau`; `=== bytes path` gives them in hexadecimal. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly command: readonly string[];
  readonly language: 'fr' | 'en';
  /** Paths that exist and cannot be read. */
  readonly denied: readonly string[];
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Files as they must be after the run. */
  readonly after: ReadonlyMap<string, string>;
}

interface Part {
  readonly name: string;
  readonly argument: string;
  readonly body: string;
}

const HEADER = /^=== (\w+)(?: (.+))?$/;

function parts(text: string): Part[] {
  const found: { name: string; argument: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line);
    if (header) found.push({ name: header[1]!, argument: header[2] ?? '', lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  // The line before the next header belongs to the layout: a section's text ends with the end of its last line.
  return found.map(({ name, argument, lines }) => ({ name, argument, body: lines.join('\n').replace(/\n+$/, '') + (lines.some((line) => line !== '') ? '\n' : '') }));
}

export function readScenario(text: string): Scenario {
  const all = parts(text);
  const body = (name: string): string => all.find((part) => part.name === name)?.body ?? '';
  const files = new Map<string, string | Uint8Array>();
  for (const { name, argument, body: content } of all) {
    if (name === 'file') files.set(argument, content);
    if (name === 'bytes') files.set(argument, Uint8Array.from(content.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16)));
  }
  const status = all.find((part) => part.name === 'status')?.argument;
  return {
    files,
    command: body('command').trim().split(/\s+/),
    language: all.find((part) => part.name === 'language')?.argument === 'fr' ? 'fr' : 'en',
    denied: all.filter((part) => part.name === 'denied').map((part) => part.argument),
    status: status === undefined ? undefined : Number(status),
    stdout: body('stdout'),
    stderr: body('stderr'),
    after: new Map(all.filter((part) => part.name === 'after').map((part) => [part.argument, part.body])),
  };
}

/** The scenario with what a run gave in place of what it expected, for `UPDATE_SCENARIOS=1`. */
export function rewritten(text: string, run: { readonly status: number; readonly stdout: string; readonly stderr: string; readonly after: ReadonlyMap<string, string> }): string {
  const first = text.search(/^=== (?:status|stdout|stderr|after)\b/m);
  const head = (first < 0 ? text : text.slice(0, first)).trimEnd();
  const sections = [`=== status ${run.status}`, `=== stdout\n${run.stdout.trimEnd()}`, `=== stderr\n${run.stderr.trimEnd()}`, ...[...run.after].map(([path, content]) => `=== after ${path}\n${content.trimEnd()}`)];
  return `${head}\n${sections.join('\n')}\n`;
}
