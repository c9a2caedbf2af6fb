// npm run faults [-- --soak] [--write] [--builds N] [--at-once N] [--minutes N] [--seed N]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { here, type Results } from './faults/figures.ts';
import { countPassed, formatMatrix, holds, readTestRuns, testFilters, toMatrix } from './faults/matrix.ts';
import { counterVariable, readPropertyRuns } from './faults/property-runs.ts';
import { toFigures } from './faults/report.ts';
import { readResults, writeResults } from './faults/results.ts';
import { soak } from './faults/soak.ts';
import { say } from './log.ts';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';
import type { Testbed } from './up.ts';
import { withTestbed } from './with-testbed.ts';

const { values } = parseArgs({
  options: {
    soak: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    builds: { type: 'string', default: '200' },
    'at-once': { type: 'string', default: '20' },
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

await runProgram(async () => ((await withTestbed(values.soak ? runSoak : runMatrix)) === true ? 0 : 1));

/** Runs every test of the matrix and prints it. */
async function runMatrix(_: Testbed, stopped: AbortSignal): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const [output, counter] = [join(folder, 'results.json'), join(folder, 'runs')];
  writeFileSync(counter, '');
  const start = performance.now();
  const config = ['--root', projectFolder, '--config', join(projectFolder, 'testbed/faults/vitest.config.ts')];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  await vitest([...config, ...reporters, ...testFilters()], { [counterVariable]: counter }, stopped);
  const tests = existsSync(output) ? readTestRuns(output) : [];
  const propertyRuns = readPropertyRuns(counter);
  rmSync(folder, { recursive: true });
  const rows = toMatrix(tests);
  say(formatMatrix(rows));
  const held = rows.filter(holds).length;
  say(`\n${held} of ${rows.length} rows hold; ${propertyRuns} property runs.`);
  const seconds = Math.round((performance.now() - start) / 1000);
  keep({ matrix: { ...here(), seconds, rows, tests: countPassed(tests), propertyRuns } });
  return tests.length > 0 && held === rows.length;
}

/** Runs the soak and prints what it found. */
async function runSoak(testbed: Testbed, stopped: AbortSignal): Promise<boolean> {
  const numbers = { builds: Number(values.builds), atOnce: Number(values['at-once']), minutes: Number(values.minutes) };
  const seed = Number(values.seed);
  const result = await soak(
    testbed,
    {
      ...{ ...numbers, seed },
      onBuild: ({ fault, end, problems }, number) =>
        say([`${number}. ${fault}: ${end}`, ...problems.map((problem) => `   ✗ ${problem}`)].join('\n')),
    },
    stopped,
  );
  const figures = toFigures(result, seed, numbers.atOnce);
  say([JSON.stringify(figures, undefined, 2), ...result.memory.leaks].join('\n'));
  keep({ soak: figures });
  return figures.problems === 0;
}

/** Adds what was found to the results, and writes the texts that show them, where that was asked for. */
function keep(found: Results): void {
  if (values.write) writeResults({ ...readResults(), ...found });
}

function vitest(args: readonly string[], env: NodeJS.ProcessEnv, stopped: AbortSignal): Promise<number> {
  const child = spawn('vitest', ['run', ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  stopped.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
