import { say, seconds } from '../testbed/log.ts';
import type { BenchRegistry } from './bench-registry.ts';
import { patient } from './contestants/patient.ts';
import { planTrials } from './plan.ts';
import type { Failure, Found, Measurement, Size, Survey } from './results.ts';
import { runTrial } from './run-trial.ts';
import { openSite, type Site } from './site.ts';
import type { Contestant, Part } from './types.ts';

/** What the trials of a run share. */
export type Course = {
  readonly registry: BenchRegistry;
  readonly folder: string;
  readonly contestants: readonly Contestant[];
  readonly stopped: AbortSignal;
  /** By the names of their projects: a project that comes again is built on. */
  readonly sites: Map<string, Site>;
};

/** Runs the trials of a part and returns what was measured; throws when a build fails twice. */
export async function runTrials(size: Size, part: Part, course: Course): Promise<Found> {
  const measurements: Measurement[] = [];
  const surveys: Survey[] = [];
  const failures: Failure[] = [];
  const { registry, stopped } = course;
  const trials = planTrials(size, part);
  for (const [index, trial] of trials.entries()) {
    const start = performance.now();
    const { project, roundTrip, imports, tags } = trial;
    const number = `${part}, ${index + 1} of ${trials.length}`;
    say(`• ${number}: ${project.name}, ${roundTrip} ms away, ${imports} further imports, ${tags} tags`);
    const site = course.sites.get(project.name) ?? openSite(project, course.folder, registry);
    course.sites.set(project.name, site);
    const contestants = course.contestants
      .filter(({ name }) => trial.contestants.includes(name))
      .map((contestant) => patient(contestant, (failure) => failures.push({ part, ...failure })));
    const outcome = await runTrial(trial, { registry, site, contestants, stopped });
    measurements.push(...outcome.measurements);
    surveys.push(...outcome.surveys);
    say(`✓ ${number}: ${seconds(performance.now() - start)}`);
  }
  return { measurements, surveys, failures };
}
