import { describe, expect, test } from 'vitest';
import { findMissingImage } from '../../src/build/docker-image.ts';

describe('the image that BuildKit failed to find', () => {
  test.each([
    ['localhost:5000/a:x: not found', 'absent'],
    [
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      'absent',
    ],
    ['unexpected status from HEAD request to https://ghcr.io/v2/o/a/manifests/x: 403 Forbidden', 'absent'],
    ['failed to authorize: failed to fetch anonymous token: 401 Unauthorized', 'absent'],
    ['failed to do request: Head "http://localhost:5000/": dial tcp: connect: connection refused', 'unknown'],
    ['unexpected status from HEAD request to https://ghcr.io/v2/o/a/manifests/x: 503 Service Unavailable', 'unknown'],
  ])('is %s: %s', (why, there) => {
    const reference = 'localhost:5000/a:x';
    const message = `a:x: failed to resolve source metadata for ${reference}: ${why}`;
    expect(findMissingImage(message)).toStrictEqual({ reference, there });
  });

  test('is none where something else failed', () => {
    expect(findMissingImage('process "/bin/sh -c false" did not complete successfully: exit code: 1')).toBeUndefined();
  });
});
