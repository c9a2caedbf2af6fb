import type { BuildRequest } from '../request/build-request.ts';
import { endOf, type PlatformCut, writeCutByPlatform } from './cut-by-platform.ts';
import { type ParsedDockerfile, parseDockerfile } from './dockerfile.ts';
import { findFinished, type TracedStep } from './finished.ts';
import { type KeptStage, keepFinished } from './kept-stages.ts';
import { stepsByPlatform } from './platform-steps.ts';
import { toStageGraph } from './stage-graph.ts';

export type { TracedStep } from './finished.ts';

export type CutRequest = Pick<BuildRequest, 'target' | 'buildArgs' | 'noCache' | 'noCacheFilters'>;

/**
 * Cuts a Dockerfile to what a failed build had finished, so that solving it runs nothing and its cache can be exported;
 * undefined when there is nothing to keep.
 *
 * | what | becomes |
 * | --- | --- |
 * | a stage with an unfinished instruction | ends before it |
 * | a stage of which nothing is kept, or that `no-cache` names | `FROM scratch`, since others may be meant by their number |
 * | an instruction that reads a stage that is not whole | unfinished itself |
 * | the end | `FROM scratch` under the target's name, with one `COPY --exclude=**` per stage that no other one needs: it copies nothing and depends on all of it |
 * | a stage that one of several platforms is farther with | repeated (see `writeCutByPlatform`), where nothing forbids that |
 * | a Dockerfile whose target is finished (a push failed) | stays as it is |
 *
 * The cut is solved as the original was (target, arguments, platforms, contexts, imports, frontend, which must know `--exclude`:
 * 1.19 or later), without outputs and attestations. It has no `# check` line, because a check that finds it ugly must not fail it.
 */
export function cutUnfinished(
  dockerfile: string,
  steps: readonly TracedStep[],
  request: CutRequest,
): string | undefined {
  const parsed = parseDockerfile(dockerfile);
  const target = findTarget(parsed, request.target);
  if (request.noCache || target < 0) return undefined;
  const nodes = toStageGraph(parsed, request.buildArgs);
  const finished = new Set<TracedStep>(findFinished(steps));
  const keep = (own: readonly TracedStep[]) => keepFinished(nodes, target, own, request.noCacheFilters, finished);
  const kept = keep(steps);
  const byPlatform = cutByPlatform(
    parsed,
    kept,
    stepsByPlatform(parsed, nodes, steps),
    keep,
    parsed.stages[target]?.name,
  );
  if (byPlatform !== undefined) return [...headOf(parsed), byPlatform].join('');
  const { needed, ends } = findNeeded(kept);
  if (ends.length === 0) return undefined;
  const isWhole = kept[target]?.isComplete === true && ends.every((end) => end === target);
  return isWhole ? dockerfile : writeCut(parsed, kept, needed, ends, target);
}

/** A target is a name, of which the last stage that has it is meant; without one it is the last stage. */
function findTarget({ stages }: ParsedDockerfile, target: string | undefined): number {
  if (target === undefined) return stages.length - 1;
  return stages.findLastIndex(({ name }) => name === target.toLowerCase());
}

/** `ends` are the stages with something to keep that no other kept instruction reads. */
function findNeeded(kept: readonly KeptStage[]): { needed: ReadonlySet<number>; ends: readonly number[] } {
  const needed = new Set<number>();
  const ends: number[] = [];
  for (const [index, { bases, instructions }] of [...kept.entries()].toReversed()) {
    if (!needed.has(index)) {
      if (instructions.length === 0) continue;
      ends.unshift(index);
    }
    for (const stage of [index, ...bases, ...instructions.flatMap(({ reads }) => reads)]) needed.add(stage);
  }
  return { needed, ends };
}

/** Returns undefined where no platform has more than all have, or where the trace of one does not show as much. */
function cutByPlatform(
  parsed: ParsedDockerfile,
  common: readonly KeptStage[],
  steps: ReadonlyMap<string, readonly TracedStep[]>,
  keep: (own: readonly TracedStep[]) => readonly KeptStage[],
  endName: string | undefined,
): string | undefined {
  const cuts = [...steps].map(([platform, own]): PlatformCut => {
    const kept = keep(own);
    return { platform, kept, ...findNeeded(kept) };
  });
  const isMore = cuts.length > 1 && cuts.some(({ kept }) => count(kept) > count(common));
  if (!isMore || !cuts.every(({ kept }) => covers(kept, common))) return undefined;
  return writeCutByPlatform(parsed, cuts, endName);
}

function count(kept: readonly KeptStage[]): number {
  return kept.reduce((sum, { instructions }) => sum + instructions.length, 0);
}

function covers(more: readonly KeptStage[], less: readonly KeptStage[]): boolean {
  return less.every(({ instructions }, index) => (more[index]?.instructions.length ?? 0) >= instructions.length);
}

/** A check that finds the cut ugly must not fail it. */
function headOf({ lines, directives, stages }: ParsedDockerfile): string[] {
  const checks = directives.filter(({ name }) => name === 'check').map(({ line }) => line);
  return lines.slice(0, (stages[0]?.firstLine ?? 1) - 1).filter((_, index) => !checks.includes(index + 1));
}

function writeCut(
  parsed: ParsedDockerfile,
  kept: readonly KeptStage[],
  needed: ReadonlySet<number>,
  ends: readonly number[],
  target: number,
): string {
  const { lines, stages } = parsed;
  const body = kept
    .slice(0, Math.max(...needed) + 1)
    .map((stage, index) => (needed.has(index) ? linesOf(stage, lines) : 'FROM scratch\n'));
  // Under its name because a stage can read it (ARG TARGETSTAGE), and by number because a name would now mean this one.
  const name = stages[target]?.name;
  const end = name === undefined ? 'FROM scratch\n' : `FROM scratch AS ${name}\n`;
  return [
    ...headOf(parsed),
    ...body,
    end,
    ...ends.map((stage) => `COPY --from=${stage} --exclude=** / /s${stage}/\n`),
  ].join('');
}

function linesOf(kept: KeptStage, lines: readonly string[]): string {
  const text = lines.slice(kept.node.stage.firstLine - 1, endOf(kept)).join('');
  return text.endsWith('\n') ? text : `${text}\n`;
}
