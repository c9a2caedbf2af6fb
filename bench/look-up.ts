import type { Measurement, Results } from './results.ts';
import type { Conditions, ContestantName, Part, Situation } from './types.ts';

/** Which measurement is meant; the part is the comparison and conditions are those next to the registry, where not given. */
export type Wanted = Partial<Conditions> & {
  readonly part?: Part;
  readonly project: string;
  readonly contestant: ContestantName;
  readonly situation: Situation;
};

/** Returns the measurement of a contestant in a situation; undefined where there is none. */
export function lookUp({ measurements }: Results, wanted: Wanted): Measurement | undefined {
  const { part = 'compare', project, contestant, situation, roundTrip = 0, imports = 0, tags = 1 } = wanted;
  return measurements.find(
    (each) =>
      each.part === part &&
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
  return [...new Set(measurements.filter(({ part }) => part === 'compare').map(({ project }) => project))];
}

/** Returns the contestants that were compared on a project, in order. */
export function contestantsOf({ measurements }: Results, project: string): ContestantName[] {
  const compared = measurements.filter((each) => each.part === 'compare' && each.project === project);
  return [...new Set(compared.map(({ contestant }) => contestant))];
}
