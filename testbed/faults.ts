// npm run faults [-- --soak] [--write] [--builds N] [--at-once N] [--minutes N] [--seed N]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatMatrix, holds, readTestRuns, testFilters, toMatrix } from './faults/matrix.ts';
import { formatPage, here, type Results, toFigures } from './faults/report.ts';
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
const resultsFile = join(projectFolder, 'testbed/faults/results.json');

await runProgram(async () => ((await withTestbed(values.soak ? runSoak : runMatrix)) === true ? 0 : 1));

/** Runs every test of the matrix and prints it. */
async function runMatrix(_: Testbed, stopped: AbortSignal): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const output = join(folder, 'results.json');
  const start = performance.now();
  await vitest(['--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...testFilters()], stopped);
  const rows = existsSync(output) ? toMatrix(readTestRuns(output)) : [];
  rmSync(folder, { recursive: true });
  say(formatMatrix(rows));
  const held = rows.filter(holds).length;
  say(`\n${held} of ${rows.length} rows hold.`);
  keep({ matrix: { ...here(), seconds: Math.round((performance.now() - start) / 1000), rows } });
  return rows.length > 0 && held === rows.length;
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
  say(JSON.stringify(figures, undefined, 2));
  keep({ soak: figures });
  return figures.problems === 0;
}

/** Adds what was found to the results, and writes the page that shows them, where that was asked for. */
function keep(found: Results): void {
  if (!values.write) return;
  const known = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) : {};
  const results = { ...known, ...found };
  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(projectFolder, 'docs/faults.md'), formatPage(results));
}

function vitest(args: readonly string[], stopped: AbortSignal): Promise<number> {
  const child = spawn('vitest', ['run', ...args], { cwd: projectFolder, stdio: 'inherit' });
  stopped.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
