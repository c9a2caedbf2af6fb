import { expect, test } from 'vitest';
import { findNetworkObstacle } from '../../src/builder/machine-network.ts';
import type { BuilderRequest } from '../../src/request/build-request.ts';

/** Returns what keeps a builder out of two networks, for a request that differs in some fields from one that asks for them. */
function obstacle(differing: Partial<BuilderRequest>): string | undefined {
  const request = { daemonNetwork: 'machine', flags: [], config: undefined, ...differing };
  return findNetworkObstacle(request as unknown as BuilderRequest);
}

test('a builder is in two networks unless something else starts RUNs', () => {
  expect(obstacle({})).toBeUndefined();
  expect(obstacle({ flags: ['--oci-worker-binary=crun'] })).toContain('an OCI runtime of its own');
  expect(obstacle({ config: '[worker.oci]\nbinary = "crun"\n' })).toContain('an OCI runtime of its own');
});

test('a builder whose buildkitd need not be in the network of the machine has no obstacle', () => {
  expect(obstacle({ daemonNetwork: 'with RUN', flags: ['--oci-worker-binary=crun'] })).toBeUndefined();
});
