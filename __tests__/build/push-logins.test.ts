import { expect, test } from 'vitest';
import { checkPushLogins } from '../../src/build/push-logins.ts';
import type { Failure } from '../../src/registry/client.ts';
import type { BuilderRequest } from '../../src/request/build-request.ts';
import { formatReference, parseReference, type Reference } from '../../src/text/reference.ts';

const request = {
  builder: { endpoint: undefined } as BuilderRequest,
  push: true,
  call: 'build',
  tags: ['ghcr.io/o/app:v1', 'ghcr.io/o/app:v2', 'registry.example/o/app:v1'].map(parseReference),
  repository: parseReference('ghcr.io/o/app'),
  compression: { type: 'zstd', level: undefined },
} satisfies Parameters<typeof checkPushLogins>[0];

function refuse(status?: number, words = ''): Failure {
  return { kind: 'failed', reason: `It failed: it answers ${status}${words}.`, ...(status && { status }) };
}

function registryOf(
  anonymous: string[],
  answer: (reference: Reference) => Promise<{ kind: 'taken' } | Failure> = async () => ({ kind: 'taken' }),
) {
  const asked: string[] = [];
  return {
    asked,
    checkLogins: async (hosts: readonly string[]) => anonymous.filter((host) => hosts.includes(host)),
    tryUpload(reference: Reference) {
      asked.push(formatReference(reference));
      return answer(reference);
    },
  };
}

const never = new Promise<never>(() => undefined);

test.each<[string, Failure, string]>([
  [
    '401',
    refuse(401),
    'ghcr.io takes no upload to ghcr.io/o/app without a login, and Docker\'s configuration has none. Log in to ghcr.io in an earlier step (docker/login-action) as somebody who may push to ghcr.io/o/app, and give the job "permissions: packages: write" for its github.token.',
  ],
  [
    '403',
    refuse(403, ': DENIED requested access is denied'),
    'It failed: it answers 403: DENIED requested access is denied. Log in to ghcr.io in an earlier step (docker/login-action) as somebody who may push to ghcr.io/o/app, and give the job "permissions: packages: write" for its github.token.',
  ],
  [
    '403 of a rule',
    refuse(403, ': blocked by the firewall'),
    'It failed: it answers 403: blocked by the firewall. A rule of ghcr.io refuses the image, whoever pushes it: ask those who run it.',
  ],
])('%s where docker has no login ends the step before the build', async (_, answer, message) => {
  const registry = registryOf(['ghcr.io'], async () => answer);
  await expect(checkPushLogins(request, registry, never)).rejects.toThrow(new Error(message));
});

test.each([undefined, 404, 429, 500])('a registry that answers %s may be asked by the push', async (status) => {
  const registry = registryOf(['ghcr.io'], async () => refuse(status));
  await expect(checkPushLogins(request, registry, never)).resolves.toBeUndefined();
});

test('each repository of a host without a login is asked once, and no other', async () => {
  const registry = registryOf(['ghcr.io', 'elsewhere.example']);
  await checkPushLogins({ ...request, tags: [...request.tags, parseReference('ghcr.io/o/other:v1')] }, registry, never);
  expect(registry.asked).toStrictEqual(['ghcr.io/o/app:v2', 'ghcr.io/o/other:v1']);
});

test('a push by digest has no tags, and is asked for all the same', async () => {
  const registry = registryOf(['ghcr.io']);
  await checkPushLogins({ ...request, tags: [] }, registry, never);
  expect(registry.asked).toHaveLength(1);
});

const endpoint = { address: 'tcp://127.0.0.1:1', tlsFolder: undefined };

test.each([{ push: false }, { call: 'check' }, { builder: { endpoint } as BuilderRequest }] satisfies Partial<
  Parameters<typeof checkPushLogins>[0]
>[])('nothing is asked with %o', async (more) => {
  const registry = registryOf(['ghcr.io'], async () => refuse(401));
  await checkPushLogins({ ...request, ...more }, registry, never);
  expect(registry.asked).toStrictEqual([]);
});

test('an answer that is long in coming is not waited for', async () => {
  const before = performance.now();
  await checkPushLogins(
    request,
    registryOf(['ghcr.io'], () => never),
    Promise.resolve(),
  );
  expect(performance.now() - before).toBeLessThan(5000);
});
