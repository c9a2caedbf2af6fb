/*
 * The room `mounts/`: keeps the content of RUN --mount=type=cache in the Actions cache. Read docs/cache-mounts.md first, then this file,
 * which follows one build, in this order:
 *
 * 1. choose-mounts.ts and plan.ts decide which mounts are kept and whose entries are read, keys.ts what those are called.
 * 2. hook-script.ts runs in the builder in the place of runc and asks before each RUN, through the folder of spool.ts (ask.ts).
 * 3. recognize.ts finds out which mounts that RUN has, from its process and from what the trace says (written-run.ts).
 * 4. restorer.ts answers with orders (orders.ts); fetcher.ts has fetched the entries meanwhile, and jail-script.ts unpacks them.
 * 5. save.ts writes the new entries in the post step, notes.ts says what became of each mount.
 *
 * transfer-process.ts is a process of its own that talks to the Actions cache: its toolkit is large and would delay the build.
 */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder } from '../builder/builder.ts';
import type { Lease } from '../builder/lease.ts';
import * as say from '../runner/say.ts';
import { followTraceFile, type TraceFile } from '../solve/trace-file.ts';
import { type Ask, parseAsk } from './ask.ts';
import type { Limits } from './fetcher.ts';
import { spoolFolder } from './hook-script.ts';
import type { KeptMounts } from './mount-use.ts';
import { formatOrders, parseFilled } from './orders.ts';
import type { MountsPlan } from './plan.ts';
import { mayHaveCache, type RecognizedRun, recognizeRun } from './recognize.ts';
import { createRestorer, type Restorer } from './restorer.ts';
import { openSpool } from './spool.ts';
import { openTransfers, type Transfers } from './transfers.ts';
import { upcomingRuns } from './upcoming.ts';

/** Keeps the cache mounts of one step: restores them while the build runs, and tells afterwards which to save. */
export interface MountManager {
  /** Serves the RUNs of a solve that is about to start and that writes this trace file. A new builder begins with empty mounts. */
  serve(builder: Builder, trace: string): Promise<Service>;
  /** Ends all transfers and returns the result for each mount. */
  finish(): KeptMounts;
}

export interface Service {
  close(): Promise<void>;
}

/** A RUN waits a minute for its archives, but only ten seconds for a service that does not answer at all. */
const limits: Limits = { find: 10_000, wait: 60_000, unpack: 30_000, slack: 10_000 };

/** Milliseconds between two looks at the trace, for RUNs that come soon and for the RUN that asks. */
const lookInterval = 100;
const askInterval = 20;

/**
 * Milliseconds after which a RUN that is not in the trace goes on. The trace normally has it long before, from the solve's
 * definition.
 */
const traceLag = 300;

/** Returns a manager; undefined, with a notice, where the builder shares no folder with this machine. */
export function manageMounts(
  builder: Builder,
  plan: MountsPlan,
  lease: Lease,
  signal: AbortSignal,
): MountManager | undefined {
  if (builder.sharedFolder !== undefined) return createManager(plan, lease, signal);
  say.notice("Cache mounts are not kept: Docker's daemon cannot see this runner's folders.");
  return undefined;
}

/** Makes a manager, which sends no request to the Actions cache before a RUN needs one. */
function createManager(plan: MountsPlan, lease: Lease, signal: AbortSignal): MountManager {
  const folder = spoolOf(lease);
  const transfers = openTransfers({ folder, temp: transferTemp(lease) });
  signal.addEventListener('abort', () => transfers.stop(), { once: true });
  const unknown = new Set<string>();
  let current: { readonly builder: Builder; readonly restorer: Restorer } | undefined;
  return {
    async serve(builder, trace) {
      if (builder.sharedFolder === undefined) return { close: async () => undefined };
      if (current?.builder !== builder) {
        current = { builder, restorer: createRestorer(plan, transfers, folder, limits) };
      }
      // The trace of an earlier attempt would be read as the beginning of this one's.
      await rm(trace, { force: true });
      return serveRuns(current.restorer, followTraceFile(trace), folder, unknown);
    },
    finish() {
      transfers.stop();
      return { plan, uses: current?.restorer.uses() ?? [], unknown: [...unknown] };
    },
  };
}

/** Returns the folder for the hooks' questions on this machine. */
export function spoolOf(lease: Lease): string {
  return join(lease.folder, 'shared', spoolFolder);
}

/** Opens transfers for the post step of a lease. */
export function openLeaseTransfers(lease: Lease): Transfers {
  return openTransfers({ folder: spoolOf(lease), temp: transferTemp(lease) });
}

function transferTemp(lease: Lease): string {
  return join(lease.folder, 'transfers');
}

async function serveRuns(restorer: Restorer, trace: TraceFile, folder: string, unknown: Set<string>): Promise<Service> {
  const spool = await openSpool(folder, {
    async answer(text) {
      const ask = parseAsk(text);
      const run = await findRun(ask, trace).catch(() => undefined);
      if (run === undefined && mayHaveCache(ask, (await trace.read()).steps())) unknown.add(ask.args.at(-1) ?? '');
      return formatOrders(await restorer.prepare(ask, run));
    },
    done(text) {
      for (const filled of parseFilled(text)) restorer.filled(filled);
    },
  });
  const lookAhead = async () => restorer.lookAhead(upcomingRuns(await trace.read()));
  // Looking ahead only saves time, so its failure must not end the build.
  const looking = setInterval(() => lookAhead().catch(() => undefined), lookInterval);
  return {
    async close() {
      clearInterval(looking);
      await spool.close();
      restorer.abandon();
    },
  };
}

async function findRun(ask: Ask, trace: TraceFile): Promise<RecognizedRun | undefined> {
  for (let waited = 0; ; waited += askInterval) {
    const run = recognizeRun(ask, (await trace.read()).steps());
    if (run !== undefined || waited >= traceLag) return run;
    await sleep(askInterval);
  }
}
