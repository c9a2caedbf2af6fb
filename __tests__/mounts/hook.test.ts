import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base, expect } from 'vitest';
import { sharedFolder } from '../../src/builder/boot.ts';
import { hookScript, spoolFolder } from '../../src/mounts/hook-script.ts';
import { openSpool } from '../../src/mounts/spool.ts';

const run = promisify(execFile);

interface Builder {
  readonly folder: string;
  readonly spool: string;
  /** Starts a container as buildkitd does; resolves with what the runtime in buildkit-runc's place printed. */
  start(source: string): Promise<string>;
}

/** The hook on this machine: the shared folder is a temporary one, and buildkit-runc says what it is given. */
const test = base.extend<{ builder: Builder }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  builder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'hook-'));
    const hook = join(folder, 'hook.sh');
    writeFileSync(hook, hookScript.replaceAll(sharedFolder, folder), { mode: 0o755 });
    writeFileSync(join(folder, 'buildkit-runc'), '#!/bin/sh\necho "$@"\nls "$PLACE"\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, PLACE: join(folder, 'place') };
    mkdirSync(join(folder, 'place'));
    let count = 0;
    await use({
      folder,
      spool: join(folder, spoolFolder),
      async start(source) {
        count += 1;
        const bundle = join(folder, 'executor', `container${count}`);
        mkdirSync(bundle, { recursive: true });
        const mounts = [{ destination: '/c', type: 'bind', source }];
        writeFileSync(join(bundle, 'config.json'), `${JSON.stringify({ process: {}, mounts })}\n`);
        const args = ['--log', 'x', 'run', '--bundle', bundle, '--keep', `container${count}`];
        const { stdout, stderr } = await run(hook, args, { env });
        expect(stderr).toBe('');
        return stdout;
      },
    });
    rmSync(folder, { recursive: true, force: true });
  },
});

const snapshot = '/var/lib/buildkit/runc-overlayfs/snapshots/snapshots/7/fs';
const expectRun = (output: string, builder: Builder, number = 1) =>
  expect(output.split('\n')[0]).toBe(
    `--log x run --bundle ${join(builder.folder, 'executor', `container${number}`)} --keep container${number}`,
  );

test('the runtime gets its arguments unchanged where nobody answers, at once', async ({ builder }) => {
  expectRun(await builder.start(snapshot), builder);
  expect(existsSync(builder.spool)).toBe(false);
});

test('a container without a mount from a snapshot asks nothing', async ({ builder }) => {
  const asked: string[] = [];
  const spool = await openSpool(builder.spool, {
    answer: async (text) => {
      asked.push(text);
      return [];
    },
    done: () => undefined,
  });
  expectRun(await builder.start('/var/lib/buildkit/runc-overlayfs/executor/hosts'), builder);
  expectRun(await builder.start(snapshot), builder, 2);
  expect(asked).toHaveLength(1);
  const [tar, config] = (asked[0] ?? '').split('\n');
  expect(['gnu', 'other']).toContain(tar);
  expect(JSON.parse(config ?? '').mounts[0].source).toBe(snapshot);
  await spool.close();
  expect(readdirSync(builder.spool)).toStrictEqual(['tar']);
});
