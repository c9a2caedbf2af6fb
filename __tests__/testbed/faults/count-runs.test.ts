import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { counterVariable, readPropertyRuns } from '../../../testbed/faults/property-runs.ts';
import { projectFolder } from '../../../testbed/paths.ts';

/** Runs a program that knows fast-check, with its runs counted. */
function count(program: string): { runs: number; failed: boolean; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const counter = join(folder, 'runs');
  writeFileSync(counter, '');
  const text = `import './testbed/faults/count-runs.ts';\nimport fc from 'fast-check';\n${program}`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', text], {
    cwd: projectFolder,
    env: { ...process.env, [counterVariable]: counter },
    encoding: 'utf8',
  });
  return { runs: readPropertyRuns(counter), failed: status !== 0, said: stderr };
}

test('the runs of all properties are counted, of those that wait too', () => {
  const { runs, failed, said } = count(`
    fc.assert(fc.property(fc.integer(), () => true), { numRuns: 30 });
    fc.assert(fc.property(fc.integer(), () => true));
    await fc.assert(fc.asyncProperty(fc.integer(), async () => true), { numRuns: 7 });
  `);
  expect([runs, failed], said).toStrictEqual([137, false]);
});

test.for(['fc.assert(fc.property(', 'await fc.assert(fc.asyncProperty('])(
  'a property that does not hold fails as it did, with its example: %s',
  (assert) => {
    const { runs, failed, said } = count(`${assert}fc.nat(), (n) => { if (n > 4) throw new Error('too many'); }));`);
    expect([runs > 0, failed]).toStrictEqual([true, true]);
    expect(said).toMatch(/Property failed after .*Counterexample: \[5\].*too many/s);
  },
);
