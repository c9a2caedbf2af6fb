import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../src/cache/plan.ts';
import { findCacheSource, type ManifestAnswer, type ManifestProbe } from '../../src/cache/source.ts';
import { formatReference, parseReference, type Reference } from '../../src/text/reference.ts';

const own: Candidate = { role: 'own', reference: parseReference('ghcr.io/octo-org/app:own'), name: 'pull request 12' };
const head: Candidate = {
  role: 'head',
  reference: parseReference('ghcr.io/octo-org/app:head'),
  name: 'branch feature/a',
};
const main: Candidate = {
  role: 'default',
  reference: parseReference('ghcr.io/octo-org/app:main'),
  name: 'branch main',
};
const candidates = [own, head, main];

const found = { kind: 'found', digest: `sha256:${'5'.repeat(64)}` } as const;
const missing = { kind: 'missing' } as const;
const down = { kind: 'failed', reason: 'ghcr.io answered 503 for octo-org/app.' } as const;

/** A registry that answers when the test says so. */
function registry() {
  const answers = new Map(candidates.map(({ reference }) => [reference, Promise.withResolvers<ManifestAnswer>()]));
  const asked: Reference[] = [];
  const client: ManifestProbe = {
    headManifest(reference) {
      asked.push(reference);
      return (
        answers.get(reference)?.promise ??
        Promise.reject(new Error(`nobody said what ${formatReference(reference)} is`))
      );
    },
  };
  return {
    client,
    asked,
    answer: (to: Candidate, answer: ManifestAnswer) => answers.get(to.reference)?.resolve(answer),
  };
}

function search(...answers: readonly ManifestAnswer[]) {
  return searchFor(true, ...answers);
}

function searchFor(writesOne: boolean, ...answers: readonly ManifestAnswer[]) {
  const { client, answer } = registry();
  for (const [i, candidate] of candidates.entries()) answer(candidate, answers[i] ?? missing);
  return findCacheSource(candidates, client, writesOne);
}

describe('the cache source', () => {
  test('is the first candidate that exists', async () => {
    expect(await search(missing, found, found)).toStrictEqual({
      cacheSource: { role: 'head', reference: head.reference, digest: found.digest },
      explanations: [
        `Importing cache from ghcr.io/octo-org/app:head (branch feature/a): pull request 12 has none yet.`,
      ],
      warnings: [],
    });
  });

  test('is explained by one line without reasons when it is the first of all', async () => {
    const { explanations } = await search(found);
    expect(explanations).toStrictEqual([`Importing cache from ghcr.io/octo-org/app:own (pull request 12).`]);
  });

  test('is nobody on the first run, which is one line and no warning', async () => {
    expect(await search(missing, missing, missing)).toStrictEqual({
      cacheSource: undefined,
      explanations: ['No cache to import: there is none yet of pull request 12, branch feature/a, branch main.'],
      warnings: [],
    });
  });

  test('is nobody where the login was taken and the manifest refused, which may be a repository that does not exist', async () => {
    const hidden = { kind: 'failed', cause: 'hidden', reason: 'ghcr.io answers 403.' } as const;
    expect(await search(hidden, missing, hidden)).toStrictEqual({
      cacheSource: undefined,
      explanations: [
        'No cache to import: there is none yet of pull request 12, branch feature/a, branch main, or the login may not read it: ghcr.io answers 403.',
      ],
      warnings: [],
    });
    expect(await search(hidden, found)).toMatchObject({
      explanations: [
        `Importing cache from ${formatReference(head.reference)} (branch feature/a): pull request 12 has none yet.`,
      ],
      warnings: [],
    });
  });

  test('is a warning where the manifest was refused and the run writes none, so that nothing else would tell', async () => {
    const hidden = { kind: 'failed', cause: 'hidden', reason: 'ghcr.io answers 403.' } as const;
    expect(await searchFor(false, hidden, missing, hidden)).toStrictEqual({
      cacheSource: undefined,
      explanations: [],
      warnings: [
        'No cache to import: there is none yet of pull request 12, branch feature/a, branch main, or the login may not read it: ghcr.io answers 403. If there is one, every such build begins without it: give the login the right to read it.',
      ],
    });
    expect((await searchFor(false, missing, missing, missing)).warnings).toStrictEqual([]);
    expect((await searchFor(false, hidden, found)).warnings).toStrictEqual([]);
  });

  test('is nobody where there is nobody to ask', async () => {
    expect(await findCacheSource([], registry().client, true)).toStrictEqual({
      cacheSource: undefined,
      explanations: [],
      warnings: [],
    });
  });
});

