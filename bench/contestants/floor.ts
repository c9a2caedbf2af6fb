import { join } from 'node:path';
import type { Builder } from '../../src/builder/builder.ts';
import { takeLease } from '../../src/builder/lease.ts';
import { releaseLease } from '../../src/builder/removal.ts';
import { startBuilder } from '../../src/builder/start.ts';
import { planCache } from '../../src/cache/plan.ts';
import { planScopesOf } from '../../src/cache/scope.ts';
import type { BuildRequest } from '../../src/request/build-request.ts';
import { type GitContext, parseGitContext } from '../../src/request/git-context.ts';
import { type Inputs, inputNames } from '../../src/request/inputs.ts';
import { parseRequest } from '../../src/request/request.ts';
import { buildctlArgs, type SolveSpec } from '../../src/solve/args.ts';
import { ownTarget } from '../../src/solve/cache-targets.ts';
import { addressArgs } from '../../src/solve/run.ts';
import type { Contestant, Job } from '../types.ts';
import { inputsOf } from './action.ts';
import { timeCommand } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What no way of building with BuildKit can be below: the very solves of this action, by hand, against its own fresh builder
 * that is up before the clock starts and goes after it stops.
 */
export function floor(surroundings: Surroundings): Contestant {
  return {
    name: 'floor',
    async build(job) {
      const lease = await takeLease({ RUNNER_TEMP: surroundings.folder });
      try {
        const request = toRequest(job, surroundings);
        const builder = await startBuilder(request.builder, lease, AbortSignal.timeout(60_000));
        return await solveTwice(builder, toSolves(job, request, lease.folder));
      } finally {
        await releaseLease(lease);
      }
    },
  };
}

async function solveTwice(
  builder: Builder,
  solves: readonly SolveSpec[],
): Promise<{ toDigest: number; total: number }> {
  const times: number[] = [];
  for (const solve of solves) {
    times.push(await timeCommand(builder.buildctl, [...addressArgs(builder), ...buildctlArgs(solve)], {}));
  }
  const [toDigest = 0, exported = 0] = times;
  return { toDigest, total: toDigest + exported };
}

/** The build, and the export of its cache where it has something new. */
function toSolves(job: Job, request: BuildRequest, folder: string): SolveSpec[] {
  const { exportTo } = planCache(request.cache, planScopesOf(request.source, git), git);
  if (exportTo === undefined) throw new Error('The request has no cache to export to.');
  const files = {
    metadata: join(folder, 'metadata.json'),
    trace: join(folder, 'trace'),
    archive: '',
    secrets: new Map(),
  };
  const build: SolveSpec = {
    request,
    imports: job.situation === 'cold' ? [] : [exportTo],
    exports: [],
    outputs: 'result',
    frontend: 'built-in',
    progress: 'rawjson',
    files,
  };
  return job.situation === 'nothing'
    ? [build]
    : [build, { ...build, exports: [ownTarget(request, exportTo).attributes], outputs: 'nothing' }];
}

const git: GitContext = {
  ...parseGitContext({ GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }, undefined),
  head: 'unknown',
  commitTime: undefined,
};

function toRequest(job: Job, surroundings: Surroundings): BuildRequest {
  const given = inputsOf(job, surroundings);
  const inputs = Object.fromEntries(inputNames.map((name) => [name, given[name] ?? ''])) as Inputs;
  return parseRequest(inputs, git, job.workspace, {});
}
