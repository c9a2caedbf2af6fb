import { createHash, randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { FaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import type { Action, Rule } from '../../../testbed/faulty-registry/rule.ts';
import { pushEvent } from '../../../testbed/harness.ts';
import type { RegistryClient } from '../../../testbed/registry-client.ts';
import { instructionsOf, succeeded } from '../fixture.ts';
import { type Layer, readManifest } from '../pushed-image.ts';
import { type Attempt, test } from './fixture.ts';

const page = '<html><body>Please log in.</body></html>';
const oneByte: Action = { kind: 'corrupt', byte: 50 };

function answer(status: number, body = ''): Action {
  return { kind: 'answer', status, headers: {}, body };
}

/** The second stage reads the first one's layer; `target` makes that step a new one, so that the layer has to be fetched. */
const files = (target: string, secret = randomBytes(300)) => ({
  Dockerfile: `FROM scratch AS first\nCOPY data /one\nFROM scratch\nCOPY --from=first /one /${target}\n`,
  data: secret.toString('hex'),
});

const cachedFirst = '[first 1/1] COPY data /one';

/** Digests of the layers of the cache that a job wrote. */
async function layersOf({ main }: Attempt, registry: RegistryClient, repository: string): Promise<string[]> {
  const reference = main.outputs['cache-ref'] ?? '';
  const cache = await registry.manifest(repository, reference.slice(reference.lastIndexOf(':') + 1));
  return (cache?.body.layers ?? []).map(({ digest }) => digest);
}

/** Does something to every layer that is fetched. */
function harm(proxy: FaultyRegistry, layers: readonly string[], action: Action, when?: Rule['when']): void {
  const match = { method: 'GET', kind: 'blob', reference: new RegExp(layers.join('|')) } as const;
  proxy.setRules([{ match, action, ...(when && { when }) }]);
}

describe.concurrent('a layer of the cache is damaged, cut short, refused, gone, or a page in its place', () => {
  test.concurrent.for<[string, Action, string, Rule['when']?]>([
    ['one byte differs', oneByte, 'unexpected commit digest'],
    ['one byte differs, in the first answer alone', oneByte, 'unexpected commit digest', { first: 1 }],
    ['a 200 with a page', answer(200, page), 'short read'],
    ['403', answer(403), '403 Forbidden'],
    ['410', answer(410), '410 Gone'],
  ])(
    '%s: the build runs without the import, with one warning that names both',
    async ([, action, words, when], { attempt, startProxy, registry, repository }) => {
      const proxy = await startProxy();
      const data = randomBytes(300);
      const job = { registry: proxy.address, event: pushEvent() };
      const first = await attempt({ ...job, files: files('two', data) });
      harm(proxy, await layersOf(first, registry, repository), action, when);
      const { main, warnings } = await attempt({ ...job, files: files('three', data) });
      succeeded(main);
      expect(warnings).toStrictEqual([expect.stringMatching(/^Attempt 1 failed, .*: trying again without it now\.$/)]);
      expect(warnings[0]).toContain(`the build could not use the imported cache ${first.main.outputs['cache-ref']}`);
      expect(warnings[0]).toContain(words);
      expect(main.outputs['cache-source']).toBe('none');
    },
  );

  test.concurrent('a RUN on top of it, and the image is loaded', async ({
    attempt,
    startProxy,
    registry,
    repository,
  }) => {
    const proxy = await startProxy();
    const dockerfile = (last: string) =>
      `FROM debian:bookworm-slim\nRUN head -c 1000 /dev/urandom > /one\nRUN echo ${last}\n`;
    const job = { registry: proxy.address, event: pushEvent() };
    const first = await attempt({ ...job, files: { Dockerfile: dockerfile('one') } });
    harm(proxy, await layersOf(first, registry, repository), oneByte);
    const { main, warnings } = await attempt({
      ...job,
      files: { Dockerfile: dockerfile('two') },
      inputs: { load: 'true', tags: 'two' },
    });
    succeeded(main);
    expect(warnings).toStrictEqual([expect.stringContaining('unexpected commit digest')]);
  });

  test.concurrent('what a failed attempt left is left out likewise', async ({
    attempt,
    startProxy,
    registry,
    repository,
  }) => {
    const proxy = await startProxy();
    const data = randomBytes(300);
    const broken = files('two', data);
    const job = { registry: proxy.address, event: pushEvent() };
    await attempt({ ...job, files: { ...broken, Dockerfile: `${broken.Dockerfile}RUN ["/nothing"]\n` } });
    const [wip = ''] = await registry.tags(repository).then((tags) => tags.filter((tag) => tag.endsWith('-wip')));
    const left = await registry.manifest(repository, wip);
    harm(
      proxy,
      (left?.body.layers ?? []).map(({ digest }) => digest),
      oneByte,
    );
    const { main, warnings } = await attempt({ ...job, files: files('three', data) });
    succeeded(main);
    expect(warnings).toStrictEqual([expect.stringContaining(`${wip} (failed commit on ref`)]);
  });

  test.concurrent('a cache of "cache-from" is left out likewise', async ({
    attempt,
    startProxy,
    registry,
    repository,
  }) => {
    const proxy = await startProxy();
    const data = randomBytes(300);
    const job = { registry: proxy.address, event: pushEvent() };
    const first = await attempt({ ...job, files: files('two', data) });
    harm(proxy, await layersOf(first, registry, repository), oneByte);
    const from = { 'cache-from': first.main.outputs['cache-ref'] ?? '', cache: 'off' };
    const { main, warnings } = await attempt({ ...job, files: files('three', data), inputs: from });
    succeeded(main);
    expect(warnings).toStrictEqual([expect.stringContaining(`the imported cache ${from['cache-from']} (failed`)]);
  });

  test.concurrent('a layer whose content is no archive, though its digest is right', async ({
    attempt,
    registry,
    repository,
    testbed,
  }) => {
    const data = randomBytes(300);
    const job = { event: pushEvent() };
    const first = await attempt({ ...job, files: files('two', data) });
    const garbage = await putBlob(testbed.registry, repository, Buffer.from('this is no archive'));
    await replant(first, { registry, repository, address: testbed.registry }, ({ config, layers }) => ({
      config: layers.reduce((text, { digest }) => text.replaceAll(digest, garbage.digest), config),
      layers: layers.slice(0, 1).map((layer) => ({ ...layer, ...garbage })),
    }));
    const { main, warnings } = await attempt({ ...job, files: files('three', data) });
    succeeded(main);
    expect(warnings, main.log).toStrictEqual([expect.stringContaining('the build could not use the imported cache')]);
  });
});

describe.concurrent('the configuration of a cache is none, cut short, or names layers that are not there', () => {
  test.concurrent.for<[string, (config: string) => string]>([
    ['no JSON', () => 'this is no JSON'],
    ['an empty object', () => '{}'],
    ['cut short', (config) => config.slice(0, -10)],
    ['with layers that are not there', (config) => config.replaceAll(/"layer":\d+/g, '"layer":99')],
  ])('a configuration: %s', async ([, change], { attempt, registry, repository, testbed }) => {
    const data = randomBytes(300);
    const job = { event: pushEvent() };
    const first = await attempt({ ...job, files: files('two', data) });
    await replant(first, { registry, repository, address: testbed.registry }, ({ config, layers }) => ({
      config: change(config),
      layers,
    }));
    const { main } = await attempt({ ...job, files: files('three', data) });
    expect(instructionsOf(succeeded(main)).executed).toContain(cachedFirst);
  });
});

type CacheParts = { readonly config: string; readonly layers: readonly Layer[] };

/** Puts another cache in the place of the one that a job wrote. */
async function replant(
  { main }: Attempt,
  { registry, repository, address }: { registry: RegistryClient; repository: string; address: string },
  change: (parts: CacheParts) => CacheParts,
): Promise<void> {
  const reference = main.outputs['cache-ref'] ?? '';
  const tag = reference.slice(reference.lastIndexOf(':') + 1);
  const { mediaType, body } = await readManifest(registry, repository, tag);
  const text = (await registry.blob(repository, body.config?.digest ?? '')).toString();
  const { config, layers } = change({ config: text, layers: body.layers ?? [] });
  const written = { ...body.config, ...(await putBlob(address, repository, Buffer.from(config))) };
  await registry.putManifest(repository, tag, mediaType, JSON.stringify({ ...body, config: written, layers }));
}

async function putBlob(
  registry: string,
  repository: string,
  bytes: Buffer<ArrayBuffer>,
): Promise<{ digest: string; size: number }> {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const begun = await fetch(`http://${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(begun.headers.get('location') ?? '', `http://${registry}`);
  place.searchParams.set('digest', digest);
  const ended = await fetch(place, { method: 'PUT', body: bytes });
  expect(ended.status).toBe(201);
  return { digest, size: bytes.length };
}

describe.concurrent('a layer of the cache answers 429', () => {
  test.concurrent('it is asked once more, and the cache is used', async ({
    attempt,
    startProxy,
    registry,
    repository,
  }) => {
    const proxy = await startProxy();
    const data = randomBytes(300);
    const job = { registry: proxy.address, event: pushEvent() };
    const first = await attempt({ ...job, files: files('two', data) });
    harm(proxy, await layersOf(first, registry, repository), answer(429), { first: 5 });
    const { main, warnings } = await attempt({ ...job, files: files('three', data) });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, the registry answered 429: trying again in 3.0 s.']);
    expect(instructionsOf(main).cached).toContain(cachedFirst);
    expect(main.outputs['cache-source']).toBe('own');
  });
});

describe.concurrent('a layer of a base image is damaged once', () => {
  test.concurrent('it is fetched once more', async ({ attempt, startProxy }) => {
    const match = { method: 'GET', kind: 'blob' } as const;
    const proxy = await startProxy([
      {
        match: { ...match, repository: 'library/debian' },
        when: { nth: [2] },
        action: { kind: 'corrupt', byte: 5000 },
      },
    ]);
    const Dockerfile = `FROM ${proxy.address}/library/debian:bookworm-slim\nRUN true\n`;
    const { main, warnings } = await attempt({ files: { Dockerfile }, inputs: { retries: '0' } });
    succeeded(main);
    expect(warnings).toStrictEqual([expect.stringMatching(/^Attempt 1 failed, a layer arrived damaged \(.*digest/)]);
  });
});

describe.concurrent('COPY names a file that is not there, and there is a cache', () => {
  test.concurrent.for([
    [
      'COPY typo.txt /b',
      'COPY names typo.txt, which is not in the context services/api (or .dockerignore leaves it out).',
    ],
    ['COPY --from=first /typo.txt /b', 'COPY names /typo.txt, which is not in first.'],
  ])("%s is the Dockerfile's own failure and built once", async ([line, sentence], { attempt }) => {
    const job = { event: pushEvent(), inputs: { context: 'services/api' } };
    const { Dockerfile, data } = files('two');
    const inContext = (text: string) => ({ 'services/api/Dockerfile': text, 'services/api/data': data });
    succeeded((await attempt({ ...job, files: inContext(Dockerfile) })).main);
    const { main, errors, warnings } = await attempt({ ...job, files: inContext(`${Dockerfile}${line}\n`) });
    expect(main.exitCode).toBe(1);
    expect(errors).toStrictEqual([sentence]);
    expect(warnings).toStrictEqual([]);
  });
});
