import { expect, test } from 'vitest';
import { at, client, serve } from './server.ts';

test('an upload that is taken is given up at once', async () => {
  const server = await serve(({ method }, response) => {
    if (method === 'POST') response.writeHead(202, { location: '/v2/o/app/blobs/uploads/1?state=a' });
    response.end();
  });
  expect(await client().tryUpload(at(server))).toStrictEqual({ kind: 'taken' });
  expect(server.lines()).toStrictEqual(['POST /v2/o/app/blobs/uploads/', 'DELETE /v2/o/app/blobs/uploads/1?state=a']);
});

test('one whose place is elsewhere is left to its registry', async () => {
  const server = await serve((_, response) => response.writeHead(202, { location: 'https://storage.test/1' }).end());
  expect(await client().tryUpload(at(server))).toStrictEqual({ kind: 'taken' });
  expect(server.lines()).toStrictEqual(['POST /v2/o/app/blobs/uploads/']);
});

test('one that is refused says for how long', async () => {
  const server = await serve((_, response) => response.writeHead(429, { 'retry-after': '4' }).end());
  expect(await client().tryUpload(at(server))).toStrictEqual({
    kind: 'failed',
    reason: `An upload to ${server.host}/o/app failed: ${server.host} answers 429.`,
    status: 429,
    retryAfterSeconds: 4,
  });
});
