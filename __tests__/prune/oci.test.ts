import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Deletion, DeletionApi } from '../../src/prune/deletion-api.ts';
import { manifestDeletion, tagDeletion } from '../../src/prune/oci.ts';
import { readDigests } from '../../src/prune/read-cache.ts';
import { type Answer, at, client, serve, type TestServer } from '../registry/server.ts';

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const ONE = digestOf('one');
const TWO = digestOf('two');
const DELETED = { kind: 'deleted', frees: true };
const error = (code: string): string => JSON.stringify({ errors: [{ code, message: code }] });

/** How a registry answers a deletion: by tag, by digest. */
interface Kind {
  readonly tag: (tags: Map<string, string>, tag: string) => readonly [number, string?];
  readonly digest: (tags: Map<string, string>, digest: string) => readonly [number, string?];
}

const untag: Kind['tag'] = (tags, tag) => (tags.delete(tag) ? [202] : [404, error('MANIFEST_UNKNOWN')]);
const drop: Kind['digest'] = (tags, digest) => {
  const found = [...tags].filter(([, each]) => each === digest);
  for (const [tag] of found) tags.delete(tag);
  return [202];
};
const refuse =
  (status: number, code: string): Kind['tag'] =>
  () => [status, error(code)];

const DISTRIBUTION_3: Kind = { tag: untag, digest: drop };
const DISTRIBUTION_2: Kind = { tag: refuse(400, 'DIGEST_INVALID'), digest: drop };
const BY_DIGEST_ONLY: Kind = { tag: refuse(400, 'MANIFEST_INVALID'), digest: drop };
const READ_ONLY: Kind = { tag: refuse(405, 'UNSUPPORTED'), digest: refuse(405, 'UNSUPPORTED') };
/** ECR: every deletion is a 404, and the image is still there. */
const NOT_FOUND: Kind = { tag: () => [404], digest: () => [404] };

interface Registry {
  readonly server: TestServer;
  readonly tags: Map<string, string>;
  readonly deletions: () => string[];
}

async function start(kind: Kind, held: Record<string, string>): Promise<Registry> {
  const tags = new Map(Object.entries(held));
  const digests = new Set(tags.values());
  const answer: Answer = ({ method, url }, response) => {
    const name = url.slice(url.lastIndexOf('/') + 1);
    if (method === 'DELETE') {
      const [status, body] = (name.startsWith('sha256:') ? kind.digest : kind.tag)(tags, name);
      response.writeHead(status).end(body);
      return;
    }
    const digest = tags.get(name) ?? (digests.has(name) ? name : undefined);
    if (digest === undefined) response.writeHead(404).end(error('MANIFEST_UNKNOWN'));
    else response.writeHead(200, { 'docker-content-digest': digest, 'content-length': '2' }).end();
  };
  const server = await serve(answer);
  const deletions = () => server.lines().flatMap((line) => /^DELETE .*\/([^/]+)$/.exec(line)?.[1] ?? []);
  return { server, tags, deletions };
}

async function open({ server, tags }: Registry, stale: readonly string[]): Promise<DeletionApi> {
  const repository = at(server, 'o/app');
  const registry = client();
  return manifestDeletion(
    registry,
    repository,
    await readDigests(registry, repository, [...tags.keys()]),
    new Set(stale),
  );
}

async function removeAll(registry: Registry, stale: Record<string, string>): Promise<Deletion[]> {
  const way = await open(registry, Object.keys(stale));
  const ends: Deletion[] = [];
  for (const [tag, digest] of Object.entries(stale)) ends.push(await way({ tag, digest }));
  return ends;
}

