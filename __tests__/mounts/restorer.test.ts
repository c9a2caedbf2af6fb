import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, expect } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { archiveName, entryKey, entryPrefix, mountIdentity } from '../../src/mounts/keys.ts';
import type { Order } from '../../src/mounts/orders.ts';
import type { MountsPlan } from '../../src/mounts/plan.ts';
import type { FoundMount, RecognizedRun } from '../../src/mounts/recognize.ts';
import { createRestorer, type Restorer } from '../../src/mounts/restorer.ts';
import { SilentServiceError, type Transfers } from '../../src/mounts/transfers.ts';
import { home } from './container.ts';

const main: Scope = { kind: 'branch', ref: 'refs/heads/main' };
const topic: Scope = { kind: 'branch', ref: 'refs/heads/topic' };
const plan: MountsPlan = {
  wanted: 'auto',
  maxSize: 1e9,
  subject: { repository: 'r', platforms: ['linux/amd64'] },
  restoreFrom: [topic, main],
  saveTo: topic,
  saveReason: '',
  emptied: [],
};

const mount = (id: string, number: number): FoundMount => ({
  id,
  owner: undefined,
  place: home(number),
  home: home(number),
});
const run = (...mounts: FoundMount[]): RecognizedRun => ({ stages: ['a'], mounts });
const identity = (id: string) => mountIdentity({ id, owner: undefined }, plan.subject);
const archive = (id: string) => archiveName(identity(id));
const key = (id: string, scope: Scope, tar: 'gnu' | 'other' = 'gnu') =>
  entryKey(entryPrefix(scope, identity(id)), id, { tar, fingerprint: '0123456789abcdef' }, '1-0');

/** Told of a RUN's mounts only, and of fillings by their places. */
interface TestedRestorer extends Omit<Restorer, 'prepare'> {
  prepare(run: RecognizedRun, tar: 'gnu' | 'other'): Promise<Order[]>;
  /** A RUN of which nobody knows what it has. */
  letGo(...mounts: FoundMount[]): Promise<Order[]>;
  unpacked(place: string, problem: string | undefined): void;
}

function tested(...args: Parameters<typeof createRestorer>): TestedRestorer {
  const restorer = createRestorer(...args);
  const fills = new Map<string, string>();
  const toAsked = ({ id, place, home }: FoundMount) => ({ destination: id, place, home, isWritable: true });
  const prepare = async (mounts: readonly FoundMount[], run: RecognizedRun | undefined, tar: 'gnu' | 'other') => {
    const orders = await restorer.prepare({ mounts: mounts.map(toAsked), tar }, run);
    for (const order of orders) if (order.kind === 'fill') fills.set(order.place, order.id);
    return orders;
  };
  return {
    ...restorer,
    prepare: (run, tar) => prepare(run.mounts, run, tar),
    letGo: (...mounts) => prepare(mounts, undefined, 'gnu'),
    unpacked: (place, problem) => restorer.filled({ id: fills.get(place) ?? '', problem }),
  };
}

const places = (orders: readonly Order[]) => orders.map((order) => (order.kind === 'fill' ? order.place : order.kind));

interface Service {
  readonly folder: string;
  /** Entries of the cache, by key. */
  readonly entries: Set<string>;
  readonly asked: string[];
  /** How long the service takes to do a thing; undefined: it never does. */
  delay: { find?: number; fetch?: number };
  restorer(plan?: MountsPlan): TestedRestorer;
}

const test = base.extend<{ service: Service }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  service: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'restorer-'));
    const service: Service = {
      folder,
      entries: new Set(),
      asked: [],
      delay: { find: 0, fetch: 0 },
      restorer: (own = plan) => tested(own, transfers, folder, { find: 50, wait: 200, unpack: 100, slack: 50 }),
    };
    const take = async (milliseconds: number | undefined, limit: number) => {
      await sleep(Math.min(milliseconds ?? limit, limit));
      if (milliseconds === undefined || milliseconds >= limit) throw new SilentServiceError('no answer');
    };
    const transfers: Transfers = {
      async find(file, prefixes, limit) {
        service.asked.push(`find ${file}`);
        await take(service.delay.find, limit);
        return prefixes.flatMap((prefix) => [...service.entries].filter((each) => each.startsWith(prefix)))[0];
      },
      async fetch(file, _, limit) {
        service.asked.push(`fetch ${file}`);
        await take(service.delay.fetch, limit);
        if (file === archive('broken')) throw new Error('the entry is gone');
        writeFileSync(join(folder, file), 'archive');
      },
      save: async () => undefined,
      stop: () => undefined,
    };
    await use(service);
    rmSync(folder, { recursive: true, force: true });
  },
});

const starts = (restorer: TestedRestorer) => restorer.uses().map(({ id, start }) => [id, start.kind]);

