import { expect, test } from 'vitest';
import {
  buildConformance,
  type ConformanceResult,
  runConformance,
} from '../../../testbed/faulty-registry/conformance/run-conformance.ts';
import { startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import { startRegistry } from '../../../testbed/registry.ts';

const user = { name: 'ada', password: 'a:b c' };

/** The results for a registry of its own, asked directly or through a proxy. */
async function results(program: string, through: 'nothing' | 'proxy' | 'tokens'): Promise<ConformanceResult[]> {
  const registry = await startRegistry();
  const tokens = { lifetimeSeconds: 60, users: { ada: { password: user.password, repositories: { '*': rights } } } };
  const proxy = await startFaultyRegistry({
    upstream: registry.address,
    ...(through === 'tokens' && { tokens }),
  });
  try {
    if (through === 'nothing') return await runConformance(program, registry.address);
    return await runConformance(program, proxy.address, through === 'tokens' ? user : undefined);
  } finally {
    await proxy.close();
    await registry.stop();
  }
}

const rights = ['pull', 'push', 'delete'] as const;

test('the OCI conformance tests see no difference between the registry itself, the proxy and the proxy with tokens', {
  timeout: 300_000,
}, async () => {
  const program = await buildConformance();
  const direct = await results(program, 'nothing');
  expect(direct.filter(({ status }) => status === 'passed').length).toBeGreaterThan(500);
  expect(await results(program, 'proxy')).toStrictEqual(direct);
  expect(await results(program, 'tokens')).toStrictEqual(direct);
});
