import type { ParsedDockerfile } from './dockerfile.ts';
import type { TracedStep } from './finished.ts';
import type { StageNode } from './stage-graph.ts';

/**
 * Returns what a trace tells of each platform that the build is for; of stages that they may have in common, everything. A build
 * for a single one names none.
 */
export function stepsByPlatform(
  parsed: ParsedDockerfile,
  nodes: readonly StageNode[],
  steps: readonly TracedStep[],
): Map<string, TracedStep[]> {
  const shared = findShared(parsed, nodes, steps);
  const platforms = new Set(steps.flatMap((step) => targetOf(step) ?? []));
  const isFor = (platform: string) => (step: TracedStep) => targetOf(step) === platform || shared.has(step.stage ?? '');
  return new Map([...platforms].map((platform) => [platform, steps.filter(isFor(platform))]));
}

/** Returns the platform that a step is made for, the second of `linux/amd64->arm64`, which leaves out the system if that is the same. */
function targetOf({ platform }: TracedStep): string | undefined {
  const [from = '', to] = platform?.split('->') ?? [];
  if (to === undefined) return platform;
  return /^[^/]+(\/v\d+)?$/.test(to) ? `${from.split('/')[0]}/${to}` : to;
}

/**
 * Returns the labels of the stages whose steps the platforms may have in common (`FROM --platform=$BUILDPLATFORM`, and what stands
 * on such a stage): which platform a step of theirs is for cannot be told.
 */
function findShared(
  { lines, stages }: ParsedDockerfile,
  nodes: readonly StageNode[],
  steps: readonly TracedStep[],
): Set<string> {
  const crossing = new Set(steps.filter(({ platform }) => platform?.includes('->')).map(({ stage }) => stage ?? ''));
  const shared = new Set<string>();
  for (const [index, { label, base }] of nodes.entries()) {
    const { firstLine = 1, lastLine = 1, instructions = [] } = stages[index] ?? {};
    const from = lines.slice(firstLine - 1, (instructions[0]?.firstLine ?? lastLine + 1) - 1).join('');
    const bases = base.kind === 'stage' ? [base.stage] : base.kind === 'open' ? base.stages : [];
    const isShared = bases.some((other) => shared.has(nodes[other]?.label ?? ''));
    if (crossing.has(label) || isShared || /--platform/.test(from)) shared.add(label);
  }
  // The only stage of a Dockerfile has no name in the names of steps.
  if (crossing.has('') || (nodes.length === 1 && shared.size > 0)) shared.add('');
  return shared;
}