test('the first RUN with a mount gets the newest entry of the first scope that has one', async ({ service }) => {
  service.entries.add(key('npm', main)).add(key('pip', main)).add(key('pip', topic));
  const restorer = service.restorer();
  const fill = (id: string, number: number) => ({
    ...{ kind: 'fill', id: expect.stringMatching(/^mount-[0-9a-f]{20}-\d$/), seconds: 1, folder: 'empty' },
    ...{ archive: archive(id), place: home(number) },
  });
  expect(await restorer.prepare(run(mount('npm', 1), mount('pip', 2), mount('go', 3)), 'gnu')).toStrictEqual([
    fill('npm', 1),
    fill('pip', 2),
  ]);
  restorer.unpacked(home(1), undefined);
  restorer.unpacked(home(2), undefined);
  const [npm, pip, go] = restorer.uses();
  expect(npm?.start).toMatchObject({ kind: 'restored', key: key('npm', main), bytes: 7 });
  expect(pip?.start).toMatchObject({ kind: 'restored', key: key('pip', topic) });
  expect(go?.start).toStrictEqual({ kind: 'missing' });
  expect(await restorer.prepare(run(mount('npm', 1), mount('go', 3)), 'gnu')).toStrictEqual([]);
  expect(service.asked.filter((each) => each.startsWith('fetch'))).toHaveLength(2);
});

test('a second RUN waits until the first has unpacked the mount that both have, and the archive goes then', async ({
  service,
}) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer();
  const events: string[] = [];
  const first = restorer.prepare(run(mount('npm', 1)), 'gnu').then(() => events.push('first'));
  const second = restorer.prepare(run(mount('npm', 1)), 'gnu').then((unpackings) => {
    events.push(`second ${unpackings.length}`);
  });
  await first;
  await sleep(20);
  expect(existsSync(join(service.folder, archive('npm')))).toBe(true);
  events.push('unpacked');
  restorer.unpacked(home(1), undefined);
  await second;
  expect(events).toStrictEqual(['first', 'unpacked', 'second 0']);
  await sleep(20);
  expect(existsSync(join(service.folder, archive('npm')))).toBe(false);
});

test('two folders of one private mount are both filled, one after the other', async ({ service }) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer();
  const first = await restorer.prepare(run(mount('npm', 1)), 'gnu');
  const second = restorer.prepare(run(mount('npm', 2)), 'gnu');
  await sleep(20);
  restorer.unpacked(home(1), undefined);
  expect(places([...first, ...(await second)])).toStrictEqual([home(1), home(2)]);
});

test('what was begun ahead is waited for and not begun again', async ({ service }) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer();
  restorer.lookAhead([run(mount('npm', 1))]);
  restorer.lookAhead([run(mount('npm', 1))]);
  await restorer.prepare(run(mount('npm', 1)), 'gnu');
  expect(service.asked).toStrictEqual([`find ${archive('npm')}`, `fetch ${archive('npm')}`]);
});

test('a service that says nothing is waited for once', async ({ service }) => {
  delete service.delay.find;
  const restorer = service.restorer();
  expect(await restorer.prepare(run(mount('npm', 1)), 'gnu')).toStrictEqual([]);
  expect(await restorer.prepare(run(mount('pip', 2)), 'gnu')).toStrictEqual([]);
  expect(starts(restorer)).toStrictEqual([
    ['npm', 'silent'],
    ['pip', 'silent'],
  ]);
  expect(service.asked).toStrictEqual([`find ${archive('npm')}`]);
});

test('a RUN goes on when its mount takes too long, fails to come or cannot be unpacked', async ({ service }) => {
  service.entries.add(key('slow', main)).add(key('broken', main)).add(key('odd', main));
  const restorer = service.restorer();
  expect(await restorer.prepare(run(mount('broken', 2)), 'gnu')).toStrictEqual([]);
  expect(await restorer.prepare(run(mount('odd', 3)), 'gnu')).toHaveLength(1);
  restorer.unpacked(home(3), 'tar: no room');
  service.delay.fetch = 1000;
  expect(await restorer.prepare(run(mount('slow', 1)), 'gnu')).toStrictEqual([]);
  expect(restorer.uses().map(({ start }) => start)).toStrictEqual([
    { kind: 'failed', reason: 'the entry is gone' },
    { kind: 'failed', reason: 'it could not be unpacked: tar: no room' },
    { kind: 'failed', reason: 'it was not there within 0.2 s' },
  ]);
});

test('mounts of a stage, of a RUN without cache, of another tar and those that are not named begin as they are', async ({
  service,
}) => {
  for (const id of ['npm', 'pip', 'go']) service.entries.add(key(id, main));
  const restorer = service.restorer({ ...plan, wanted: ['npm', 'pip', 'go'], emptied: ['b'] });
  restorer.lookAhead([{ stages: ['b'], mounts: [mount('pip', 2)] }, run(mount('other', 4))]);
  expect(service.asked).toStrictEqual([]);
  expect(await restorer.prepare(run({ ...mount('npm', 1), home: undefined }), 'gnu')).toStrictEqual([]);
  expect(await restorer.prepare({ stages: ['b'], mounts: [mount('pip', 2)] }, 'gnu')).toStrictEqual([]);
  expect(await restorer.prepare(run(mount('go', 3), mount('other', 4)), 'other')).toStrictEqual([]);
  expect(starts(restorer)).toStrictEqual([
    ['npm', 'stage'],
    ['pip', 'emptied'],
    ['go', 'missing'],
  ]);
});

