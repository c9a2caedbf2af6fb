import { frameworkProject } from './framework-project.ts';
import { madeProject } from './made-project.ts';
import type { Size } from './results.ts';
import type { Conditions, ContestantName, Project, Shape, Situation } from './types.ts';

/** A project that some contestants build under some conditions, round by round. */
export type Trial = Conditions & {
  readonly project: Project;
  readonly contestants: readonly ContestantName[];
  /** Rounds of each situation; 0 or none leaves it out. */
  readonly rounds: Readonly<Partial<Record<Situation, number>>>;
  /** Whether one build of each situation is made through the counting proxy first. */
  readonly survey: boolean;
};

/** Returns the trials of a run, in order. Trials of one project stand together and share its caches. */
export function planTrials(size: Size): Trial[] {
  return size === 'quick'
    ? [...compare(quick), ...distances(quick), ...growth(quick)]
    : [...compare(full), ...distances(full), ...growth(full)];
}

type Scale = {
  readonly projects: readonly (readonly [Project, Trial['rounds']])[];
  readonly roundTrips: readonly number[];
  readonly distance: Trial['rounds'];
  readonly growth: Trial['rounds'];
  readonly axes: {
    readonly stages: readonly number[];
    readonly layers: readonly number[];
    readonly megabytes: readonly number[];
    readonly imports: readonly number[];
    readonly tags: readonly number[];
    readonly roundTrip: readonly number[];
  };
};

const small = madeProject('small', { stages: 1, layers: 10, megabytes: 50 });
const large = madeProject('large', { stages: 5, layers: 50, megabytes: 300 });

const full: Scale = {
  projects: [
    [small, { cold: 3, source: 5, dependency: 3, nothing: 5 }],
    [frameworkProject, { cold: 1, source: 3, dependency: 1, nothing: 3 }],
    [large, { cold: 3, source: 3, dependency: 3, nothing: 3 }],
  ],
  roundTrips: [20, 100],
  distance: { cold: 1, source: 3, nothing: 5 },
  growth: { source: 3, nothing: 3 },
  axes: {
    stages: [2, 5, 10, 20],
    layers: [10, 50, 100, 200],
    megabytes: [50, 200, 500, 1000],
    imports: [0, 2, 8],
    tags: [1, 5, 20],
    roundTrip: [0, 20, 50, 100, 200],
  },
};

const quick: Scale = {
  projects: [[small, { cold: 1, source: 1, dependency: 1, nothing: 2 }]],
  roundTrips: [100],
  distance: { source: 1, nothing: 1 },
  growth: { nothing: 1 },
  axes: { stages: [2, 10], layers: [10, 50], megabytes: [10, 100], imports: [0, 4], tags: [1, 10], roundTrip: [0, 50] },
};

/** Every contestant on every project, nothing between it and the registry. */
function compare({ projects }: Scale): Trial[] {
  const all: ContestantName[] = ['legacy', 'daemonless', 'buildx', 'action-disk', 'action-memory', 'floor'];
  return projects.map(([project, rounds]) => ({ ...near, project, contestants: all, rounds, survey: true }));
}

function distances({ roundTrips, distance }: Scale): Trial[] {
  const contestants: ContestantName[] = ['daemonless', 'buildx', 'action-disk', 'floor'];
  return roundTrips.map((roundTrip) => ({
    ...near,
    roundTrip,
    project: small,
    contestants,
    rounds: distance,
    survey: false,
  }));
}

/** One property varied, all others as they are in the middle; the floor beside it is what BuildKit itself costs. */
function growth({ axes, growth: rounds }: Scale): Trial[] {
  const middle: Shape = { stages: 5, layers: 20, megabytes: 50 };
  const at = (shape: Partial<Shape>, conditions: Partial<Conditions>): Trial => {
    const full = { ...middle, ...shape };
    const name = `made-${full.stages}-${full.layers}-${full.megabytes}`;
    const project = madeProject(name, full);
    return { ...near, ...conditions, project, contestants: ['action-disk', 'floor'], rounds, survey: false };
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

const near: Conditions = { roundTrip: 0, imports: 0, tags: 1 };

/** Returns a text that is the same for two trials of one point. */
export function pointOf({ project, roundTrip, imports, tags }: Pick<Trial, 'project' | keyof Conditions>): string {
  return [project.name, roundTrip, imports, tags].join();
}
