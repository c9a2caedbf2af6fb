import { countFinished, findFinished, type TracedStep } from './finished.ts';
import type { NumberedInstruction, StageNode } from './stage-graph.ts';

/** What is kept of a stage. */
export interface KeptStage {
  readonly node: StageNode;
  /** The stages that it depends on. */
  readonly bases: readonly number[];
  /** Its first numbered instructions, up to the first one that is not finished. */
  readonly instructions: readonly NumberedInstruction[];
  readonly isComplete: boolean;
}

/**
 * Decides what is kept of each stage after a failed build: what the trace calls finished, as far as all that it reads is kept
 * whole. `neverKept` names stages, in any case ('' for those without a name). Of the `steps` those that are in `finished` are so.
 */
export function keepFinished(
  nodes: readonly StageNode[],
  target: number,
  steps: readonly TracedStep[],
  neverKept: readonly string[],
  finished: ReadonlySet<TracedStep> = new Set(findFinished(steps)),
): KeptStage[] {
  const traced = assignSteps(nodes, target, steps);
  const foundations = nodes.map((node, index) => findFoundation(node, index, traced));
  const counts = countAll(nodes, foundations, traced, finished);
  const excluded = new Set(neverKept.map((name) => name.toLowerCase()));
  const kept: KeptStage[] = [];
  const isComplete = (stage: number) => kept[stage]?.isComplete === true;
  for (const [index, node] of nodes.entries()) {
    const { stages: bases = [] } = foundations[index] ?? {};
    const isSound = foundations[index] !== undefined && !excluded.has(node.stage.name ?? '') && bases.every(isComplete);
    const own = isSound ? node.numbered.slice(0, counts[index]) : [];
    const broken = own.findIndex(({ reads }) => !reads.every(isComplete));
    const instructions = broken < 0 ? own : own.slice(0, broken);
    kept.push({ node, bases, instructions, isComplete: isSound && instructions.length === node.numbered.length });
  }
  return kept;
}

/** Gives each stage the steps that have its name; none where two stages that the target needs cannot be told apart. */
function assignSteps(nodes: readonly StageNode[], target: number, steps: readonly TracedStep[]): TracedStep[][] {
  const reachable = [...findReachable(nodes, target)].flatMap((index) => nodes[index] ?? []);
  const isOf = (node: StageNode, { stage, total = 0 }: TracedStep) =>
    (stage ?? nodes[0]?.label) === node.label && totalsOf(node).includes(total);
  return nodes.map((node) => {
    const rivals = reachable.filter((other) => other !== node && other.label === node.label);
    return steps.filter((step) => isOf(node, step) && !rivals.some((rival) => isOf(rival, step)));
  });
}

/** BuildKit counts FROM as a step where it names an image. A total of none of these has triggers of an ONBUILD in it. */
function totalsOf({ base, numbered: { length } }: StageNode): number[] {
  if (base.kind === 'open') return [length, length + 1];
  return [base.kind === 'image' ? length + 1 : length];
}

function findReachable(nodes: readonly StageNode[], target: number): Set<number> {
  const reachable = new Set([target]);
  // A set's iteration comes to what is added on the way.
  for (const index of reachable) {
    const node = nodes[index];
    if (node === undefined) continue;
    const bases = node.base.kind === 'stage' ? [node.base.stage] : node.base.kind === 'open' ? node.base.stages : [];
    for (const other of [...bases, ...node.numbered.flatMap(({ reads }) => reads)]) reachable.add(other);
  }
  return reachable;
}

/** What FROM came to in this build: a step of its own (an image), or stages, of several platforms perhaps several. */
interface Foundation {
  readonly isStep: boolean;
  readonly stages: readonly number[];
}

/** Undefined when the trace does not tell what an open name stood for. */
function findFoundation(node: StageNode, index: number, traced: readonly TracedStep[][]): Foundation | undefined {
  if (node.base.kind === 'stage') return { isStep: false, stages: [node.base.stage] };
  if (node.base.kind !== 'open') return { isStep: node.base.kind === 'image', stages: [] };
  const total = traced[index]?.[0]?.total;
  if (total === node.numbered.length + 1) return { isStep: true, stages: [] };
  const stages = node.base.stages.filter((stage) => traced[stage]?.length !== 0);
  return total === undefined || stages.length === 0 ? undefined : { isStep: false, stages };
}

/** From the last stage to the first, because what a finished instruction reads is finished whatever its own steps say. */
function countAll(
  nodes: readonly StageNode[],
  foundations: readonly (Foundation | undefined)[],
  traced: readonly TracedStep[][],
  finished: ReadonlySet<TracedStep>,
): number[] {
  const whole = new Set<number>();
  const counts = nodes.map(() => 0);
  for (const [index, { numbered }] of [...nodes.entries()].toReversed()) {
    const { isStep, stages } = foundations[index] ?? { isStep: false, stages: [] };
    const count = whole.has(index) ? numbered.length : countFinished(numbered, isStep, traced[index] ?? [], finished);
    counts[index] = count;
    const [base, ...others] = count > 0 || whole.has(index) ? stages : [];
    if (base !== undefined && others.length === 0) whole.add(base);
    for (const read of numbered.slice(0, count).flatMap(({ reads }) => reads)) whole.add(read);
  }
  return counts;
}
