import { failingProject } from './failing-project.ts';
import { madeProject } from './made-project.ts';
import { mountProject } from './mount-project.ts';
import type { Size } from './results.ts';
import { type Rounds, type Scale, scales } from './scales.ts';
import type { Conditions, ContestantName, Part, PlainName, Project, Shape } from './types.ts';

/** A project that some contestants build under some conditions, round by round. */
export type Trial = Conditions & {
  readonly part: Part;
  readonly project: Project;
  readonly contestants: readonly ContestantName[];
  /** Rounds of each situation; 0 or none leaves it out. */
  readonly rounds: Rounds;
  /** Whether one build of each situation is made through the counting proxy first. */
  readonly survey: boolean;
};

/** Returns the trials of one part of a run, in order. Trials of one project share its caches. */
export function planTrials(size: Size, part: Part): Trial[] {
  const scale = scales[size];
  const trials: Readonly<Record<Part, (scale: Scale) => Trial[]>> = {
    'start-up': () => [],
    compare,
    distance,
    growth,
    mounts,
    failure,
  };
  return trials[part](scale);
}

/** The ways of building side by side, nothing between them and the registry. */
function compare({ compare: comparisons }: Scale): Trial[] {
  return comparisons.map((comparison) => ({ ...near, part: 'compare', ...comparison }));
}

/** The first project once more, with the registry further away. */
function distance({ compare: [first], distance: { roundTrips, rounds } }: Scale): Trial[] {
  if (first === undefined) return [];
  const { project } = first;
  const contestants: PlainName[] = ['daemonless', 'buildx', 'action-disk', 'floor'];
  return roundTrips.map((roundTrip) => ({
    ...near,
    ...{ part: 'distance', roundTrip, project, contestants, rounds, survey: false },
  }));
}

/** One property varied, all others as they are in the middle; the floor beside it is what BuildKit itself costs. */
function growth({ growth: { axes, rounds } }: Scale): Trial[] {
  const middle: Shape = { stages: 5, layers: 20, megabytes: 50 };
  const at = (shape: Partial<Shape>, conditions: Partial<Conditions>): Trial => {
    const whole = { ...middle, ...shape };
    const project = madeProject(`made-${whole.stages}-${whole.layers}-${whole.megabytes}`, whole);
    const contestants: PlainName[] = ['action-disk', 'floor'];
    return { ...near, ...conditions, part: 'growth', project, contestants, rounds, survey: false };
  };
  const trials = [
    ...axes.imports.map((imports) => at({}, { imports })),
    ...axes.tags.map((tags) => at({}, { tags })),
    ...axes.roundTrip.map((roundTrip) => at({}, { roundTrip })),
    ...axes.stages.map((stages) => at({ stages }, {})),
    ...axes.layers.map((layers) => at({ layers }, {})),
    ...axes.megabytes.map((megabytes) => at({ megabytes }, {})),
  ];
  // Several axes meet in the middle.
  return [...new Map(trials.map((trial) => [pointOf(trial), trial])).values()];
}

/** Cache mounts of several sizes. */
function mounts({ mounts: sizes }: Scale): Trial[] {
  return sizes.map(({ megabytes, ...rest }) => ({
    ...near,
    ...{ part: 'mounts', project: mountProject(megabytes), survey: false, ...rest },
  }));
}

/** A build that breaks in the middle. */
function failure({ failure: rounds }: Scale): Trial[] {
  const contestants: ContestantName[] = ['failing-lost', 'failing-kept'];
  return [{ ...near, part: 'failure', project: failingProject, contestants, rounds, survey: true }];
}

const near: Conditions = { roundTrip: 0, imports: 0, tags: 1 };

/** Returns a text that is the same for two trials of one point. */
export function pointOf({ project, roundTrip, imports, tags }: Pick<Trial, 'project' | keyof Conditions>): string {
  return [project.name, roundTrip, imports, tags].join();
}
