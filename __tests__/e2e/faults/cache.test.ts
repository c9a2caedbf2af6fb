import { describe, expect } from 'vitest';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import type { Action, Match, Rule } from '../../../testbed/faulty-registry/rule.ts';
import { pushEvent } from '../../../testbed/harness.ts';
import type { RegistryClient } from '../../../testbed/registry-client.ts';
import { instructionsOf, succeeded } from '../fixture.ts';
import { type Attempt, test, writeDockerConfig } from './fixture.ts';

const copied = ['[1/1] COPY page.html /'];
const cacheTag = /^cache-b-[1-9a-f]/;

function answer(status: number, body = ''): Action {
  return { kind: 'answer', status, headers: {}, body };
}

/** Writes to a cache's tag. */
const writing: Match = { method: 'PUT', kind: 'manifest', reference: cacheTag };

/** The cache that a job wrote, by its tag. */
function tagOf({ main }: Attempt): string {
  const reference = main.outputs['cache-ref'] ?? '';
  return reference.slice(reference.lastIndexOf(':') + 1);
}

describe.concurrent('first run, no cache yet', () => {
  test.concurrent('is one line and no error', async ({ attempt }) => {
    const { main, post } = await attempt();
    succeeded(main);
    expect([...main.annotations, ...post.annotations]).toStrictEqual([]);
    expect(main.log.split('\n').filter((line) => line.includes('No cache to import'))).toHaveLength(1);
    expect(main.log).not.toContain('ERROR');
    expect(post.log).toContain('Cache exported to ');
  });

  test.concurrent('in a repository that the registry shows to nobody is that line, which is a warning where no cache is written', async ({
    attempt,
    startProxy,
  }) => {
    const ada = { password: 'correct horse', repositories: { 'e2e/*': ['pull', 'push'] } } as const;
    const proxy = await startProxy([], { lifetimeSeconds: 60, users: { ada } });
    // The token server gives its token, which the registry then refuses.
    const { main, warnings } = await attempt({
      registry: proxy.address,
      inputs: { 'cache-ref': `${proxy.address}/not-there/yet`, cache: 'read-only' },
      prepare: (runner) => void writeDockerConfig(runner, { [proxy.address]: `ada:${ada.password}` }),
    });
    succeeded(main);
    expect(warnings).toStrictEqual([
      expect.stringMatching(
        /^No cache to import: there is none yet of .*, or the login may not read it: .* answers 401/,
      ),
    ]);
  });
});

