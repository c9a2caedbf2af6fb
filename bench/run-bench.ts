import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, seconds } from '../testbed/log.ts';
import { tool } from '../testbed/tools.ts';
import type { Testbed } from '../testbed/up.ts';
import { type BenchRegistry, startBenchRegistry } from './bench-registry.ts';
import { gatherContestants } from './contestants/gather.ts';
import { patient } from './contestants/patient.ts';
import { describeMachine } from './machine.ts';
import { planTrials, type Trial } from './plan.ts';
import type { Failure, Measurement, Results, Size, Survey } from './results.ts';
import { runTrial } from './run-trial.ts';
import { openSite, type Site } from './site.ts';
import { measureStartUp } from './start-up.ts';
import type { Contestant } from './types.ts';

/** Runs all trials of a size on a testbed that is up and returns what was measured; throws when a build fails. */
export async function runBench(size: Size, testbed: Testbed, stopped: AbortSignal): Promise<Results> {
  const start = performance.now();
  const buildxProgram = await tool('buildx');
  const machine = await describeMachine(testbed.buildkitImage, buildxProgram);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const registry = await startBenchRegistry();
  try {
    const startUp = measureStartUp(folder, size === 'quick' ? 5 : 20);
    const failures: Failure[] = [];
    const able = gatherContestants(testbed.buildkitImage, folder, buildxProgram);
    const contestants = able.map((contestant) => patient(contestant, (failure) => failures.push(failure)));
    const outcome = await runTrials(planTrials(size), { registry, folder, contestants, stopped });
    const minutes = Math.round((performance.now() - start) / 6000) / 10;
    return { size, date: new Date().toISOString().slice(0, 10), minutes, machine, startUp, ...outcome, failures };
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Course = {
  readonly registry: BenchRegistry;
  readonly folder: string;
  readonly contestants: readonly Contestant[];
  readonly stopped: AbortSignal;
};

async function runTrials(trials: readonly Trial[], { registry, folder, contestants, stopped }: Course) {
  const measurements: Measurement[] = [];
  const surveys: Survey[] = [];
  const sites = new Map<string, Site>();
  for (const [index, trial] of trials.entries()) {
    const start = performance.now();
    const { project, roundTrip, imports, tags } = trial;
    say(
      `• ${index + 1} of ${trials.length}: ${project.name}, ${roundTrip} ms away, ${imports} further imports, ${tags} tags`,
    );
    const site = sites.get(project.name) ?? openSite(project, folder, registry);
    sites.set(project.name, site);
    const able = contestants.filter(
      ({ name }) => trial.contestants.includes(name) && (name !== 'legacy' || project.stages),
    );
    const outcome = await runTrial(trial, { registry, site, contestants: able, stopped });
    measurements.push(...outcome.measurements);
    surveys.push(...outcome.surveys);
    say(`✓ ${index + 1} of ${trials.length}: ${seconds(performance.now() - start)}`);
  }
  return { measurements, surveys };
}
