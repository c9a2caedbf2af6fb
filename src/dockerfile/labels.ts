import type { Pair } from '../request/build-request.ts';
import { parseDockerfile } from './dockerfile.ts';
import { type StageNode, toStageGraph } from './stage-graph.ts';

/**
 * Names the labels that a Dockerfile gives the target's image by LABEL instructions of its own, in the target's stage and in those
 * that it is made from. What a base image says is not among them. Names with a variable are left out: only BuildKit knows them.
 */
export function labelNames(text: string, target: string | undefined, buildArgs: readonly Pair[]): Set<string> {
  const stages = toStageGraph(parseDockerfile(text), buildArgs);
  const names = new Set<string>();
  const left = targetStages(stages, target);
  const seen = new Set<number>();
  for (let index = left.pop(); index !== undefined; index = left.pop()) {
    const node = stages[index];
    if (node === undefined || seen.has(index)) continue;
    seen.add(index);
    for (const { keyword, text: pairs } of node.stage.instructions) {
      if (keyword === 'LABEL') for (const name of namesIn(pairs)) names.add(name);
    }
    if (node.base.kind === 'stage') left.push(node.base.stage);
    if (node.base.kind === 'open') left.push(...node.base.stages);
  }
  return names;
}

/** A stage is meant by its name or by its number, and the last one where there is no target (dockerui, `target`). */
function targetStages(stages: readonly StageNode[], target: string | undefined): number[] {
  if (target === undefined) return [stages.length - 1];
  const named = stages.findLastIndex(({ stage }) => stage.name === target.toLowerCase());
  return [named >= 0 ? named : /^\d+$/.test(target) ? Number(target) : -1];
}

/** `NAME=VALUE` pairs with quotes and backslashes, or the old form of one name, a blank and the rest (parser.parseNameVal). */
function namesIn(text: string): string[] {
  const words = text.match(/(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\])+/gs) ?? [];
  const isOld = !words[0]?.includes('=');
  return (isOld ? words.slice(0, 1) : words)
    .map((word) => unquote(isOld ? word : word.slice(0, equalsSign(word))))
    .filter((name) => name !== '' && !name.includes('$'));
}

/** The first equals sign outside of quotes. */
function equalsSign(word: string): number {
  const before = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^="'\\])*/s.exec(word)?.[0] ?? '';
  return before.length;
}

function unquote(word: string): string {
  return word.replace(/["']/g, '').replace(/\\(.)/gs, '$1');
}
