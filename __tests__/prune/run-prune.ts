import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { cacheTag } from '../../src/cache/key.ts';
import { type GitHubEvent, otherEvent, type StepResult } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { readTestbed } from '../../testbed/up.ts';
import { findSecrets } from '../e2e/canaries.ts';
import { createEntrustedRunner } from '../e2e/entrusted-runner.ts';
import type { GitHubServer } from './github-server.ts';

export interface PruneRun {
  readonly repository: string;
  readonly event: GitHubEvent;
  readonly github: GitHubServer;
  readonly inputs?: Record<string, string>;
  readonly env?: NodeJS.ProcessEnv;
  /** Docker's config.json. */
  readonly docker?: object;
}

/** Runs prune/action.yml's program as a runner would, and asserts that it shows none of the secrets that it knows. */
export async function runPrune({ repository, event, github, inputs, env, docker }: PruneRun): Promise<StepResult> {
  const { runner, secrets, shown } = createEntrustedRunner({ action: join(projectFolder, 'prune') }, readTestbed());
  if (docker) writeFileSync(join(runner.dockerConfig, 'config.json'), JSON.stringify(docker));
  try {
    const pruned = await runner.main({
      inputs: { repository, ...inputs },
      event,
      env: { GITHUB_API_URL: github.url, ...env },
    });
    expect(findSecrets(secrets, shown())).toStrictEqual([]);
    return pruned;
  } finally {
    await runner.dispose();
  }
}

/** The event of a branch's deletion, which runs on the default branch. */
export function deleteEvent(branch: string): GitHubEvent {
  return otherEvent('delete', { payload: { ref: branch, ref_type: 'branch', pusher_type: 'user' } });
}

export function branchTag(branch: string, variant = ''): string {
  return cacheTag(toBranch(branch), variant);
}

export function pullTag(number: number, variant = ''): string {
  return cacheTag({ kind: 'pull-request', number }, variant);
}

function toBranch(branch: string): Scope {
  return { kind: 'branch', ref: `refs/heads/${branch}` };
}
