import { frameworkProject } from './framework-project.ts';
import { madeProject } from './made-project.ts';
import type { Size } from './results.ts';
import type { Conditions, ContestantName, PlainName, Project, Shape, Situation } from './types.ts';

/** Rounds of each situation. */
export type Rounds = Readonly<Partial<Record<Situation, number>>>;

/** How much each part measures. */
export type Scale = {
  readonly compare: readonly {
    readonly project: Project;
    readonly contestants: readonly PlainName[];
    readonly rounds: Rounds;
    readonly survey: boolean;
  }[];
  readonly distance: { readonly roundTrips: readonly number[]; readonly rounds: Rounds };
  readonly growth: {
    readonly axes: Readonly<Record<keyof Shape | keyof Conditions, readonly number[]>>;
    readonly rounds: Rounds;
  };
  readonly mounts: readonly {
    readonly megabytes: number;
    readonly contestants: readonly ContestantName[];
    readonly rounds: Rounds;
  }[];
  readonly failure: Rounds;
};

const all: readonly PlainName[] = [
  'legacy',
  'daemonless',
  'buildx',
  'action-disk',
  'action-late',
  'action-memory',
  'floor',
];

/** A cache mount that is kept in two ways, and one that is not kept. */
const mounting: readonly ContestantName[] = ['buildx-mounts', 'action-disk', 'action-mounts'];

/**
 * A full run takes an hour on a machine of two cores; the figures that are named in the documentation are all in it. Builds in
 * which nothing changed take many rounds: each fresh BuildKit makes an RSA key, which takes it 5 to 250 ms.
 */
const full: Scale = {
  compare: [
    {
      project: madeProject('small', { stages: 1, layers: 10, megabytes: 50 }),
      contestants: all,
      rounds: { cold: 2, source: 3, dependency: 2, nothing: 13 },
      survey: true,
    },
    {
      // A cold build of it takes a minute, most of which is other people's servers.
      project: frameworkProject,
      contestants: ['daemonless', 'buildx', 'action-disk', 'action-late', 'floor'],
      rounds: { cold: 2, source: 2, dependency: 2, nothing: 13 },
      survey: false,
    },
    {
      project: madeProject('large', { stages: 5, layers: 30, megabytes: 200 }),
      contestants: all,
      rounds: { cold: 1, source: 2, dependency: 1, nothing: 13 },
      survey: false,
    },
  ],
  distance: { roundTrips: [20, 100], rounds: { source: 2, nothing: 3 } },
  growth: {
    axes: {
      stages: [2, 5, 20],
      layers: [10, 20, 50, 200],
      megabytes: [50, 250, 1000],
      imports: [0, 2, 8],
      tags: [1, 5, 20],
      roundTrip: [0, 100, 200],
    },
    rounds: { source: 1, nothing: 3 },
  },
  mounts: [
    { megabytes: 10, contestants: ['buildx', ...mounting], rounds: { dependency: 2, nothing: 3 } },
    { megabytes: 250, contestants: ['buildx', ...mounting], rounds: { dependency: 2, nothing: 2 } },
    // One build that restores and saves a gigabyte takes a minute and more.
    { megabytes: 1000, contestants: mounting, rounds: { dependency: 1, nothing: 2 } },
  ],
  failure: { source: 3, dependency: 3 },
};

const quick: Scale = {
  compare: [
    {
      project: madeProject('small', { stages: 1, layers: 10, megabytes: 20 }),
      contestants: all,
      rounds: { cold: 1, source: 1, dependency: 1, nothing: 2 },
      survey: true,
    },
  ],
  distance: { roundTrips: [100], rounds: { source: 1, nothing: 1 } },
  growth: {
    axes: { stages: [2, 5], layers: [20, 60], megabytes: [50], imports: [0, 4], tags: [1, 10], roundTrip: [0, 50] },
    rounds: { nothing: 1 },
  },
  mounts: [{ megabytes: 10, contestants: ['buildx', ...mounting], rounds: { dependency: 1, nothing: 1 } }],
  failure: { source: 1, dependency: 1 },
};

/** How much each part measures in a run of each size. */
export const scales: Readonly<Record<Size, Scale>> = { full, quick };
