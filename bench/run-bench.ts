import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type CacheServer, startCacheServer } from '../testbed/actions-cache/cache-server.ts';
import { say } from '../testbed/log.ts';
import { ensureCommand } from '../testbed/packages.ts';
import { tool } from '../testbed/tools.ts';
import type { Testbed } from '../testbed/up.ts';
import { type BenchRegistry, startBenchRegistry } from './bench-registry.ts';
import { ensureBusybox } from './busybox.ts';
import { gatherContestants } from './contestants/gather.ts';
import { describeMachine } from './machine.ts';
import {
  type Found,
  noResults,
  type PartRun,
  type Results,
  readResults,
  replacePart,
  type Size,
  writeResults,
} from './results.ts';
import { type Course, runTrials } from './run-trials.ts';
import { measureStartUp } from './start-up.ts';
import type { Part } from './types.ts';

/** What a run of the benchmark is. */
export type BenchRun = { readonly size: Size; readonly parts: readonly Part[]; readonly stopped: AbortSignal };

/** Runs parts of the benchmark on a testbed that is up and returns all results of its size; each part is written as soon as it is through. */
export async function runBench({ size, parts, stopped }: BenchRun, testbed: Testbed): Promise<Results> {
  const buildxProgram = await tool('buildx');
  // GitHub's runners have it, and the Actions cache compresses with it.
  await ensureCommand('zstd', 'zstd');
  const busybox = await ensureBusybox();
  const machine = await describeMachine(testbed.buildkitImage, buildxProgram);
  const known = readResults(size);
  // Figures of two machines are not put side by side.
  let results = isDeepStrictEqual(known?.machine, machine) && known ? known : noResults(size, machine);
  await withServers(async (servers) => {
    const contestants = gatherContestants({ image: testbed.buildkitImage, buildxProgram, busybox, ...servers });
    const course: Course = { ...servers, contestants, stopped, sites: new Map() };
    for (const part of parts) {
      const [run, found] = await watch(() => runPart(size, part, course));
      results = replacePart(results, part, run, found);
      say(`✓ ${part}: ${run.minutes} min, written to ${writeResults(results)}`);
    }
  });
  return results;
}

async function runPart(size: Size, part: Part, course: Course): Promise<Found> {
  if (part === 'start-up') return { startUp: measureStartUp(course.folder, size === 'quick' ? 5 : 20) };
  return runTrials(size, part, course);
}

type Servers = { readonly registry: BenchRegistry; readonly cache: CacheServer; readonly folder: string };

async function withServers(work: (servers: Servers) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const [registry, cache] = [await startBenchRegistry(), await startCacheServer()];
  try {
    await work({ registry, cache, folder });
  } finally {
    await Promise.all([registry.stop(), cache.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch<T>(work: () => Promise<T>): Promise<[PartRun, T]> {
  const start = performance.now();
  const [load = 0] = loadavg();
  const date = new Date().toISOString().slice(0, 10);
  const result = await work();
  const minutes = Math.round((performance.now() - start) / 6000) / 10;
  return [{ date, minutes, load: Math.round(load * 10) / 10 }, result];
}
