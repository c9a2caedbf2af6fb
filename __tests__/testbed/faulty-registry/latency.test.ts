import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import { type Registry, startRegistry } from '../../../testbed/registry.ts';

const roundTrip = 200;
/** What a busy machine may add: less than one more round trip. */
const slack = 190;

let upstream: Registry;
let registry: FaultyRegistry;
beforeAll(async () => {
  upstream = await startRegistry();
  registry = await startFaultyRegistry({ upstream: upstream.address, latencyMilliseconds: roundTrip });
});
afterAll(async () => {
  await registry.close();
  await upstream.stop();
});

/** Milliseconds that a request takes. */
function ping(agent: Agent): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(`http://${registry.address}/v2/`, { agent }, (answer) => {
      answer.resume().on('end', () => resolve(performance.now() - start));
    });
    call.on('error', reject).end();
  });
}

function expectRoundTrips(milliseconds: number, count: number): void {
  expect(milliseconds).toBeGreaterThan(count * roundTrip - 5);
  expect(milliseconds).toBeLessThan(count * roundTrip + slack);
}

test('the first request of a connection takes two round trips, the next one', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expectRoundTrips(await ping(agent), 2);
  expectRoundTrips(await ping(agent), 1);
  agent.destroy();
});

test('a connection that opened long before its first request has paid for itself', async () => {
  const socket = connect(Number(registry.address.split(':')[1]), '127.0.0.1');
  await sleep(2 * roundTrip);
  const start = performance.now();
  socket.write('GET /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  expectRoundTrips(performance.now() - start, 1);
  socket.destroy();
});

test('ten connections wait side by side', async () => {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  await Promise.all(Array.from({ length: 10 }, () => ping(agent)));
  expectRoundTrips(performance.now() - start, 2);
  agent.destroy();
});

test('a large body takes no more round trips than a small one', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (bytes: number): Promise<number> => {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      const call = request(`http://${registry.address}/v2/o/app/manifests/v1`, { agent, method: 'PUT' }, (answer) => {
        answer.resume().on('end', () => resolve(performance.now() - start));
      });
      call.on('error', reject).end(Buffer.alloc(bytes));
    });
  };
  await ping(agent);
  expectRoundTrips(await send(10), 1);
  expectRoundTrips(await send(3_000_000), 1);
  agent.destroy();
});