describe.concurrent('import 401, 403, 500, timeout; manifest that is an ordinary image, garbage, or over 1 MiB', () => {
  // Not what a failed attempt left, `…-main-wip`: it is looked for at the same time, and may be asked for first.
  const looking: Match = { method: 'HEAD', kind: 'manifest', reference: /^cache-b-[1-9a-f].*-main$/ };
  const reading: Match = { method: 'GET', kind: 'manifest', reference: /^sha256:/ };
  const readingBlobs: Match = { method: 'GET', kind: 'blob' };
  /** A rule for the import of the second job, and what its warning says. */
  test.concurrent.for<[string, Rule, string]>([
    ['401 to the probe', { match: looking, when: { first: 1 }, action: answer(401) }, 'asks for a login'],
    ['403 to the probe', { match: looking, when: { first: 1 }, action: answer(403) }, 'answers 403'],
    ['500 to the probe', { match: looking, when: { first: 1 }, action: answer(500) }, 'answers 500'],
    ['403 to BuildKit', { match: reading, when: { first: 1 }, action: answer(403) }, '403 Forbidden'],
    ['500 to BuildKit', { match: reading, when: { first: 4 }, action: answer(500) }, '500 Internal Server Error'],
    ['silence on the manifest', { match: reading, when: { first: 1 }, action: { kind: 'black-hole' } }, 'said nothing'],
    ['silence behind it', { match: readingBlobs, when: { first: 1 }, action: { kind: 'black-hole' } }, 'said nothing'],
  ])('%s costs the cache and one warning', async ([, rule, word], { attempt, startProxy }) => {
    const proxy = await startProxy();
    const job = { registry: proxy.address, inputs: { 'network-timeout': '5s', retries: '0' }, event: pushEvent() };
    await attempt(job);
    proxy.setRules([rule]);
    const { main, warnings } = await attempt(job);
    succeeded(main);
    expect(instructionsOf(main).cached).toStrictEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(word);
  });

  const index = 'application/vnd.oci.image.index.v1+json';
  const put: Record<string, (registry: RegistryClient, repository: string, tag: string) => Promise<unknown>> = {
    async 'an ordinary image'(registry, repository, tag) {
      const image = await registry.manifest(repository, 'main');
      await registry.putManifest(repository, tag, image?.mediaType ?? '', JSON.stringify(image?.body));
    },
    'an empty index': (registry, repository, tag) =>
      registry.putManifest(
        repository,
        tag,
        index,
        JSON.stringify({ schemaVersion: 2, mediaType: index, manifests: [] }),
      ),
    'an index whose list is null': (registry, repository, tag) =>
      registry.putManifest(
        repository,
        tag,
        index,
        JSON.stringify({ schemaVersion: 2, mediaType: index, manifests: null }),
      ),
  };
  test.concurrent.for(Object.keys(put))(
    '%s in its place is no cache',
    async (what, { attempt, registry, repository }) => {
      const job = { event: pushEvent() };
      const first = await attempt(job);
      await put[what]?.(registry, repository, tagOf(first));
      const { main, warnings } = await attempt(job);
      succeeded(main);
      expect(instructionsOf(main)).toStrictEqual({ cached: [], executed: copied });
      expect(warnings).toStrictEqual([expect.stringContaining('no cache')]);
    },
  );

  test.concurrent('garbage in its place is no cache', async ({ attempt, startProxy }) => {
    const proxy = await startProxy();
    const job = { registry: proxy.address, event: pushEvent() };
    await attempt(job);
    proxy.setRules([{ match: reading, when: { first: 1 }, action: { kind: 'corrupt' } }]);
    const { main, warnings } = await attempt(job);
    succeeded(main);
    expect(instructionsOf(main).executed).toStrictEqual(copied);
    expect(warnings).toStrictEqual([expect.stringContaining('could not be imported')]);
  });

  test.concurrent('one of over 1 MiB is more than BuildKit reads', async ({ attempt, registry, repository }) => {
    const job = { event: pushEvent() };
    const first = await attempt(job);
    const cache = await registry.manifest(repository, tagOf(first));
    const long = { ...cache?.body, annotations: { ...cache?.body.annotations, long: 'x'.repeat(2 ** 20) } };
    await registry.putManifest(repository, tagOf(first), cache?.mediaType ?? '', JSON.stringify(long));
    const { main, warnings } = await attempt(job);
    succeeded(main);
    expect(instructionsOf(main)).toStrictEqual({ cached: [], executed: copied });
    expect(warnings).toStrictEqual([expect.stringContaining('could not be imported')]);
  });
});

describe.concurrent('the look-up of the cache takes longer than most calls, or than it may', () => {
  const looking: Match = { method: 'HEAD', kind: 'manifest', reference: /^cache-b-/ };

  test.concurrent.for<[string, number, Record<string, string>, number]>([
    ['5.5 s at the default are waited for', 5500, {}, 0],
    ['longer than that: the import is tried all the same', 8000, { 'network-timeout': '5s' }, 1],
  ])('%s', async ([, milliseconds, inputs, count], { attempt, startProxy }) => {
    const proxy = await startProxy();
    const job = { registry: proxy.address, inputs, event: pushEvent() };
    await attempt(job);
    // That of a failed attempt is looked for as well; BuildKit's own comes later.
    proxy.setRules([{ match: looking, when: { first: 2 }, action: { kind: 'delay', milliseconds } }]);
    const { main, warnings } = await attempt(job);
    expect(instructionsOf(succeeded(main)).cached).toStrictEqual(copied);
    expect(main.outputs['cache-source']).toBe('own');
    expect(warnings).toHaveLength(count);
  });
});

describe.concurrent('a cached blob is gone from the registry', () => {
  test.concurrent('the build runs without the import, with one warning', async ({ attempt, registry, repository }) => {
    const dockerfile = (last: string) =>
      `FROM debian:bookworm-slim AS base\nRUN head -c 1000 /dev/urandom > /base\nFROM scratch\nCOPY --from=base /base /\nCOPY ${last} /\n`;
    const files = { 'a.txt': 'a', 'b.txt': 'b' };
    const job = { event: pushEvent() };
    const first = await attempt({ ...job, files: { ...files, Dockerfile: dockerfile('a.txt') } });
    succeeded(first.main);
    expect(first.post.log).toContain('Cache exported to ');
    // Every layer but the base image's, which the first stage needs in the next run.
    const cache = await registry.manifest(repository, tagOf(first));
    const image = await registry.manifest(repository, 'main');
    const base = await registry.manifest('library/debian', 'bookworm-slim');
    const kept = new Set(base?.body.layers?.map(({ digest }) => digest));
    const layers = [...(cache?.body.layers ?? []), ...(image?.body.layers ?? [])].map(({ digest }) => digest);
    for (const digest of new Set(layers)) if (!kept.has(digest)) await registry.deleteBlob(repository, digest);
    await registry.deleteManifest(repository, image?.digest ?? '');
    const { main, warnings } = await attempt({ ...job, files: { ...files, Dockerfile: dockerfile('b.txt') } });
    succeeded(main);
    expect(warnings).toStrictEqual([
      expect.stringMatching(/^Attempt 1 failed, .* the imported cache .* not found\): trying again without it now\.$/),
    ]);
  });
});