describe('a cache goes', () => {
  test('with its tag and then its manifest, where single tags can be deleted', async () => {
    const registry = await start(DISTRIBUTION_3, { own: ONE, main: TWO });
    expect(await removeAll(registry, { own: ONE })).toStrictEqual([DELETED]);
    expect([registry.deletions(), [...registry.tags.keys()]]).toStrictEqual([['own', ONE], ['main']]);
  });

  test.each([
    ['as in 2.8', DISTRIBUTION_2],
    ['as an invalid manifest', BY_DIGEST_ONLY],
  ])('by its digest, where a tag is refused %s, which is asked once', async (_, kind) => {
    const registry = await start(kind, { a: ONE, b: TWO, main: digestOf('main') });
    expect(await removeAll(registry, { a: ONE, b: TWO })).toStrictEqual([DELETED, DELETED]);
    expect([registry.deletions(), [...registry.tags.keys()]]).toStrictEqual([['a', ONE, TWO], ['main']]);
  });

  test.each([
    ['where single tags can be deleted', DISTRIBUTION_3, ['own', ONE]],
    ['where they cannot', DISTRIBUTION_2, ['own', ONE]],
  ])('with all of its tags when all are stale, %s', async (_, kind, deletions) => {
    const registry = await start(kind, { own: ONE, 'own-wip': ONE });
    expect(await removeAll(registry, { own: ONE, 'own-wip': ONE })).toStrictEqual([DELETED, DELETED]);
    expect([registry.deletions(), registry.tags.size]).toStrictEqual([deletions, 0]);
  });

  test('without its manifest, where the registry does not delete those', async () => {
    const registry = await start({ tag: untag, digest: refuse(405, 'UNSUPPORTED') }, { own: ONE });
    expect(await removeAll(registry, { own: ONE })).toStrictEqual([{ kind: 'deleted', frees: false }]);
  });
});

describe('a manifest that another tag points to is not deleted', () => {
  test('but the tag is, where single tags can be deleted', async () => {
    const registry = await start(DISTRIBUTION_3, { own: ONE, v1: ONE });
    expect(await removeAll(registry, { own: ONE })).toStrictEqual([{ kind: 'deleted', frees: false }]);
    expect([registry.deletions(), [...registry.tags.keys()]]).toStrictEqual([['own'], ['v1']]);
  });

  test('and the tag stays, where they cannot', async () => {
    const registry = await start(DISTRIBUTION_2, { own: ONE, v1: ONE });
    const reason = 'v1 has the same manifest, and the registry deletes no single tag';
    expect(await removeAll(registry, { own: ONE })).toStrictEqual([{ kind: 'kept', reason }]);
    expect([registry.deletions(), [...registry.tags.keys()]]).toStrictEqual([['own'], ['own', 'v1']]);
  });
});

describe('nothing is deleted', () => {
  test('when a tag was written again since it was judged', async () => {
    const registry = await start(DISTRIBUTION_3, { own: TWO });
    expect(await removeAll(registry, { own: ONE })).toStrictEqual([
      { kind: 'kept', reason: 'it was written again meanwhile' },
    ]);
    expect(registry.deletions()).toStrictEqual([]);
  });

  test.each([
    ['says so', READ_ONLY, ['own', ONE]],
    ['says that it is not there', NOT_FOUND, ['own', ONE]],
  ])('by a registry that %s', async (_, kind, deletions) => {
    const registry = await start(kind, { own: ONE });
    expect(await removeAll(registry, { own: ONE })).toMatchObject([{ kind: 'unsupported' }]);
    expect([registry.deletions(), [...registry.tags.keys()]]).toStrictEqual([deletions, ['own']]);
  });

  test('twice: a tag that is gone already stays so', async () => {
    const registry = await start(DISTRIBUTION_3, { own: ONE });
    const way = await open(registry, ['own']);
    registry.tags.delete('own');
    expect(await way({ tag: 'own', digest: ONE })).toStrictEqual({ kind: 'kept', reason: 'it was gone already' });
  });

  test('without the right', async () => {
    const denied: Kind = { tag: refuse(403, 'DENIED'), digest: refuse(403, 'DENIED') };
    const registry = await start(denied, { own: ONE });
    expect(await removeAll(registry, { own: ONE })).toMatchObject([{ kind: 'failed', status: 403 }]);
  });

  test('when the digest of any tag cannot be told', async () => {
    const server = await serve(({ url }, response) => response.writeHead(url.endsWith('/b') ? 500 : 404).end());
    const digests = readDigests(client(), at(server, 'o/app'), ['a', 'b', 'c']);
    await expect(digests).rejects.toThrow(/^Looking for .*\/o\/app:b failed: .* answers 500\.$/);
  });
});

test('by tag alone nothing is read or deleted but the tag', async () => {
  const registry = await start(DISTRIBUTION_3, { own: ONE, main: ONE });
  const way = tagDeletion(client(), at(registry.server, 'o/app'));
  expect(await way({ tag: 'own', digest: ONE })).toStrictEqual(DELETED);
  expect(registry.server.lines()).toStrictEqual(['DELETE /v2/o/app/manifests/own']);
});
