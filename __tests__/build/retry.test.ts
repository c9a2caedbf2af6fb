import { describe, expect, test } from 'vitest';
import { type Attempt, isThrottled, planRetry } from '../../src/build/retry.ts';
import type { BuildFailure, FailurePhase } from '../../src/trace/failure.ts';
import { step as makeStep } from '../fixtures/steps.ts';

const first: Attempt = {
  number: 1,
  allowed: 3,
  imports: ['ghcr.io/o/app:cache'],
  stateInMemory: false,
  isStateFull: false,
  builder: 'ours',
  connections: 'ours',
  retryAfterSeconds: undefined,
};

function fail(phase: FailurePhase, message: string, more: Partial<BuildFailure> = {}): BuildFailure {
  return { message, phase, step: undefined, dockerfile: undefined, exitCode: undefined, logTail: [], ...more };
}

const toRegistry = 'from PUT request to https://ghcr.io/v2/o/app/blobs/uploads/1';
const again = { milliseconds: 3000, builder: 'same', imports: 'same', exports: 'same' };

describe('a failure that goes by itself is repeated on the same builder', () => {
  test.each<[FailurePhase, string, string]>([
    [
      'push',
      `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 500 Internal Server Error`,
      'answered 500',
    ],
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 502 Bad Gateway`, 'answered 502'],
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 429 Too Many Requests`, 'answered 429'],
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 408 Request Timeout`, 'answered 408'],
    [
      'base',
      'failed to resolve source metadata for docker.io/library/a:1: toomanyrequests: You have reached …',
      'answered 429',
    ],
    ['push', 'failed to push ghcr.io/o/app:v1: unknown: blob upload unknown to registry', 'lost the upload of a layer'],
    [
      'push',
      'failed to push ghcr.io/o/app:v1: read tcp 10.0.0.1:1->10.0.0.2:2: read: connection reset by peer',
      'broke',
    ],
    ['push', 'failed to push ghcr.io/o/app:v1: write tcp 10.0.0.1:1->10.0.0.2:2: write: broken pipe', 'broke'],
    ['push', 'failed to push ghcr.io/o/app:v1: Put "https://ghcr.io/v2/": EOF', 'broke'],
    [
      'push',
      'failed to do request: Put "http://x/v2/a": readfrom tcp 10.0.0.1:1->10.0.0.2:2: write tcp 10.0.0.1:1->10.0.0.2:2: use of closed network connection',
      'broke',
    ],
    [
      'push',
      'failed to push ghcr.io/o/app:v1: dial tcp 127.0.0.1:5: connect: connection refused',
      'refused the connection',
    ],
    [
      'push',
      'failed to push ghcr.io/o/app:v1: dial tcp: lookup ghcr.io on 10.0.0.1:53: no such host',
      'did not resolve',
    ],
    ['base', 'failed to do request: Head "https://x": dial tcp 1.2.3.4:443: i/o timeout', 'did not answer in time'],
    ['base', 'failed to do request: Head "https://x": net/http: TLS handshake timeout', 'did not answer in time'],
    [
      'credentials',
      'failed to fetch oauth token: unexpected status from GET request to https://x/token: 502 Bad Gateway',
      'answered 502',
    ],
    [
      'instruction',
      'failed to copy blob: unexpected status from GET request to https://x/v2/a: 503 Service Unavailable',
      'answered 503',
    ],
  ])('%s: %s', (phase, message, reason) => {
    const retry = planRetry(fail(phase, message), first);
    expect(retry).toStrictEqual({ ...again, reason: expect.stringContaining(reason) });
  });

  test('a registry that fell silent during the push', () => {
    const step = makeStep('exporting to image', { state: 'running' });
    const failure = fail('silence', 'whatever was said', { step });
    expect(planRetry(failure, first)).toStrictEqual({ ...again, reason: 'the registry said nothing any more' });
  });

  test('a registry that fell silent while a base image was fetched, whatever is imported', () => {
    const step = makeStep('[1/2] FROM docker.io/library/debian:12', { state: 'running' });
    expect(planRetry(fail('silence', 'whatever was said', { step }), first)).toMatchObject(again);
  });

  test('silence is told by its class: words of the same kind are not enough', () => {
    const failure = fail('push', 'the registry said nothing for 5 min 0 s');
    expect(planRetry(failure, first)).toBeUndefined();
  });

  test('after 3, 9 and 27 seconds, and no more often than "retries" allows', () => {
    const failure = fail('push', `unexpected status ${toRegistry}: 500 Internal Server Error`);
    const waits = [1, 2, 3, 4].map((number) => planRetry(failure, { ...first, number })?.milliseconds);
    expect(waits).toStrictEqual([3000, 9000, 27_000, undefined]);
    expect(planRetry(failure, { ...first, allowed: 0 })).toBeUndefined();
  });

  test('after the time that the registry asks for, up to a quarter of an hour', () => {
    const failure = fail('push', `unexpected status ${toRegistry}: 429 Too Many Requests`);
    const wait = (retryAfterSeconds: number) => planRetry(failure, { ...first, retryAfterSeconds })?.milliseconds;
    expect([1, 40, 900, 901].map(wait)).toStrictEqual([3000, 40_000, 900_000, undefined]);
    expect(isThrottled(failure)).toBe(true);
  });

  test("also where the registry's own words hide the status, which BuildKit wrote down before it gave up", () => {
    const told = [
      'error: failed commit: unexpected status',
      `error: unexpected status ${toRegistry}: 500 Error`,
      'unknown: no',
    ];
    const failure = fail('push', 'failed to push ghcr.io/o/app:v2: unknown: no', { logTail: told });
    expect(planRetry(failure, first)?.reason).toBe('the registry answered 500');
    const repeated = [...told, 'retrying in 1s'];
    expect(planRetry({ ...failure, logTail: repeated }, first)).toBeUndefined();
    const denied = fail('push', 'failed to push ghcr.io/o/app:v2: denied: no', { logTail: told });
    expect(planRetry(denied, first)).toBeUndefined();
  });
});

describe('what only a person can mend is not repeated', () => {
  test.each<[FailurePhase, string]>([
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 401 Unauthorized`],
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 403 Forbidden`],
    ['push', `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 413 Payload Too Large`],
    ['push', 'failed to push ghcr.io/o/app:v1: denied: requested access to the resource is denied'],
    ['push', 'failed to push ghcr.io/o/app:v1: unknown: The image tag already exists and is immutable.'],
    ['base', 'docker.io/library/nothing:1: not found'],
    ['frontend', 'dockerfile parse error on line 3: unknown instruction: RUM'],
    ['canceled', 'Canceled: context canceled'],
    ['canceled', 'The build took longer than "timeout" allows (30 min 0 s).'],
  ])('%s: %s', (phase, message) => {
    expect(planRetry(fail(phase, message), { ...first, imports: [] })).toBeUndefined();
  });

  test('a RUN that failed, whatever it printed', () => {
    const message = 'process "/bin/sh -c npm ci" did not complete successfully: exit code: 1';
    const logTail = ['npm error 503 Service Unavailable', 'connection reset by peer'];
    expect(planRetry(fail('instruction', message, { exitCode: 1, logTail }), first)).toBeUndefined();
  });
});

describe('a fault of the cache costs the cache, once, whatever "retries" says', () => {
  const noRetries = { ...first, allowed: 0 };

  const prefix = 'failed to compute cache key: ';
  const open = 'failed to copy: httpReadSeeker: failed open: ';
  const blob = 'https://ghcr.io/v2/o/app/blobs/sha256:1';
  const withoutImport = { milliseconds: 0, builder: 'fresh', imports: 'none', exports: 'same' };
  const unusable = (words: string) => ({
    ...withoutImport,
    reason: `the build could not use the imported cache ghcr.io/o/app:cache (${words})`,
  });

  test.each([
    `${open}content at ${blob} not found: not found`,
    `${open}could not fetch content descriptor sha256:1 (application/vnd.oci.image.layer.v1.tar+zstd) from remote: not found`,
    ...['401 Unauthorized', '403 Forbidden', '404 Not Found', '410 Gone'].map(
      (status) => `${open}unexpected status from GET request to ${blob}: ${status}`,
    ),
    'failed commit on ref "layer-sha256:1": unexpected commit digest sha256:2, expected sha256:1: failed precondition',
    'failed commit on ref "layer-sha256:1": unexpected commit size 5, expected 7: failed precondition',
    'failed to verify layer sha256:1: expected diffID sha256:2, got sha256:3',
    'short read: expected 100179 bytes but got 39: unexpected EOF',
    'failed to extract layer sha256:1: zstd: magic number mismatch',
  ])('a layer that is gone or damaged: %s', (words) => {
    for (const phase of ['instruction', 'base', 'export', 'push'] as const) {
      expect(planRetry(fail(phase, prefix + words), noRetries), phase).toStrictEqual(unusable(words));
      // What is worth no wait is worth none with "retries" either.
      expect(planRetry(fail(phase, prefix + words), first), phase).toStrictEqual(unusable(words));
    }
  });

  test('whatever else fails before the process of a RUN', () => {
    const failure = fail('instruction', 'failed to mount /x: invalid argument');
    expect(planRetry(failure, noRetries)).toStrictEqual(unusable('failed to mount /x: invalid argument'));
    expect(planRetry(failure, { ...noRetries, imports: [] })).toBeUndefined();
  });

  test.each(['429 Too Many Requests', '503 Service Unavailable', '500 Internal Server Error'])(
    'of a layer that answered %s it is asked once more',
    (status) => {
      const failure = fail('instruction', `${prefix}${open}unexpected status from GET request to ${blob}: ${status}`);
      expect(planRetry(failure, first)).toStrictEqual({ ...again, reason: expect.stringContaining('answered') });
      expect(planRetry(failure, { ...first, number: 2 })).toMatchObject(withoutImport);
      expect(planRetry(failure, noRetries)).toMatchObject(withoutImport);
    },
  );

  test.each([
    ['a file that is not there', `${prefix}failed to calculate checksum of ref a::b: "/b.txt": not found`],
    ['a file that is not there', `${prefix}failed to calculate checksum of ref a::b "/b.txt": not found`],
    ['a secret that is not given', 'secret token: not found'],
    ['an agent that is not given', 'no SSH key "default" forwarded from the client'],
  ])("but the Dockerfile's own is never tried twice: %s", (_, message) => {
    for (const imports of [first.imports, []]) {
      expect(planRetry(fail('instruction', message), { ...first, imports })).toBeUndefined();
    }
  });

  test('nor what ADD fetches from elsewhere', () => {
    const step = makeStep('[2/2] ADD https://example.com/a /', { state: 'failed' });
    const failure = fail('instruction', 'failed to load cache key: invalid response status 404', { step });
    expect(planRetry(failure, first)).toBeUndefined();
  });

  test('a layer that the registry does not take over from the repository of the cache', () => {
    const mount = 'https://ghcr.io/v2/o/app/blobs/uploads/?from=o%2Fcache&mount=sha256%3A1';
    const refused = (status: string) =>
      fail('push', `failed to push ghcr.io/o/app:1: unexpected status from POST request to ${mount}: ${status}`);
    for (const status of ['400 Bad Request', '403 Forbidden', '404 Not Found']) {
      expect(planRetry(refused(status), noRetries)).toMatchObject({
        ...withoutImport,
        reason: expect.stringContaining('refused to take over layers of the imported cache ghcr.io/o/app:cache'),
      });
      expect(planRetry(refused(status), { ...first, imports: [] })).toBeUndefined();
    }
    expect(planRetry(refused('503 Service Unavailable'), first)).toMatchObject(again);
  });

  test('silence while it, or a layer of it, is fetched', () => {
    const importing = makeStep('importing cache manifest from ghcr.io/o/app:cache', { state: 'running' });
    const layer = makeStep('[2/3] RUN make', { state: 'running', isExecuted: false });
    for (const step of [importing, layer, undefined]) {
      const retry = planRetry(fail('silence', 'whatever was said', { step }), noRetries);
      expect(retry).toMatchObject({ builder: 'fresh', imports: 'none', exports: 'same', milliseconds: 0 });
    }
  });

  test('silence while it is exported', () => {
    const step = makeStep('exporting cache to registry', { state: 'running' });
    const retry = planRetry(fail('silence', 'whatever was said', { step }), noRetries);
    expect(retry).toMatchObject({ builder: 'same', imports: 'same', exports: 'none', milliseconds: 0 });
  });
});

test('a damaged layer of a base image is fetched once more, by a fresh builder', () => {
  const message = 'failed commit on ref "layer-sha256:1": unexpected commit digest sha256:2, expected sha256:1';
  for (const phase of ['base', 'instruction'] as const) {
    const retry = planRetry(fail(phase, message), { ...first, imports: [], allowed: 0 });
    expect(retry).toMatchObject({ builder: 'fresh', milliseconds: 0, reason: expect.stringContaining('damaged') });
    expect(planRetry(fail(phase, message), { ...first, imports: [], number: 2, allowed: 0 })).toBeUndefined();
  }
});

describe('a registry that bears few connections', () => {
  const refused = fail(
    'push',
    `failed to push ghcr.io/o/app:v1: unexpected status ${toRegistry}: 429 Too Many Requests`,
  );
  const second = { ...first, number: 2 };

  test('gets few of them from the third attempt on', () => {
    expect(planRetry(refused, first)).toMatchObject({ builder: 'same' });
    expect(planRetry(refused, second)).toMatchObject({ builder: 'patient', milliseconds: 9000, imports: 'same' });
    expect(planRetry(refused, { ...second, builder: 'restarted' })).toMatchObject({ builder: 'same' });
  });

  test("keeps the number that the user's configuration gives it", () => {
    expect(planRetry(refused, { ...second, connections: 'given' })).toMatchObject({ builder: 'same' });
  });

  test('is not meant where it does not answer at all', () => {
    const gone = fail('push', 'failed to push ghcr.io/o/app:v1: dial tcp 127.0.0.1:5: connect: connection refused');
    expect(planRetry(gone, second)).toMatchObject({ builder: 'same' });
  });
});

describe('the builder', () => {
  const full = 'failed to copy files: write /app/x: no space left on device';
  const dead = fail(
    'builder',
    'failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
  );

  test('that is gone is replaced once', () => {
    expect(planRetry(dead, first)).toMatchObject({ builder: 'fresh', imports: 'same', milliseconds: 0 });
    expect(planRetry(dead, { ...first, builder: 'restarted' })).toBeUndefined();
  });

  test('at an endpoint is asked once more, and is called no registry', () => {
    const refused = fail('builder', 'listing workers for Build: connection error: dial tcp: connection refused');
    const endpoint = { ...first, builder: 'endpoint' } as const;
    expect(planRetry(refused, endpoint)).toMatchObject({
      reason: 'BuildKit at "endpoint" does not answer',
      milliseconds: 3000,
    });
    expect(planRetry(refused, { ...endpoint, number: 2 })).toBeUndefined();
  });

  test('whose memory is full is replaced by one on disk, and a full disk is told', () => {
    expect(planRetry(fail('instruction', full), { ...first, stateInMemory: true })).toMatchObject({
      builder: 'on disk',
    });
    expect(planRetry(fail('instruction', full), first)).toBeUndefined();
  });

  test('whose memory a RUN filled is replaced too, but only where it was found full', () => {
    const message = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
    const failure = fail('instruction', message, { exitCode: 2, logTail: ['cc: No space left on device'] });
    const inMemory = { ...first, stateInMemory: true };
    expect(planRetry(failure, { ...inMemory, isStateFull: true })).toMatchObject({ builder: 'on disk' });
    expect(planRetry(failure, inMemory)).toBeUndefined();
    expect(planRetry(failure, { ...first, isStateFull: true })).toBeUndefined();
  });
});
