import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Lease, takeLease } from '../../src/builder/lease.ts';
import { keepAlive, letGo, lookAtLife } from '../../src/builder/life.ts';

async function newLease(): Promise<Lease> {
  const temp = mkdtempSync(join(tmpdir(), 'life-'));
  onTestFinished(() => rmSync(temp, { recursive: true }));
  const lease = await takeLease({ RUNNER_TEMP: temp });
  mkdirSync(join(lease.folder, 'shared'));
  return lease;
}

test('a keeper holds a builder until it ends, and its pipe is let go by whatever ends it', async () => {
  const lease = await newLease();
  expect(lookAtLife(lease.folder)).toBe('unknown');
  await keepAlive(lease);
  await vi.waitFor(() => expect(lookAtLife(lease.folder)).toBe('held'));
  await letGo(lease);
  // Somebody else may be about to hold it: it counts when it is a minute old.
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  await vi.waitFor(() => expect(lookAtLife(lease.folder)).toBe('let go'));
});

test('a new keeper takes the place of the old one', async () => {
  const lease = await newLease();
  await keepAlive(lease);
  await keepAlive(lease);
  await vi.waitFor(() => expect(lookAtLife(lease.folder)).toBe('held'));
  const list = execFileSync('ps', ['-eo', 'args']).toString().split('\n');
  expect(list.filter((line) => line.includes(`sh ${lease.container} ${lease.folder} `))).toHaveLength(1);
  await letGo(lease);
});

test('what is no pipe tells nothing', async () => {
  const { folder } = await newLease();
  writeFileSync(join(folder, 'shared/life'), '');
  utimesSync(join(folder, 'shared/life'), 0, 0);
  expect(lookAtLife(folder)).toBe('unknown');
});
