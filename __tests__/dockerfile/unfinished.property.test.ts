import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/dockerfile.ts';
import { toStageGraph } from '../../src/dockerfile/stage-graph.ts';
import { cutUnfinished } from '../../src/dockerfile/unfinished.ts';
import type { StepState } from '../../src/trace/step.ts';
import { dockerfileText } from '../fixtures/dockerfile-text.ts';
import { modelStages, runStages, traceStages, writeStages } from '../fixtures/stages.ts';
import { step } from '../fixtures/steps.ts';

const build = { target: undefined, buildArgs: [], noCache: false, noCacheFilters: [] };
const states = fc.infiniteStream(fc.constantFrom<StepState[]>('done', 'cached', 'failed', 'canceled', 'pending'));

/** The steps of a Dockerfile as a trace tells them, each in the next of these states. */
function stepsOf(dockerfile: string, next: Iterator<StepState>) {
  const nodes = toStageGraph(parseDockerfile(dockerfile), []);
  return nodes.flatMap(({ label, base, numbered }) => {
    const instructions = [...(base.kind === 'image' ? ['FROM'] : []), ...numbered.map(({ keyword }) => keyword)];
    return instructions.map((instruction, index) =>
      step(`[${label} ${index + 1}/${instructions.length}] ${instruction} x`, { state: next.next().value }),
    );
  });
}

function isGenerated(line: string): boolean {
  return /^(FROM scratch( AS \S+)?|COPY --from=\d+ --exclude=\*\* \/ \/s\d+\/)$/.test(line);
}

describe('a cut', () => {
  test('keeps exactly the instructions that a build has finished', () => {
    fc.assert(
      fc.property(modelStages, (stages) => {
        const counts = runStages(stages);
        const dockerfile = writeStages(stages);
        const cut = cutUnfinished(dockerfile, traceStages(stages, counts), build) ?? '';
        const numbered = stages.map(({ instructions }) => instructions.map((one, place) => ({ ...one, place })));
        const all = numbered.flatMap((own, index) =>
          own.map((one) => ({ ...one, isDone: one.place < (counts[index] ?? 0) })),
        );
        const kept = all.filter(({ text, isNumbered }) => isNumbered && `\n${cut}`.includes(`\n${text}\n`));
        expect(kept).toStrictEqual(all.filter(({ isNumbered, isDone }) => isNumbered && isDone));
      }),
      { numRuns: 500 },
    );
  });

  test('of a cut that has finished is that cut', () => {
    fc.assert(
      fc.property(modelStages, (stages) => {
        const cut = cutUnfinished(writeStages(stages), traceStages(stages, runStages(stages)), build);
        fc.pre(cut !== undefined);
        const done = (function* () {
          for (;;) yield 'done' as const;
        })();
        expect(cutUnfinished(cut, stepsOf(cut, done), build)).toBe(cut);
      }),
    );
  });

  test('adds to the lines of any Dockerfile, in their order, nothing but its own stages and copies', () => {
    fc.assert(
      fc.property(dockerfileText, states, (dockerfile, next) => {
        const cut = cutUnfinished(dockerfile, stepsOf(dockerfile, next), build);
        const original = parseDockerfile(dockerfile).lines.map((line) => line.trimEnd());
        let at = 0;
        for (const line of parseDockerfile(cut ?? '').lines.map((line) => line.trimEnd())) {
          const found = original.indexOf(line, at);
          if (found < 0) expect(line).toSatisfy(isGenerated);
          else at = found + 1;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