test('a run that may read no cache asks for none', async ({ service }) => {
  const restorer = service.restorer({ ...plan, restoreFrom: [] });
  await restorer.prepare(run(mount('npm', 1)), 'gnu');
  expect(starts(restorer)).toStrictEqual([['npm', 'missing']]);
  expect(service.asked).toStrictEqual([]);
});

test('what a solve did not wait for begins anew in the next one', async ({ service }) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer();
  const [begun] = await restorer.prepare(run(mount('npm', 1)), 'gnu');
  restorer.abandon();
  expect(starts(restorer)).toStrictEqual([['npm', 'unused']]);
  const again = await restorer.prepare(run(mount('npm', 1)), 'gnu');
  // The hook of the first may be at work yet, and have left something behind.
  const [end, fill] = again;
  expect(end).toStrictEqual({ kind: 'end', id: begun?.id });
  expect(fill).toMatchObject({ kind: 'fill', folder: 'anew', place: home(1) });
  restorer.unpacked(home(1), undefined);
  expect(starts(restorer)).toStrictEqual([['npm', 'restored']]);
});

test('what a cut filling left is removed, also where nothing is restored any more', async ({ service }) => {
  const restorer = service.restorer();
  service.entries.add(key('npm', main));
  await restorer.prepare(run(mount('npm', 1)), 'gnu');
  restorer.abandon();
  service.delay.fetch = 1000;
  const [end, fill] = await restorer.prepare(run(mount('npm', 1)), 'gnu');
  expect(end?.kind).toBe('end');
  expect(fill).toMatchObject({ kind: 'fill', folder: 'anew', archive: '/dev/null', place: home(1) });
  expect(starts(restorer)).toStrictEqual([['npm', 'failed']]);
});

test('a hook that hears of its archive after the solve is over begins nothing', async ({ service }) => {
  service.entries.add(key('npm', main)).add(key('slow', main));
  service.delay.fetch = 100;
  const restorer = service.restorer();
  restorer.lookAhead([run(mount('npm', 1))]);
  await sleep(150);
  const late = restorer.prepare(run(mount('npm', 1), mount('slow', 2)), 'gnu');
  await sleep(20);
  restorer.abandon();
  expect(await late).toStrictEqual([]);
});

test('what no hook was told of needs no ending in the next solve', async ({ service }) => {
  service.entries.add(key('npm', main));
  service.delay.fetch = 100;
  const restorer = service.restorer();
  const first = restorer.prepare(run(mount('npm', 1)), 'gnu');
  restorer.abandon();
  expect(await first).toStrictEqual([]);
  service.delay.fetch = 0;
  expect(await restorer.prepare(run(mount('npm', 1)), 'gnu')).toMatchObject([{ kind: 'fill', folder: 'empty' }]);
});

test('what a RUN had of which nobody knew its mounts is never filled after it', async ({ service }) => {
  service.entries.add(key('npm', main)).add(key('pip', main));
  const restorer = service.restorer();
  expect(await restorer.letGo(mount('any', 1))).toStrictEqual([]);
  expect(places(await restorer.prepare(run(mount('npm', 1), mount('pip', 2)), 'gnu'))).toStrictEqual([home(2)]);
  expect(starts(restorer)[0]).toStrictEqual(['npm', 'taken']);
});

test('such a RUN waits for what is being filled, and what it waited for is not filled anew either', async ({
  service,
}) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer();
  await restorer.prepare(run(mount('npm', 1)), 'gnu');
  const events: string[] = [];
  const other = restorer.letGo(mount('any', 1)).then(() => events.push('let go'));
  await sleep(20);
  events.push('unpacked');
  restorer.unpacked(home(1), undefined);
  await other;
  expect(events).toStrictEqual(['unpacked', 'let go']);

  const second = service.restorer();
  await second.prepare(run(mount('npm', 1)), 'gnu');
  void second.letGo(mount('any', 1));
  second.abandon();
  expect(places(await second.prepare(run(mount('npm', 1)), 'gnu'))).toStrictEqual(['end']);
  // It may hold a part of what was to come, so that it is not saved.
  expect(starts(second)).toStrictEqual([['npm', 'partial']]);
});

test('a filling that does not end is ended before another RUN has its folder', async ({ service }) => {
  service.entries.add(key('npm', main));
  const restorer = service.restorer({ ...plan, maxSize: 1000 });
  const [fill] = await restorer.prepare(run(mount('npm', 1)), 'gnu');
  expect(await restorer.prepare(run(mount('npm', 1)), 'gnu')).toStrictEqual([{ kind: 'end', id: fill?.id }]);
  restorer.unpacked(home(1), undefined);
  expect(starts(restorer)).toStrictEqual([['npm', 'partial']]);
});

test('a RUN that has one mount twice does not wait for itself', async ({ service }) => {
  service.entries.add(key('npm', main));
  const twice = { ...mount('npm', 1), place: '/tmp/buildkit-mount1' };
  const started = performance.now();
  expect(await service.restorer().prepare(run(mount('npm', 1), twice), 'gnu')).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(190);
});
