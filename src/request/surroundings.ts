import type { GitContext } from './git-context.ts';

/** The environment of the step, where inputs refer to it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the inputs refer to: the run, the folder that paths are relative to, the environment. */
export interface Surroundings {
  readonly git: GitContext;
  readonly workspace: string;
  readonly env: Environment;
  /** Says what a person should know of an input that is taken all the same. */
  readonly warn: (text: string) => void;
}
