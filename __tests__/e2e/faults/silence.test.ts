import { describe, expect } from 'vitest';
import type { Rule } from '../../../testbed/faulty-registry/rule.ts';
import { pushEvent } from '../../../testbed/harness.ts';
import { succeeded } from '../fixture.ts';
import { test } from './fixture.ts';

const limits = { 'network-timeout': '5s', retries: '1' };
const again = 'Attempt 1 failed, the registry said nothing any more: trying again in 3.0 s.';

/** A layer that comes as far as its first thousand bytes, once. */
function standsStill(repository: string | RegExp): Rule {
  const match = { method: 'GET', kind: 'blob', repository } as const;
  return { match, when: { nth: [2] }, action: { kind: 'black-hole', after: { of: 'response', bytes: 1000 } } };
}

// The longest one first, so that the others wait beside it.
describe.concurrent('a layer that takes longer than `network-timeout` to upload, and moves', () => {
  // What the proxy's end has in its buffers trickles for nine seconds; a network is not that coarse.
  const patience = { 'network-timeout': '15s', retries: '0', cache: 'off' };
  const files = { Dockerfile: 'FROM scratch\nCOPY layer /\n', layer: pseudoRandom(700_000) };

  test.concurrent('at 20 kB/s', async ({ attempt, startProxy }) => {
    const match = { method: ['PUT', 'PATCH'], kind: 'upload', minLength: 100_000 } as const;
    const proxy = await startProxy([{ match, action: { kind: 'trickle', of: 'request', bytesPerSecond: 20_000 } }]);
    const { main, warnings } = await attempt({ registry: proxy.address, files, inputs: patience });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
    expect(main.milliseconds).toBeGreaterThan(20_000);
    expect(proxy.journal.filter(({ rule }) => rule === 'trickle')).toHaveLength(1);
  });
});

describe.concurrent('a layer of the cache, or of a base image, stops within its bytes and stands still', () => {
  test.concurrent.for(['auto', 'plain'])('a base image, progress: %s', async (progress, { attempt, startProxy }) => {
    const proxy = await startProxy([standsStill(/debian/)]);
    const mirror = `[registry."docker.io"]\n  mirrors = ["${proxy.address}"]\n[registry."${proxy.address}"]\n  http = true\n`;
    const { main, warnings } = await attempt({
      files: { Dockerfile: 'FROM debian:bookworm-slim\nCOPY Dockerfile /\n' },
      inputs: { ...limits, progress, 'buildkitd-config': '', 'buildkitd-config-inline': mirror },
    });
    succeeded(main);
    expect(warnings).toStrictEqual([again]);
  });

  test.concurrent('a cached layer that a RUN stands on', async ({ attempt, startProxy, repository }) => {
    const proxy = await startProxy();
    const job = { registry: proxy.address, inputs: limits, event: pushEvent() };
    const dockerfile = (last: string) =>
      `FROM debian:bookworm-slim\nRUN head -c 200000 /dev/urandom >/a\nRUN head -c 200000 /dev/urandom >/b\nRUN ${last}\n`;
    succeeded((await attempt({ ...job, files: { Dockerfile: dockerfile('true') } })).main);
    proxy.setRules([standsStill(repository)]);
    const { main, warnings } = await attempt({ ...job, files: { Dockerfile: dockerfile('echo changed') } });
    succeeded(main);
    expect(warnings).toStrictEqual([
      expect.stringMatching(
        /^Attempt 1 failed, the build could not use the imported cache \S+ \(the registry said nothing for 5\.0 s during \[3\/4\] RUN .*\): trying again without it now\.$/,
      ),
    ]);
  });
});

describe.concurrent('a RUN that is quiet for longer than `network-timeout`, with either `progress`', () => {
  test.concurrent.for(['auto', 'plain'])('%s', async (progress, { attempt }) => {
    const { main, warnings } = await attempt({
      files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN sleep 14\n' },
      inputs: { ...limits, retries: '0', progress },
    });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
  });
});

/** Text that no compression makes much smaller, the same at each run. */
function pseudoRandom(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 0x7fffffff;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}
