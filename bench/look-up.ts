import type { Measurement, Results } from './results.ts';
import type { Conditions, ContestantName, Situation } from './types.ts';

/** Which measurement is meant; conditions that are not given are those next to the registry. */
export type Wanted = Partial<Conditions> & {
  readonly project: string;
  readonly contestant: ContestantName;
  readonly situation: Situation;
};

/** Returns the measurement of a contestant in a situation; undefined where there is none. */
export function lookUp({ measurements }: Results, wanted: Wanted): Measurement | undefined {
  const { project, contestant, situation, roundTrip = 0, imports = 0, tags = 1 } = wanted;
  return measurements.find(
    (each) =>
      each.project === project &&
      each.contestant === contestant &&
      each.situation === situation &&
      each.roundTrip === roundTrip &&
      each.imports === imports &&
      each.tags === tags,
  );
}

/** Returns the projects on which the contestants are compared, in order. */
export function comparedProjects({ measurements }: Results): string[] {
  return [...new Set(measurements.filter(({ contestant }) => contestant === 'buildx').map(({ project }) => project))];
}

/** Returns the contestants that were measured on a project, in order. */
export function contestantsOf({ measurements }: Results, project: string): ContestantName[] {
  return [...new Set(measurements.filter((each) => each.project === project).map(({ contestant }) => contestant))];
}
