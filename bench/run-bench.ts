import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, seconds } from '../testbed/log.ts';
import { tool } from '../testbed/tools.ts';
import type { Testbed } from '../testbed/up.ts';
import { type BenchRegistry, startBenchRegistry } from './bench-registry.ts';
import { action } from './contestants/action.ts';
import { buildx } from './contestants/buildx.ts';
import { daemonless } from './contestants/daemonless.ts';
import { floor } from './contestants/floor.ts';
import { legacy } from './contestants/legacy.ts';
import type { Surroundings } from './contestants/surroundings.ts';
import { describeMachine } from './machine.ts';
import { planTrials, type Trial } from './plan.ts';
import type { Measurement, Results, Size, Survey } from './results.ts';
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
    const contestants = gatherContestants(testbed.buildkitImage, folder, buildxProgram);
    const outcome = await runTrials(planTrials(size), { registry, folder, contestants, stopped });
    const minutes = Math.round((performance.now() - start) / 6000) / 10;
    return { size, date: new Date().toISOString().slice(0, 10), minutes, machine, startUp, ...outcome };
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

export async function runTrials(trials: readonly Trial[], { registry, folder, contestants, stopped }: Course) {
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

export function gatherContestants(image: string, folder: string, buildxProgram: string): Contestant[] {
  const dockerConfig = join(folder, 'docker');
  mkdirSync(join(dockerConfig, 'cli-plugins'), { recursive: true });
  symlinkSync(buildxProgram, join(dockerConfig, 'cli-plugins/docker-buildx'));
  const config = (registry: string) =>
    `[registry."docker.io"]\n  mirrors = ["${registry}"]\n[registry."${registry}"]\n  http = true\n`;
  const surroundings: Surroundings = { image, config, folder, dockerConfig };
  return [
    legacy(surroundings),
    daemonless(surroundings),
    buildx(surroundings),
    action('disk', surroundings),
    action('memory', surroundings),
    floor(surroundings),
  ];
}
