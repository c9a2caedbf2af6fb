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
  readonly comparisons: readonly Pick<Trial, 'project' | 'contestants' | 'rounds' | 'survey'>[];
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

const all: readonly ContestantName[] = ['legacy', 'daemonless', 'buildx', 'action-disk', 'action-memory', 'floor'];

const full: Scale = {
  comparisons: [
    {
      project: madeProject('small', { stages: 1, layers: 10, megabytes: 50 }),
      contestants: all,
      rounds: { cold: 3, source: 3, dependency: 2, nothing: 5 },
      survey: true,
    },
    {
      // A cold build of it takes a minute, most of which is other people's servers: one round tells its size.
      project: frameworkProject,
      contestants: ['buildx', 'action-disk', 'floor'],
      rounds: { cold: 1, source: 2, nothing: 3 },
      survey: false,
    },
    {
      project: madeProject('large', { stages: 5, layers: 30, megabytes: 200 }),
      contestants: ['legacy', 'buildx', 'action-disk', 'action-memory', 'floor'],
      rounds: { cold: 1, source: 2, dependency: 1, nothing: 3 },
      survey: false,
    },
  ],
  roundTrips: [20, 100],
  distance: { source: 2, nothing: 3 },
  growth: { source: 1, nothing: 3 },
  axes: {
    stages: [2, 5, 10, 20],
    layers: [10, 20, 50, 100, 200],
    megabytes: [50, 250, 1000],
    imports: [0, 2, 8],
    tags: [1, 5, 20],
    roundTrip: [0, 50, 100, 200],
  },
};

const quick: Scale = {
  comparisons: [
    {
      project: madeProject('small', { stages: 1, layers: 10, megabytes: 20 }),
      contestants: all,
      rounds: { cold: 1, source: 1, dependency: 1, nothing: 2 },
      survey: true,
    },
  ],
  roundTrips: [100],
  distance: { source: 1, nothing: 1 },
  growth: { nothing: 1 },
  axes: { stages: [2, 5], layers: [20, 60], megabytes: [50], imports: [0, 4], tags: [1, 10], roundTrip: [0, 50] },
};

/** The ways of building side by side, nothing between them and the registry. */
function compare({ comparisons }: Scale): Trial[] {
  return comparisons.map((comparison) => ({ ...near, ...comparison }));
}

/** The first project once more, with the registry further away. */
function distances({ comparisons: [first], roundTrips, distance }: Scale): Trial[] {
  if (first === undefined) return [];
  const contestants: ContestantName[] = ['daemonless', 'buildx', 'action-disk', 'floor'];
  return roundTrips.map((roundTrip) => ({
    ...near,
    ...{ roundTrip, project: first.project, contestants, rounds: distance, survey: false },
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