describe.concurrent('export 5xx for ever, 403, quota, black hole', () => {
  const quota = registryError(413, 'QUOTA_EXCEEDED', 'the quota of this project is exceeded');
  const faults: [string, Action, string][] = [
    ['5xx', answer(500), '500 Internal Server Error'],
    ['403', answer(403), '403 Forbidden'],
    ['quota', quota, 'the quota of this project is exceeded'],
    ['black hole', { kind: 'black-hole' }, 'the registry said nothing'],
  ];
  const ways = ['post', 'inline'] as const;
  test.concurrent.for(faults.flatMap((fault) => ways.map((way) => [way, ...fault] as const)))(
    'in %s, %s: success and one warning',
    async ([way, , action, reason], { attempt, startProxy, registry, repository }) => {
      const proxy = await startProxy([{ match: writing, action }]);
      const { main, post } = await attempt({
        registry: proxy.address,
        inputs: { 'cache-export': way, 'network-timeout': '5s', retries: '0' },
      });
      succeeded(main);
      succeeded(post);
      expect((await registry.manifest(repository, 'main'))?.digest).toBe(main.outputs.digest);
      const warnings = [...main.annotations, ...post.annotations].map(({ message }) => message);
      const unsaved = warnings.filter((message) =>
        /cache (was not saved to|was exported, so it is not saved)/.test(message),
      );
      expect(unsaved).toHaveLength(1);
      expect(warnings.join('\n')).toContain(reason);
      expect(main.milliseconds + post.milliseconds).toBeLessThan(60_000);
    },
  );
});

describe.concurrent('export failing while the image push is slow', () => {
  test.concurrent('leaves the push alone', async ({ attempt, startProxy, registry, repository }) => {
    const slow: Action = { kind: 'delay', milliseconds: 4000 };
    const proxy = await startProxy([
      { match: { method: 'PUT', kind: 'manifest', reference: 'main' }, action: slow },
      {
        match: { kind: 'manifest', reference: cacheTag, method: ['HEAD', 'PUT'] },
        when: { from: 2 },
        action: answer(403),
      },
    ]);
    const { main, warnings } = await attempt({ registry: proxy.address, inputs: { 'cache-export': 'inline' } });
    succeeded(main);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^The cache was not saved to .*403 Forbidden/);
    expect((await registry.manifest(repository, 'main'))?.digest).toBe(main.outputs.digest);
    const refused = proxy.journal.find(({ status, reference }) => status === 403 && cacheTag.test(reference ?? ''));
    const pushed = proxy.journal.find(({ method, reference }) => method === 'PUT' && reference === 'main');
    expect(refused?.ended ?? Number.NaN).toBeLessThan(pushed?.ended ?? Number.NaN);
  });
});

describe.concurrent('two jobs export one ref at once', () => {
  test.concurrent('one wins, and the next job imports it', async ({ attempt, registry, repository }) => {
    const job = (text: string) => ({
      event: pushEvent(),
      files: { Dockerfile: 'FROM scratch\nCOPY page.html /\n', 'page.html': text },
      inputs: { tags: text },
    });
    const both = await Promise.all([attempt(job('one')), attempt(job('two'))]);
    for (const { main, post } of both) {
      succeeded(main);
      expect(post.log).toContain('Cache exported to ');
    }
    const digests = both.map(({ post }) => /@(sha256:\w+) in/.exec(post.log)?.[1]);
    const [first] = both;
    expect(digests).toContain((await registry.manifest(repository, tagOf(first)))?.digest);
    const winner = digests.indexOf((await registry.manifest(repository, tagOf(first)))?.digest);
    const next = await attempt(job(['one', 'two'][winner] ?? ''));
    expect(instructionsOf(succeeded(next.main)).cached).toStrictEqual(copied);
  });
});
