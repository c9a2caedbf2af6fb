import { describe, expect } from 'vitest';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import type { Action, Match, Rule } from '../../../testbed/faulty-registry/rule.ts';
import { freePort } from '../../../testbed/registry.ts';
import { instructionsOf, succeeded } from '../fixture.ts';
import { test } from './fixture.ts';

/** Not the upload that the action begins itself where nobody is logged in. */
const upload = { method: ['POST', 'PUT', 'PATCH'], kind: 'upload', userAgent: /^buildkit\// } as const;
/** The upload of a layer or a configuration itself. */
const bytes: Match = { method: ['PUT', 'PATCH'], kind: 'upload', minLength: 50 };
const page =
  '<html><head><title>Forbidden</title></head>\n<body><h1>Access denied</h1>\n<p>Ask your admin.</p></body></html>';

function answer(status: number, headers: Record<string, string> = {}, body = ''): Action {
  return { kind: 'answer', status, headers, body };
}

function pushOf(tag: string): Match {
  return { method: 'PUT', kind: 'manifest', reference: tag };
}

describe.concurrent('503 once; 502 three times on an upload', () => {
  test.concurrent.for<[string, Rule]>([
    ['503 once', { match: upload, when: { first: 1 }, action: answer(503) }],
    ['502 three times', { match: upload, when: { first: 3 }, action: answer(502) }],
  ])('%s goes by without a word', async ([, rule], { attempt, startProxy }) => {
    const proxy = await startProxy([rule]);
    const { main, warnings } = await attempt({ registry: proxy.address });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
    expect(proxy.journal.filter((entry) => entry.rule !== undefined)).not.toStrictEqual([]);
  });
});

describe.concurrent('500 for 20 s, then fine; BLOB_UPLOAD_UNKNOWN once; connection reset within a layer', () => {
  const unknown = registryError(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  test.concurrent.for<[string, Rule, string]>([
    [
      '500 for 20 s',
      { match: upload, when: { forMilliseconds: 20_000 }, action: answer(500) },
      'the registry answered 500',
    ],
    [
      'BLOB_UPLOAD_UNKNOWN once',
      { match: { ...upload, method: 'PUT' }, when: { first: 1 }, action: unknown },
      'the registry lost the upload of a layer',
    ],
    [
      // BuildKit itself tries a layer four times.
      'a connection that breaks in each of the first eight uploads',
      { match: bytes, when: { first: 8 }, action: { kind: 'reset', after: { of: 'request', bytes: 40 } } },
      'the connection to the registry broke',
    ],
  ])('%s is one more attempt, in which all steps are cached', async ([, rule, reason], { attempt, startProxy }) => {
    const proxy = await startProxy([rule]);
    const { main, warnings } = await attempt({ registry: proxy.address });
    succeeded(main);
    expect(warnings.length).toBeGreaterThan(0);
    for (const [index, warning] of warnings.entries()) {
      expect(warning).toMatch(new RegExp(`^Attempt ${index + 1} failed, ${reason}: trying again in .* s\\.$`));
    }
    // It ran once, in the first attempt.
    expect(instructionsOf(main)).toStrictEqual({
      cached: warnings.map(() => '[1/1] COPY page.html /'),
      executed: ['[1/1] COPY page.html /'],
    });
  });
});

describe.concurrent('429 with Retry-After longer than BuildKit waits', () => {
  test.concurrent('is waited for', async ({ attempt, startProxy }) => {
    const overloaded = answer(429, { 'Retry-After': '12' });
    const proxy = await startProxy([
      { match: { kind: ['upload', 'manifest'] }, when: { forMilliseconds: 12_000 }, action: overloaded },
    ]);
    const { main, warnings } = await attempt({ registry: proxy.address });
    succeeded(main);
    expect(warnings.at(-1)).toBe('Attempt 1 failed, the registry answered 429: trying again in 12 s.');
  });

  test.concurrent('is waited for where uploads alone are limited', async ({ attempt, startProxy }) => {
    const overloaded = answer(429, { 'Retry-After': '12' });
    const proxy = await startProxy([
      { match: { kind: 'upload' }, when: { forMilliseconds: 11_000 }, action: overloaded },
    ]);
    const { main, warnings } = await attempt({ registry: proxy.address });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, the registry answered 429: trying again in 12 s.']);
  });

  test.concurrent('is not waited for when that would take hours', async ({ attempt, startProxy }) => {
    const tomorrow = answer(429, { 'Retry-After': '36000' });
    const proxy = await startProxy([{ match: { kind: ['upload', 'manifest'] }, action: tomorrow }]);
    const { main, errors } = await attempt({ registry: proxy.address });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain('429 Too Many Requests');
  });
});

describe.concurrent('413 or an HTML 403 page', () => {
  test.concurrent.for<[string, Action, string[]]>([
    ['413', answer(413), ['413 Payload Too Large', 'raise its limit, or make the layer smaller']],
    [
      'an HTML 403 page',
      answer(403, { 'Content-Type': 'text/html' }, page),
      ['403 Forbidden: Forbidden Access denied Ask your admin.', 'Log in to localhost:'],
    ],
  ])('%s fails at once, with the host and one line', async ([, action, words], { attempt, startProxy, repository }) => {
    const proxy = await startProxy([{ match: upload, action }]);
    const { main, errors, warnings } = await attempt({ registry: proxy.address });
    expect(main.exitCode).toBe(1);
    expect(warnings).toStrictEqual([]);
    for (const word of [...words, `${proxy.address}/${repository}`]) expect(errors[0]).toContain(word);
    expect(errors[0]?.split('\n')).toHaveLength(1);
  });
});

describe.concurrent('accepts and never answers', () => {
  const limits = { 'network-timeout': '5s', retries: '1' };

  test.concurrent('once: the attempt is ended, and the next one succeeds', async ({ attempt, startProxy }) => {
    const proxy = await startProxy([{ match: upload, when: { first: 1 }, action: { kind: 'black-hole' } }]);
    const { main, warnings } = await attempt({ registry: proxy.address, inputs: limits });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, the registry said nothing any more: trying again in 3.0 s.']);
  });

  test.concurrent('ever: the error names phase and host, and nothing hangs', async ({ attempt, startProxy }) => {
    const proxy = await startProxy([{ match: { kind: ['upload', 'blob'] }, action: { kind: 'black-hole' } }]);
    const { main, post, errors, warnings } = await attempt({ registry: proxy.address, inputs: limits });
    expect(main.exitCode).toBe(1);
    expect(warnings).toHaveLength(1);
    expect(errors).toStrictEqual([
      `the registry said nothing for 5.0 s during exporting to image (pushing layers). The registry is ${proxy.address}.`,
    ]);
    // Two silences and the waits between them, the second one also of the cache's export.
    expect(main.milliseconds + post.milliseconds).toBeLessThan(60_000);
  });

  test.concurrent('while a base image is fetched', async ({ attempt, startProxy, testbed }) => {
    const proxy = await startProxy([
      { match: { method: 'GET', kind: 'blob' }, when: { first: 1 }, action: { kind: 'black-hole' } },
    ]);
    const mirror = `[registry."docker.io"]\n  mirrors = ["${proxy.address}"]\n[registry."${proxy.address}"]\n  http = true\n`;
    const { main, warnings } = await attempt({
      registry: testbed.registry,
      files: { Dockerfile: 'FROM debian:bookworm-slim\nCOPY Dockerfile /\n' },
      inputs: { ...limits, 'buildkitd-config': '', 'buildkitd-config-inline': mirror },
    });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, the registry said nothing any more: trying again in 3.0 s.']);
  });
});

describe.concurrent('several tags, one fails for good', () => {
  test.concurrent('the error says which moved, and the next run moves them all', async ({
    attempt,
    startProxy,
    registry,
    repository,
  }) => {
    const refused = registryError(403, 'DENIED', 'requested access to the resource is denied');
    const proxy = await startProxy([{ match: pushOf('v2'), action: refused }]);
    const name = (tag: string) => `${proxy.address}/${repository}:${tag}`;
    const inputs = { tags: 'v1,v2,v3' };
    const { main, errors, warnings } = await attempt({ registry: proxy.address, inputs });
    expect(main.exitCode).toBe(1);
    expect(warnings).toStrictEqual([]);
    expect(errors[0]).toContain(`Moved: ${name('v1')}. Not moved: ${name('v2')}, ${name('v3')}.`);
    proxy.setRules([]);
    const again = await attempt({ registry: proxy.address, inputs });
    succeeded(again.main);
    expect(await registry.tags(repository)).toStrictEqual(expect.arrayContaining(['v1', 'v2', 'v3']));
  });

  test.concurrent("a 500 with the registry's own words is repeated", async ({ attempt, startProxy }) => {
    // BuildKit itself tries eight times, and its last words do not hold the status.
    const broken = registryError(500, 'UNKNOWN', 'unknown error');
    const proxy = await startProxy([{ match: pushOf('v2'), when: { first: 10 }, action: broken }]);
    const { main, warnings } = await attempt({ registry: proxy.address, inputs: { tags: 'v1,v2,v3' } });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, the registry answered 500: trying again in 3.0 s.']);
  });
});

describe.concurrent('immutable tag', () => {
  test.concurrent.for<[string, Action]>([
    [
      'ECR',
      registryError(
        400,
        'TAG_INVALID',
        "The image tag 'main' already exists in the 'app' repository and cannot be overwritten because the tag is immutable.",
      ),
    ],
    [
      'Harbor',
      registryError(412, 'PRECONDITION', "Failed to process request due to 'app:main' configured as immutable."),
    ],
  ])('fails at once and is called by its name: %s', async ([, action], { attempt, startProxy }) => {
    const proxy = await startProxy([{ match: pushOf('main'), action }]);
    const { main, errors, warnings } = await attempt({ registry: proxy.address });
    expect(main.exitCode).toBe(1);
    expect(warnings).toStrictEqual([]);
    expect(errors[0]).toContain('The registry lets nobody move a tag that is there: write another one under "tags".');
  });
});

describe.concurrent('registry down, name does not resolve', () => {
  test.concurrent('down for a while is waited for', async ({ attempt, startProxy }) => {
    const proxy = await startProxy([
      { match: upload, when: { first: 1 }, action: { kind: 'refuse', milliseconds: 8000 } },
    ]);
    const { main, warnings } = await attempt({ registry: proxy.address });
    succeeded(main);
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings[0]).toMatch(/^Attempt 1 failed, .*: trying again in 3\.0 s\.$/);
  });

  test.concurrent('down for ever, or of a name that nobody knows: the error names the host', async ({ attempt }) => {
    const dead = `localhost:${await freePort()}`;
    const inputs = { retries: '1' };
    const [down, unknown] = await Promise.all([
      attempt({ registry: dead, inputs }),
      attempt({ registry: 'registry.invalid', inputs }),
    ]);
    for (const [{ main, errors, warnings }, host] of [
      [down, dead],
      [unknown, 'registry.invalid'],
    ] as const) {
      expect(main.exitCode).toBe(1);
      expect(warnings.filter((warning) => warning.startsWith('Attempt '))).toHaveLength(1);
      expect(errors[0]).toContain(host);
    }
  });
});
