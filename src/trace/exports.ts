import type { Step } from './progress.ts';

/** One part of handing over what was built: `exporting layers`, `pushing layers`, `sending cache export`. */
export interface ExportPhase {
  readonly kind: 'image' | 'cache';
  readonly name: string;
  /** Epoch milliseconds. */
  readonly started: number;
  readonly milliseconds: number;
}

/** Parts that are details of other parts, one per layer. */
const detail = /^(writing |merging|exporting (manifest|config|attestation))/;

/** Lists the finished parts of exports, in the order they began. */
export function exportPhases(steps: readonly Step[]): ExportPhase[] {
  return exportsOf(steps)
    .flatMap((step) =>
      step.transfers.flatMap(({ id, started, completed }) =>
        started === undefined || completed === undefined || detail.test(id)
          ? []
          : [{ kind: kindOf(step), name: id, started, milliseconds: Math.max(0, completed - started) }],
      ),
    )
    .toSorted((a, b) => a.started - b.started);
}

/** Returns the milliseconds that a build took to hand over its image, or its cache. */
export function exportMilliseconds(steps: readonly Step[], kind: ExportPhase['kind']): number {
  return exportsOf(steps)
    .filter((step) => kindOf(step) === kind)
    .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}

/** Returns the references whose manifest reached the registry (`REFERENCE@DIGEST`), also where a later one failed. */
export function pushedReferences(steps: readonly Step[]): string[] {
  return exportsOf(steps).flatMap(({ transfers, error = '' }) =>
    transfers.flatMap(({ id, completed }) => {
      const reference = /^pushing manifest for (.+)$/.exec(id)?.[1];
      // A push that fails is completed too; BuildKit pushes one reference after the other and stops at the first that fails.
      const hasFailed = error.includes(`failed to push ${reference?.split('@')[0]}:`);
      return reference !== undefined && completed !== undefined && !hasFailed ? [reference] : [];
    }),
  );
}

function exportsOf(steps: readonly Step[]): Step[] {
  return steps.filter(({ phase }) => phase === 'export' || phase === 'cache-export');
}

function kindOf({ phase }: Step): ExportPhase['kind'] {
  return phase === 'export' ? 'image' : 'cache';
}
