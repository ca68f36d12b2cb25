import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../server/src/cli/run.js';
import { MemoryFiles, world } from '../support/memory.js';
import { readScenario, rewritten } from './scenario.js';
import { smallLibrary } from './smallLibrary.js';

const FOLDER = 'test/cli/scenarios';

describe('command line scenarios', () => {
  for (const name of readdirSync(FOLDER).sort()) {
    if (!name.endsWith('.txt')) continue;
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const path = join(FOLDER, name);
      const text = readFileSync(path, 'utf8');
      const scenario = readScenario(text);
      const files = new MemoryFiles({ ...smallLibrary(), ...Object.fromEntries([...scenario.files].map(([file, content]) => [`/bureau/${file}`, content])) });
      for (const denied of scenario.denied) files.denied.add(`/bureau/${denied}`);
      const { context, stdout, stderr } = world(files, { language: scenario.language });
      assert.equal(scenario.command[0], 'clausier');
      const status = await run(scenario.command.slice(1), context);
      const after = new Map([...scenario.after.keys()].map((file) => [file, files.text(`/bureau/${file}`) ?? '']));
      if (process.env.UPDATE_SCENARIOS) {
        writeFileSync(path, rewritten(text, { status, stdout: stdout(), stderr: stderr(), after }));
        return;
      }
      assert.equal(stdout().trimEnd(), scenario.stdout.trimEnd(), 'stdout');
      assert.equal(stderr().trimEnd(), scenario.stderr.trimEnd(), 'stderr');
      assert.equal(status, scenario.status, 'status');
      for (const [file, content] of scenario.after) assert.equal(after.get(file)?.trimEnd(), content.trimEnd(), file);
    });
  }
});
