import { describe, expect, test } from 'vitest';
import { type Attempt, isThrottled, planRetry } from '../../src/build/retry.ts';
import type { BuildFailure, FailurePhase } from '../../src/trace/failure.ts';
import { step as makeStep } from '../fixtures/steps.ts';

const first: Attempt = {
  number: 1,
  allowed: 3,
  hasImports: true,
  stateInMemory: false,
  isStateFull: false,
  builder: 'ours',
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
    ['context', 'failed to calculate checksum of ref: "/missing": not found'],
    ['canceled', 'Canceled: context canceled'],
    ['canceled', 'The build took longer than "timeout" allows (30 min 0 s).'],
  ])('%s: %s', (phase, message) => {
    expect(planRetry(fail(phase, message), { ...first, hasImports: false })).toBeUndefined();
  });

  test('a RUN that failed, whatever it printed', () => {
    const message = 'process "/bin/sh -c npm ci" did not complete successfully: exit code: 1';
    const logTail = ['npm error 503 Service Unavailable', 'connection reset by peer'];
    expect(planRetry(fail('instruction', message, { exitCode: 1, logTail }), first)).toBeUndefined();
  });
});

describe('a fault of the cache costs the cache, once, whatever "retries" says', () => {
  const noRetries = { ...first, allowed: 0 };

  test.each([
    'failed to copy: httpReadSeeker: failed open: content at https://x/v2/a/blobs/sha256:1 not found: not found',
    'could not fetch content descriptor sha256:1 (application/vnd.oci.image.layer.v1.tar+zstd) from remote: not found',
    'failed to load cache key: "sha256:1": not found',
    'failed to compute cache key: failed to copy: https://x/v2/a/blobs/sha256:1: not found',
  ])('a blob that is gone: %s', (message) => {
    const withoutImport = {
      reason: expect.any(String),
      milliseconds: 0,
      builder: 'fresh',
      imports: 'none',
      exports: 'same',
    };
    expect(planRetry(fail('instruction', message), noRetries)).toStrictEqual(withoutImport);
    expect(planRetry(fail('instruction', message), { ...noRetries, hasImports: false })).toBeUndefined();
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
