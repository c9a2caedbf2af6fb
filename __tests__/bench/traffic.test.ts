import { describe, expect, test } from 'vitest';
import { toTraffic } from '../../bench/traffic.ts';
import type { JournalEntry } from '../../testbed/faulty-registry/journal.ts';

describe('the traffic of a build', () => {
  test('is the sum of its requests', () => {
    const entries = [request(0, 10, { bytesIn: 5, bytesOut: 1 }), request(20, 30, { bytesIn: 7, bytesOut: 2 })];
    expect(toTraffic(entries)).toStrictEqual({ requests: 2, received: 12, sent: 3, roundTrips: 2 });
  });

  test('counts requests that wait for none of each other as one round trip', () => {
    expect(toTraffic([request(0, 10), request(1, 9), request(2, 12)]).roundTrips).toBe(1);
  });

  test('takes the longest chain where several run side by side', () => {
    const long = [request(0, 2), request(3, 4), request(5, 6)];
    const short = [request(0, 5), request(1, 20)];
    expect(toTraffic([...short, ...long]).roundTrips).toBe(3);
  });

  test('lets nothing follow a request that never ended', () => {
    expect(toTraffic([request(0, undefined), request(5, 6)]).roundTrips).toBe(1);
  });

  test('is none of no requests', () => {
    expect(toTraffic([])).toStrictEqual({ requests: 0, received: 0, sent: 0, roundTrips: 0 });
  });
});

function request(started: number, ended: number | undefined, rest: Partial<JournalEntry> = {}): JournalEntry {
  return {
    method: 'GET',
    path: '/v2/',
    kind: 'ping',
    repository: undefined,
    reference: undefined,
    length: undefined,
    connection: 1,
    status: 200,
    bytesIn: 0,
    bytesOut: 0,
    started,
    ended,
    userAgent: undefined,
    authorization: 'none',
    rule: undefined,
    ...rest,
  };
}
