import * as core from '@actions/core';

/** The inputs of prune/action.yml as the workflow wrote them; '' where it wrote nothing. */
export interface PruneInputs {
  readonly repository: string;
  readonly olderThan: string;
  readonly keep: string;
  readonly dryRun: string;
  readonly timeout: string;
  readonly githubToken: string;
}

/** Reads the inputs of the step; the only reader of them. */
export function readPruneInputs(): PruneInputs {
  return {
    repository: core.getInput('repository'),
    olderThan: core.getInput('older-than'),
    keep: core.getInput('keep'),
    dryRun: core.getInput('dry-run'),
    timeout: core.getInput('timeout'),
    githubToken: core.getInput('github-token'),
  };
}
