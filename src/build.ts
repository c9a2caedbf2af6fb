import type { SolveSpec } from './buildkit/buildctl.ts';
import type { Builder } from './buildkit/builder.ts';
import { type BuildFailure, parseFailure } from './buildkit/failure.ts';
import type { Lease } from './buildkit/lease.ts';
import { type Metadata, readMetadata } from './buildkit/metadata.ts';
import { loadImage, prepareSolve } from './buildkit/prepare.ts';
import type { Progress } from './buildkit/progress.ts';
import { runSolve } from './buildkit/solve.ts';
import type { CacheChoice } from './choose-cache.ts';
import type { RegistryClient } from './registry/client.ts';
import { followSolve } from './report/follow.ts';
import type { BuildRequest } from './request/build-request.ts';

/** What a build needs: everything that was decided, and a builder. */
export interface BuildJob {
  readonly request: BuildRequest;
  readonly builder: Builder;
  readonly cache: CacheChoice;
  readonly lease: Lease;
  readonly registry: RegistryClient;
}

/** What became of a build. */
export type BuildEnd = { readonly solve: SolveSpec; readonly progress: Progress } & (
  | { readonly kind: 'built'; readonly metadata: Metadata }
  /** A `call` other than build: nothing was made, the frontend told something. */
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: BuildFailure; readonly words: string }
);

/** Builds, shows it in the log while it runs, and resolves when it has ended. Throws when it was cancelled or could not start. */
export async function runBuild(job: BuildJob, signal: AbortSignal): Promise<BuildEnd> {
  const { request, builder, cache, lease } = job;
  const solve = await prepareSolve(
    request,
    {
      imports: cache.donor === undefined ? [] : [cache.donor.reference],
      exportTo: request.cache.export === 'inline' ? cache.exportTo : undefined,
    },
    lease,
  );
  const follower = followSolve(request.report.progress);
  const end = await runSolve(builder, solve, follower, signal);
  follower.end(end.success ? [] : end.text.split('\n'));
  signal.throwIfAborted();
  if (!end.success) {
    return {
      kind: 'failed',
      solve,
      progress: end.progress,
      failure: parseFailure(end.text, end.progress),
      words: end.text,
    };
  }
  if (request.call !== 'build') return { kind: 'answered', solve, progress: end.progress, answer: end.answer };
  const metadata = await readMetadata(solve.files.metadata);
  if (request.load) await loadImage(solve, signal);
  return { kind: 'built', solve, progress: end.progress, metadata };
}
