import * as core from '@actions/core';
import { startInBackground } from './buildkit/background.ts';

/**
 * The pre step, before the job's own steps: begins to pull the BuildKit image where this machine does not have it, as a new runner
 * never does, so that the pull goes on beside checkout and logins. Nothing waits for it: what goes wrong is for main to tell,
 * whose own pull shares the layers with one that is still under way.
 */
export function pre(): void {
  startInBackground('sh', ['-c', pullWhereMissing, 'sh', core.getInput('buildkit-image')]);
}

const pullWhereMissing = 'docker image inspect -- "$1" >/dev/null || exec docker pull --quiet -- "$1"';
