import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { cacheTag, wipTag } from '../../src/cache/key.ts';
import { pushEvent } from '../../testbed/harness.ts';
import { instructionsOf, type Job, succeeded, tagDigests, test } from './fixture.ts';

/** Six stages with heredocs, ARG before FROM, copies by name and number and all three directives; one RUN fails. */
const broken = readFileSync(new URL('../fixtures/unfinished/Dockerfile', import.meta.url), 'utf8');
const mended = broken.replace('exit 1', 'true');

const cache = cacheTag({ kind: 'branch', ref: 'refs/heads/main' }, '');
const wip = wipTag(cache);

/** The instructions that a failed run had finished, told from its log. */
function finished(job: Job): string[] {
  const { cached, executed } = instructionsOf(job.main);
  return [...cached, ...executed].sort();
}

describe.concurrent('a build that fails in the middle', () => {
  test('is taken up where it broke, and leaves the branch’s own cache as it was', async ({
    job,
    registry,
    repository,
  }) => {
    const files = (dockerfile: string, setting: string) => ({ Dockerfile: dockerfile, 'settings/a': setting });
    // The branch has a cache of its own, of another state of the sources.
    const good = await job({ files: files(mended, 'a=1'), event: pushEvent({ branch: 'main' }) });
    succeeded(good.main);
    const before = await tagDigests(registry, repository);

    const failed = await job({ files: files(broken, 'a=2'), event: pushEvent({ branch: 'main' }) });
    expect(failed.main.exitCode, failed.main.log).toBe(1);
    expect(failed.post.log).toContain(`Cache exported to `);
    const between = await tagDigests(registry, repository);
    expect({ own: between[cache], image: between.main }).toStrictEqual({ own: before[cache], image: before.main });
    expect(between[wip]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(between[wip]).not.toBe(before[cache]);

    const next = await job({ files: files(mended, 'a=2'), event: pushEvent({ branch: 'main' }) });
    succeeded(next.main);
    expect(next.main.log).toContain('Importing also what a failed attempt had finished');
    const { cached, executed } = instructionsOf(next.main);
    const before2 = finished(failed);
    // Nothing that had finished is run again, and all that runs had not finished.
    expect(executed.filter((step) => before2.includes(step))).toStrictEqual([]);
    expect(before2.filter((step) => !cached.includes(step))).toStrictEqual([]);

    const after = await tagDigests(registry, repository);
    expect(after[wip], 'a success makes what was left equal to the cache').toBe(after[cache]);
    expect(next.main.outputs['cache-source']).toBe('own');
  });

  test('is taken up on a branch that has no cache yet, and imports nothing else', async ({
    job,
    registry,
    repository,
  }) => {
    const files = (last: string) => ({
      Dockerfile: `FROM debian:bookworm-slim\nRUN cat /proc/sys/kernel/random/uuid > /id\nRUN ${last}\n`,
    });
    const failed = await job({ files: files('exit 3'), event: pushEvent({ branch: 'main' }) });
    expect(failed.main.exitCode, failed.main.log).toBe(1);
    expect(Object.keys(await tagDigests(registry, repository))).toStrictEqual([wip]);

    const next = await job({ files: files('exit 0'), event: pushEvent({ branch: 'main' }) });
    succeeded(next.main);
    expect(instructionsOf(next.main)).toStrictEqual({
      cached: ['[2/3] RUN cat /proc/sys/kernel/random/uuid > /id'],
      executed: ['[3/3] RUN exit 0'],
    });
    expect(next.main.log).toContain('Importing what a failed attempt had finished');
    expect(next.main.log).not.toContain('Importing cache from');
  });

  test('for one of two platforms is taken up where each of them broke', async ({ job }) => {
    // Both run here without an emulator. A secret is no part of what a step is cached by.
    const check = '[ -z "$TARGETVARIANT" ] || { sleep 4; grep -q yes /run/secrets/answer; }';
    const id = 'cat /proc/sys/kernel/random/uuid';
    const Dockerfile = [
      ...['FROM debian:bookworm-slim', `RUN ${id} > /one`, 'ARG TARGETVARIANT'],
      ...[`RUN --mount=type=secret,id=answer ${check}`, `RUN ${id} > /two`, ''],
    ].join('\n');
    const attempt = (answer: string) =>
      job({
        files: { Dockerfile },
        inputs: { platforms: 'linux/amd64,linux/amd64/v2', secrets: `answer=${answer}` },
        event: pushEvent({ branch: 'main' }),
      });
    const failed = await attempt('no');
    expect(failed.main.exitCode, failed.main.log).toBe(1);
    expect(instructionsOf(failed.main).executed).toContain(`[linux/amd64 stage-0 4/4] RUN ${id} > /two`);
    const next = await attempt('yes');
    succeeded(next.main);
    expect(instructionsOf(next.main).executed.map((line) => line.replace(/ RUN .*/, ''))).toStrictEqual([
      '[linux/amd64/v2 stage-0 3/4]',
      '[linux/amd64/v2 stage-0 4/4]',
    ]);
  });

  test('by a push that is refused keeps every step', async ({ job, registry, repository, testbed }) => {
    const files = { Dockerfile: 'FROM debian:bookworm-slim\nRUN cat /proc/sys/kernel/random/uuid > /id\n' };
    // Nobody listens there, so that only the image's own push fails.
    const inputs = { tags: 'localhost:1/o/app:v1', 'cache-ref': `${testbed.registry}/${repository}`, retries: '0' };
    const failed = await job({ files, inputs, event: pushEvent({ branch: 'main' }) });
    expect(failed.main.exitCode, failed.main.log).toBe(1);
    expect(Object.keys(await tagDigests(registry, repository))).toStrictEqual([wip]);

    const next = await job({
      files,
      inputs: { 'cache-ref': inputs['cache-ref'] },
      event: pushEvent({ branch: 'main' }),
    });
    succeeded(next.main);
    expect(instructionsOf(next.main).executed).toStrictEqual([]);
  });

  test.for([
    ['cache-on-failure: false', { 'cache-on-failure': 'false' }],
    ['cache: read-only', { cache: 'read-only' }],
    ['no-cache: true', { 'no-cache': 'true' }],
  ] as const)('is not kept with %s', async ([, inputs], { job, registry, repository }) => {
    const files = { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo 1 > /one\nRUN exit 3\n' };
    const failed = await job({ files, inputs: { ...inputs }, event: pushEvent({ branch: 'main' }) });
    expect(failed.main.exitCode, failed.main.log).toBe(1);
    expect(await tagDigests(registry, repository)).toStrictEqual({});
  });
});
