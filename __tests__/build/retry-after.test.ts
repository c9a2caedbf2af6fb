import { describe, expect, test } from 'vitest';
import { askForRetryAfter, findRefused } from '../../src/build/retry-after.ts';
import type { HeadAnswer } from '../../src/registry/client.ts';
import { formatReference, parseReference } from '../../src/text/reference.ts';

const tag = 'ghcr.io/o/app:v1';
const status = 'unexpected status from';

describe('findRefused', () => {
  test.each<[string, string, 'read' | 'write']>([
    [
      `failed to push ${tag}: ${status} POST request to https://ghcr.io/v2/o/app/blobs/uploads/: 429`,
      'ghcr.io/o/app:latest',
      'write',
    ],
    [
      `${status} PUT request to http://localhost:5000/v2/a/manifests/v2: 429 Too Many Requests`,
      'localhost:5000/a:v2',
      'write',
    ],
    [
      `${status} GET request to https://registry-1.docker.io/v2/library/debian/manifests/sha256:${'0'.repeat(64)}: 429`,
      `docker.io/library/debian@sha256:${'0'.repeat(64)}`,
      'read',
    ],
    [
      `${status} GET request to http://localhost:5000/v2/a/manifests/v2?ns=docker.io: 429`,
      'localhost:5000/a:v2',
      'read',
    ],
    ['failed to push ghcr.io/o/other:v3: toomanyrequests: slow down', 'ghcr.io/o/other:v3', 'write'],
    ['toomanyrequests: slow down', tag, 'write'],
  ])('reads %s', (message, reference, act) => {
    const refused = findRefused(message, parseReference(tag));
    expect(refused && { ...refused, reference: formatReference(refused.reference) }).toStrictEqual({ reference, act });
  });

  test('finds nothing where nothing is named', () => {
    expect(findRefused('toomanyrequests', undefined)).toBeUndefined();
  });
});

describe('askForRetryAfter', () => {
  const found: HeadAnswer = { kind: 'found', digest: 'sha256:0', mediaType: '', size: 1 };
  const refusal = (retryAfterSeconds?: number) =>
    ({ kind: 'failed', reason: '', status: 429, ...(retryAfterSeconds && { retryAfterSeconds }) }) as const;
  const reference = parseReference(tag);
  const registry = (head: HeadAnswer, upload: ReturnType<typeof refusal> | { kind: 'taken' }) => ({
    headManifest: async () => head,
    tryUpload: async () => upload,
  });

  test.each([
    ['an upload where only those are limited', registry(found, refusal(4)), 'write', 4],
    ['the longer one where both are', registry(refusal(9), refusal(4)), 'write', 9],
    ['nobody where the registry has recovered', registry(found, { kind: 'taken' }), 'write', undefined],
    ['nothing where it names no time', registry(found, refusal()), 'write', undefined],
    ['no upload where something was read', registry(refusal(5), refusal(40)), 'read', 5],
  ] as const)('goes by %s', async (_, client, act, seconds) => {
    expect(await askForRetryAfter({ reference, act }, client)).toBe(seconds);
  });
});
