import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { runCommand } from '../../../testbed/command.ts';
import { projectFolder } from '../../../testbed/paths.ts';
import { builderInputs, succeeded } from '../fixture.ts';
import { files, test } from './fixture.ts';
import { buildersOf } from './machine.ts';

const sleepy = { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo at work; sleep 10\n' };

describe.concurrent('jobs of one host at once, on a runner that has no name', () => {
  test.concurrent('remove nothing of each other, though they share RUNNER_TEMP', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const first = newRunner({ files: sleepy, env: nameless('one') });
    const step = first.start('main', { inputs: { ...builderInputs(testbed), image, cache: 'off' } });
    await step.waitFor(/at work/);
    const [working] = await buildersOf(first);
    const second = newRunner({ files, env: { ...nameless('two'), RUNNER_TEMP: first.temp } });
    const main = succeeded(await second.main({ inputs: { ...builderInputs(testbed), image, tags: 'two' } }));
    expect(main.annotations).toStrictEqual([]);
    expect(await buildersOf(first)).toContain(working);
    succeeded(await second.post());
    expect(succeeded(await step.result).annotations).toStrictEqual([]);
    succeeded(await first.post());
  });
});

describe.concurrent('RUNNER_TEMP cleared between main and post', () => {
  test.concurrent('post removes the builder by the key that its state has, and says what is lost', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const runner = newRunner({ files });
    const main = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } }));
    expect(main.outputs.pushed).toBe('true');
    expect(await buildersOf(runner)).toHaveLength(1);
    clear(runner.temp);
    const post = succeeded(await runner.post());
    expect(post.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
      ['warning', expect.stringMatching(/^The builder was removed, .*RUNNER_TEMP/)],
    ]);
    expect(await buildersOf(runner)).toStrictEqual([]);
  });

  test.concurrent("a key that is not the builder's removes nothing", async ({ newRunner, testbed, image }) => {
    const runner = newRunner({ files });
    succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } }));
    const [container = ''] = await buildersOf(runner);
    const folder = readdirSync(runner.temp).find((name) => name.startsWith('buildkit-'));
    const label = await runCommand('docker', ['inspect', '--format', '{{json .Config.Labels}}', container]);
    const values = Object.values(JSON.parse(label) as Record<string, string>);
    for (const key of ['', ...values]) {
      const lease = { container, folder: join(runner.temp, 'buildkit-aaaaaa'), runner: '', job: '', key };
      succeeded(await newRunner().post({ env: { STATE_lease: JSON.stringify(lease) } }));
    }
    expect(await buildersOf(runner)).toStrictEqual([container]);
    expect(existsSync(join(runner.temp, folder ?? '', 'keeper.pid'))).toBe(true);
    succeeded(await runner.post());
  });
});

describe.concurrent('the runner is killed, and no later job of it comes', () => {
  test.concurrent("the builder's keeper removes builder and folder", async ({ newRunner, testbed, image }) => {
    const { entry, pid } = writeWorker(newRunner().root);
    const runner = newRunner({ files, entry });
    const step = runner.start('main', { inputs: { ...builderInputs(testbed), image, push: 'true' } });
    await step.waitFor(/the worker waits/);
    expect(await buildersOf(runner)).toHaveLength(1);
    process.kill(pid(), 'SIGKILL');
    await vi.waitFor(async () => expect(await buildersOf(runner)).toStrictEqual([]), { timeout: 40_000 });
    await vi.waitFor(() => expect(readdirSync(runner.temp).filter((name) => name.startsWith('buildkit-'))).toEqual([]));
    await step.result;
  });
});

/** What act, Gitea's and Forgejo's runners set, and leave out. */
function nameless(run: string): NodeJS.ProcessEnv {
  return {
    RUNNER_NAME: undefined,
    RUNNER_ENVIRONMENT: undefined,
    RUNNER_TRACKING_ID: undefined,
    GITHUB_RUN_ID: run,
  };
}

function clear(folder: string): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
}

/**
 * Writes a step's program that stands for the runner's worker: it has none of the step's variables, and goes on when its main
 * step has ended.
 */
function writeWorker(folder: string): { entry: string; pid: () => number } {
  const [entry, worker, file] = ['entry.mjs', 'worker.mjs', 'worker.pid'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    entry,
    `import { spawnSync } from 'node:child_process';
const { GITHUB_STATE, ...env } = process.env;
spawnSync(process.execPath, [${JSON.stringify(worker)}, GITHUB_STATE], { stdio: 'inherit', env });
`,
  );
  writeFileSync(
    worker,
    `import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(file)}, String(process.pid));
const env = { ...process.env, GITHUB_STATE: process.argv[2] };
spawnSync(process.execPath, [${JSON.stringify(join(projectFolder, 'dist/index.js'))}], { stdio: 'inherit', env });
console.log('the worker waits');
setTimeout(() => undefined, 100_000);
`,
  );
  return { entry, pid: () => Number(readFileSync(file, 'utf8')) };
}
