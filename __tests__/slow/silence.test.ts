// Silence at the default `network-timeout` of 5 minutes: nobody waits for that in the tests of every day, and everybody has it.
import { describe, expect } from 'vitest';
import { test } from '../e2e/faults/fixture.ts';
import { succeeded } from '../e2e/fixture.ts';

const minute = 60_000;
const once = { retries: '0' };

describe.concurrent('at the default of 5 minutes', () => {
  test.concurrent("a cache's manifest that nobody answers ends the post step", async ({ attempt, startProxy }) => {
    const match = { method: 'PUT', kind: 'manifest', reference: /^cache-/ } as const;
    const proxy = await startProxy([{ match, action: { kind: 'black-hole' } }]);
    const { main, post } = await attempt({ registry: proxy.address, inputs: once });
    succeeded(main);
    succeeded(post);
    expect(post.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(
        /^The cache was not saved to .*: the registry said nothing for 5 min 0 s during exporting cache/,
      ),
    ]);
    expect(post.milliseconds).toBeGreaterThan(4.5 * minute);
    expect(post.milliseconds).toBeLessThan(6 * minute);
  });

  test.concurrent.for(['auto', 'plain'])(
    'a push that nobody answers fails, progress: %s',
    async (progress, { attempt, startProxy }) => {
      const proxy = await startProxy([{ match: { kind: ['upload', 'blob'] }, action: { kind: 'black-hole' } }]);
      const inputs = { ...once, progress, 'cache-on-failure': 'false' };
      const { main, errors } = await attempt({ registry: proxy.address, inputs });
      expect(main.exitCode).toBe(1);
      expect(errors).toStrictEqual([
        expect.stringMatching(/^the registry said nothing for 5 min 0 s during exporting/),
      ]);
      expect(main.milliseconds).toBeLessThan(6.5 * minute);
    },
  );

  test.concurrent('a base image that stands still fails', async ({ attempt, startProxy }) => {
    const match = { method: 'GET', kind: 'blob' } as const;
    const action = { kind: 'black-hole', after: { of: 'response', bytes: 1000 } } as const;
    const proxy = await startProxy([{ match, when: { from: 2 }, action }]);
    const mirror = `[registry."docker.io"]\n  mirrors = ["${proxy.address}"]\n[registry."${proxy.address}"]\n  http = true\n`;
    const { main, errors } = await attempt({
      files: { Dockerfile: 'FROM debian:bookworm-slim\nCOPY Dockerfile /\n' },
      inputs: { ...once, 'buildkitd-config': '', 'buildkitd-config-inline': mirror },
    });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain('the registry said nothing for 5 min 0 s during [1/2] FROM docker.io/library/debian');
    expect(main.milliseconds).toBeLessThan(6.5 * minute);
  });

  test.concurrent('a RUN that says nothing for longer is waited for', async ({ attempt }) => {
    const { main, warnings } = await attempt({
      files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN sleep 400\n' },
      inputs: once,
    });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
  });
});
