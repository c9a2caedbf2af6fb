import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CacheServer, startCacheServer } from '../../../testbed/actions-cache/cache-server.ts';

let server: CacheServer;
beforeEach(async () => {
  server = await startCacheServer();
});
afterEach(() => server.stop());

/** More than the buffers between server and client hold, so that it is on its way when the client goes. */
const archive = Buffer.alloc(32 * 1024 ** 2, 'x');

/** Returns the address of a blob of the service. */
function blob(id: number): string {
  return `${server.env('refs/heads/main').ACTIONS_RESULTS_URL}actions-cache/${id}`;
}

test('a client that goes in the middle of an archive takes nothing from the next one', async () => {
  expect((await fetch(blob(1), { method: 'PUT', body: archive })).status).toBe(201);
  const request = get(blob(1)).on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  request.destroy();
  await once(request, 'close');
  expect(Buffer.from(await (await fetch(blob(1))).arrayBuffer()).equals(archive)).toBe(true);
});

test('an archive that is not there is an error of the service', async () => {
  const answer = await fetch(blob(2));
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ code: 'internal' });
});
