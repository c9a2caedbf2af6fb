import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../testbed/command.ts';
import { say } from '../testbed/log.ts';
import type { BenchRegistry } from './bench-registry.ts';
import { watchMemory } from './memory.ts';
import type { Trial } from './plan.ts';
import type { Measurement, Survey } from './results.ts';
import type { Site } from './site.ts';
import { toTraffic } from './traffic.ts';
import { type Contestant, type Job, type Situation, situations, type Timing } from './types.ts';

/** What a trial runs with. */
export type Ground = {
  readonly registry: BenchRegistry;
  readonly site: Site;
  /** Those of the trial, in its order. */
  readonly contestants: readonly Contestant[];
  readonly stopped: AbortSignal;
};

/** What came of a trial. */
export type Outcome = { measurements: Measurement[]; surveys: Survey[] };

/** Runs a trial: what it begins with, a build of each that is looked at but not timed where it asks for one, then the rounds. */
export async function runTrial(trial: Trial, ground: Ground): Promise<Outcome> {
  await seed(trial, ground);
  const surveys = trial.survey ? await survey(trial, ground) : [];
  const rounds = Math.max(...Object.values(trial.rounds));
  const timings = new Map<string, Timing[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const situation of inOrder(trial, round)) {
      ground.site.enter(situation);
      for (const contestant of rotate(ground.contestants, round)) {
        const key = `${contestant.name} ${situation}`;
        const known = timings.get(key) ?? [];
        if (isSettled(known)) continue;
        const timing = await time(trial, ground, contestant, situation);
        timings.set(key, [...known, timing]);
        say(`  ${trial.project.name}, ${situation}, round ${round + 1}: ${describe(contestant, timing)}`);
      }
    }
  }
  return { measurements: toMeasurements(trial, ground.contestants, timings), surveys };
}

/** Minutes more would not tell more of builds that take so long. */
function isSettled(timings: readonly Timing[]): boolean {
  return timings.length >= 3 && timings.every(({ total }) => total > 20_000);
}

/** Makes one build of each through the proxy that counts: it also leads every contestant through every situation once. */
async function survey(trial: Trial, { registry, site, contestants, stopped }: Ground): Promise<Survey[]> {
  const surveys: Survey[] = [];
  for (const situation of situations.filter((each) => trial.rounds[each])) {
    site.enter(situation);
    for (const contestant of contestants) {
      stopped.throwIfAborted();
      const job = await site.job(contestant.name, situation, registry.counted.address, trial);
      const first = registry.counted.journal.length;
      const stop = watchMemory([registry.pid]);
      const timing = await contestant.build(job);
      const memory = stop();
      // The journal has a request's end only once its connection is done with it.
      await sleep(50);
      const traffic = toTraffic(registry.counted.journal.slice(first));
      surveys.push({
        part: trial.part,
        project: trial.project.name,
        contestant: contestant.name,
        situation,
        traffic,
        memory,
      });
      say(
        `  ${trial.project.name}, ${situation}, counted: ${describe(contestant, timing)}, ${traffic.requests} requests`,
      );
    }
  }
  return surveys;
}

/** A trial without cold rounds needs the caches of one cold build that nobody times. */
async function seed(trial: Trial, ground: Ground): Promise<void> {
  if (trial.rounds.cold) return;
  for (const contestant of ground.contestants) {
    if (!ground.site.knows(contestant.name)) await build(trial, ground, contestant, 'cold', { ...trial, imports: 0 });
  }
}

async function time(trial: Trial, ground: Ground, contestant: Contestant, situation: Situation): Promise<Timing> {
  // What the build before left to be written must not be written during this one.
  await runCommand('sync', []);
  return build(trial, ground, contestant, situation, trial);
}

async function build(
  trial: Trial,
  ground: Ground,
  contestant: Contestant,
  situation: Situation,
  conditions: Trial,
): Promise<Timing> {
  ground.stopped.throwIfAborted();
  const address = await ground.registry.at(trial.roundTrip);
  const job: Job = await ground.site.job(contestant.name, situation, address, conditions);
  return contestant.build(job);
}

/** Nothing changed comes last, when the cache is that of the build before. */
function inOrder(trial: Trial, round: number): Situation[] {
  return situations.filter((situation) => (trial.rounds[situation] ?? 0) > round);
}

/** Whoever comes first finds another machine than whoever comes last. */
function rotate<T>(values: readonly T[], by: number): T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}

function describe({ name }: Contestant, { toDigest, total }: Timing): string {
  return `${name} ${(toDigest / 1000).toFixed(2)} / ${(total / 1000).toFixed(2)} s`;
}

function toMeasurements(
  trial: Trial,
  contestants: readonly Contestant[],
  timings: ReadonlyMap<string, readonly Timing[]>,
): Measurement[] {
  const { part, project, roundTrip, imports, tags } = trial;
  return contestants.flatMap(({ name }) =>
    situations.flatMap((situation) => {
      const rounds = timings.get(`${name} ${situation}`);
      if (rounds === undefined) return [];
      return {
        ...{ part, project: project.name, shape: project.shape, roundTrip, imports, tags, contestant: name, situation },
        toDigest: rounds.map(({ toDigest }) => Math.round(toDigest)),
        total: rounds.map(({ total }) => Math.round(total)),
        ...(rounds.some(({ transfers }) => transfers) && {
          transfers: rounds.flatMap(({ transfers }) => transfers ?? []),
        }),
      };
    }),
  );
}
