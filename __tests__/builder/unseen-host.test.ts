import { expect, test } from 'vitest';
import { adviseNetwork, findUnseenHost } from '../../src/builder/unseen-host.ts';

const message =
  'failed to push registry:5000/app:v1: failed to do request: Head "https://registry:5000/v2/": dial tcp: lookup registry on 10.0.0.1:53: no such host';
const ours = { container: 'buildkit-1' };
const resolved = () => Promise.resolve('172.18.0.2');
const unknown = () => Promise.reject(new Error('ENOTFOUND'));

test('a name that only this machine resolves is found, and the advice says what to write', async () => {
  const host = await findUnseenHost({ message }, ours, { network: 'default' }, resolved);
  expect(host).toBe('registry');
  expect(adviseNetwork(host ?? '')).toContain('builder-network: $'.concat('{{ job.container.network }}'));
});

test.each([
  ['nobody resolves', message, ours, 'default', unknown],
  ['fails otherwise', 'dial tcp: lookup registry: i/o timeout', ours, 'default', resolved],
  ["is looked up in the host's network", message, ours, 'host', resolved],
  ['an endpoint does not resolve', message, { container: undefined }, 'default', resolved],
])('a name that %s is none', async (_, said, builder, network, resolve) => {
  expect(await findUnseenHost({ message: said }, builder, { network }, resolve)).toBeUndefined();
});
