import { describe, expect } from 'vitest';
import type { Action, Match, When } from '../../../testbed/faulty-registry/rule.ts';
import { succeeded } from '../fixture.ts';
import { test } from './fixture.ts';

function answer(status: number, headers: Record<string, string> = {}): Action {
  return { kind: 'answer', status, headers };
}

describe.concurrent('a cache export that fails for a while', () => {
  const manifest: Match = { method: 'PUT', kind: 'manifest', reference: /^cache-/ };
  /** Of the cache's configuration: the build's own layers are there already. */
  const upload: Match = { method: 'PUT', kind: 'upload', minLength: 100 };
  const reset: Action = { kind: 'reset', after: { of: 'request', bytes: 40 } };

  test.concurrent.for<[string, Match, When, Action, RegExp]>([
    ['502 twice', manifest, { first: 2 }, answer(502), /answered 502: trying again in 3\.0 s/],
    ['two resets', manifest, { first: 2 }, { kind: 'reset' }, /connection to the registry broke: trying again/],
    // Each attempt asks twice.
    ['503 four times', manifest, { first: 4 }, answer(503), /answered 503: trying again in 9\.0 s/],
    [
      '429 with Retry-After',
      manifest,
      { forMilliseconds: 5000 },
      answer(429, { 'Retry-After': '5' }),
      /answered 429: trying again/,
    ],
  ])('%s', async ([, match, when, action, words], { attempt, startProxy, registry, repository }) => {
    const proxy = await startProxy([{ match, when, action }]);
    const { main, post } = await attempt({ registry: proxy.address });
    succeeded(main);
    succeeded(post);
    expect(post.annotations).toStrictEqual([]);
    expect(post.log).toMatch(words);
    const reference = main.outputs['cache-ref'] ?? '';
    const saved = await registry.manifest(repository, reference.slice(reference.lastIndexOf(':') + 1));
    expect(post.log).toContain(`Cache exported to ${reference}@${saved?.digest} in `);
  });

  // A push would send the same layers before; where nothing is pushed, only a cache whose place is named is written.
  test.concurrent('a broken upload', async ({ attempt, startProxy, repository }) => {
    const proxy = await startProxy();
    const { main, post } = await attempt({
      registry: proxy.address,
      inputs: { push: 'false', 'cache-ref': `${proxy.address}/${repository}` },
      during: async () => proxy.setRules([{ match: upload, when: { first: 6 }, action: reset }]),
    });
    succeeded(main);
    succeeded(post);
    expect(post.annotations).toStrictEqual([]);
    expect(post.log).toContain('Cache exported to ');
  });
});

describe.concurrent('a cache of `cache-to` fails: 403, 502, silence', () => {
  test.concurrent.for<[string, Action, string]>([
    ['403', answer(403), '403 Forbidden'],
    ['502', answer(502), '502 Bad Gateway'],
    ['silence', { kind: 'black-hole' }, 'the registry said nothing'],
  ])('%s costs that cache alone', async ([, action, words], { attempt, startProxy, registry, repository }) => {
    const match = { method: ['POST', 'PUT', 'PATCH'], path: new RegExp(`/${repository}-further/`) } as const;
    const proxy = await startProxy([{ match, action }]);
    const further = `${proxy.address}/${repository}-further:cache`;
    const inputs = {
      'cache-to': `type=registry,ref=${further},mode=max`,
      // BuildKit itself pauses longer than this between its attempts after a 502.
      ...(action.kind === 'black-hole' && { 'network-timeout': '5s' }),
      retries: '0',
      'builder-network': 'host',
    };
    const { main, post, warnings } = await attempt({ inputs });
    succeeded(main);
    succeeded(post);
    expect(warnings).toStrictEqual([]);
    expect(post.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringContaining(`The cache was not saved to ${further}: `),
    ]);
    expect(post.annotations[0]?.message).toContain(words);
    const own = main.outputs['cache-ref']?.split(':').at(-1) ?? '';
    expect((await registry.manifest(repository, own))?.digest).toBeDefined();
    expect((await registry.manifest(repository, 'main'))?.digest).toBe(main.outputs.digest);
  });

  test.concurrent('one that is our own cache is written once', async ({ attempt, testbed, repository }) => {
    const reference = `${testbed.registry}/${repository}:cache`;
    const inputs = { 'cache-ref': reference, 'cache-to': `type=registry,ref=${reference},mode=max` };
    const { main, post, warnings } = await attempt({ inputs });
    succeeded(main);
    succeeded(post);
    expect([...warnings, ...post.annotations]).toStrictEqual([]);
    expect(post.log.match(/Cache exported to /g)).toHaveLength(1);
  });
});