describe('a registry that does not say', () => {
  test('is not taken for a missing cache: the next is tried and one warning says why', async () => {
    expect(await search(down, missing, found)).toStrictEqual({
      cacheSource: { role: 'default', reference: main.reference, digest: found.digest },
      explanations: [
        `Importing cache from ghcr.io/octo-org/app:main (branch main): pull request 12 could not be looked up, branch feature/a has none yet.`,
      ],
      warnings: [
        'The cache of pull request 12 could not be looked up, the build goes on with another one: ghcr.io answered 503 for octo-org/app.',
      ],
    });
  });

  test('is one warning with each reason once, however many were asked', async () => {
    const slow = { kind: 'failed', reason: 'ghcr.io did not answer within 5 s.' } as const;
    expect(await search(down, slow, down)).toStrictEqual({
      cacheSource: undefined,
      explanations: [],
      warnings: [
        'The cache of pull request 12, branch feature/a, branch main could not be looked up, the build goes on without a cache: ghcr.io answered 503 for octo-org/app. ghcr.io did not answer within 5 s.',
      ],
    });
  });

  const late = { kind: 'failed', reason: 'ghcr.io did not answer within 20 s.', cause: 'late' } as const;

  test('in time has its cache imported all the same, where no other is known to be there', async () => {
    expect(await search(missing, late, late)).toStrictEqual({
      cacheSource: { role: 'head', reference: head.reference, digest: undefined },
      explanations: [
        `Importing cache from ghcr.io/octo-org/app:head (branch feature/a): pull request 12 has none yet, branch feature/a could not be looked up, branch main could not be looked up.`,
      ],
      warnings: [
        'The cache of branch feature/a, branch main could not be looked up, the build tries to import that of branch feature/a all the same: ghcr.io did not answer within 20 s.',
      ],
    });
    expect((await search(late, missing, found)).cacheSource?.role).toBe('default');
  });

  test('is not warned of when a better candidate was found', async () => {
    expect((await search(found, down, down)).warnings).toStrictEqual([]);
  });

  test('may also throw', async () => {
    const client: ManifestProbe = { headManifest: () => Promise.reject(new Error('ghcr.io hung up.')) };
    expect((await findCacheSource([own], client, true)).warnings).toStrictEqual([
      'The cache of pull request 12 could not be looked up, the build goes on without a cache: ghcr.io hung up.',
    ]);
  });
});

describe('the search', () => {
  test('asks for all candidates before the first has answered', async () => {
    const { client, asked, answer } = registry();
    const pending = findCacheSource(candidates, client, true);
    expect(asked).toStrictEqual(candidates.map(({ reference }) => reference));
    answer(own, found);
    await pending;
  });

  test('does not wait for the candidates behind the one that was found', async () => {
    const { client, answer } = registry();
    const pending = findCacheSource(candidates, client, true);
    answer(head, found);
    answer(own, missing);
    expect((await pending).cacheSource?.role).toBe('head');
  });

  test('waits for the better candidate although a later one has answered', async () => {
    const { client, answer } = registry();
    const pending = findCacheSource(candidates, client, true);
    answer(head, found);
    answer(main, found);
    const early = await Promise.race([pending, new Promise((resolve) => setImmediate(resolve, 'still waiting'))]);
    expect(early).toBe('still waiting');
    answer(own, found);
    expect((await pending).cacheSource?.role).toBe('own');
  });

  test('lets a late failure pass unheard', async () => {
    const late = Promise.withResolvers<ManifestAnswer>();
    const client: ManifestProbe = {
      headManifest: (reference) => (reference === own.reference ? Promise.resolve(found) : late.promise),
    };
    const { cacheSource, warnings } = await findCacheSource([own, main], client, true);
    late.reject(new Error('too late'));
    // An unhandled rejection would fail the test run.
    await new Promise((resolve) => setImmediate(resolve));
    expect([cacheSource?.role, warnings]).toStrictEqual(['own', []]);
  });
});
