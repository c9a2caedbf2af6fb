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

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** The numbered instructions that a stage stands on, by their first lines. */
function reachedFrom(dockerfile: string, name: string): string[] {
  const parsed = parseDockerfile(dockerfile);
  const nodes = toStageGraph(parsed, []);
  const reached = new Set([nodes.findIndex(({ label }) => label === name)]);
  const found: string[] = [];
  for (const index of reached) {
    const { base, numbered = [] } = nodes[index] ?? {};
    if (base?.kind === 'stage') reached.add(base.stage);
    for (const { reads, flags, firstLine: line } of numbered) {
      for (const read of reads) reached.add(read);
      if (!flags.some((flag) => flag.startsWith('--exclude'))) found.push(parsed.lines[line - 1]?.trimEnd() ?? '');
    }
  }
  return found.sort();
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

  test('of two platforms keeps exactly what each of them has finished, where stages are repeated', () => {
    let repeated = 0;
    fc.assert(
      fc.property(modelStages, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (stages, fine) => {
        // The other platform fails elsewhere, and nothing is copied by number.
        const named = stages.map((stage, index) => ({ ...stage, name: stage.name ?? `other-${index}` }));
        const toNamed = (text: string) => text.replace(/--from=(\d+)/, (_, index) => `--from=${named[index]?.name}`);
        const one = named.map((stage) => ({
          ...stage,
          instructions: stage.instructions.map((each) => ({ ...each, text: toNamed(each.text) })),
        }));
        const other = one.map((stage) => ({
          ...stage,
          instructions: stage.instructions.map((each, place) => ({
            ...each,
            isFine: !each.isNumbered || fine[place % fine.length] === true,
          })),
        }));
        const platforms = [one, other].map((own, index) => ({
          own,
          name: ['linux/amd64', 'linux/arm64'][index] ?? '',
        }));
        const steps = platforms.flatMap(({ own, name }) =>
          traceStages(own, runStages(own)).map((each) => ({ ...each, platform: name })),
        );
        const cut = cutUnfinished(writeStages(one), steps, build);
        if (!cut?.includes('cut-end-')) return;
        repeated += 1;
        for (const { own, name } of platforms) {
          const counts = runStages(own);
          const done = own.flatMap(({ instructions }, index) =>
            instructions.filter(({ isNumbered }, place) => isNumbered && place < (counts[index] ?? 0)),
          );
          expect(reachedFrom(cut, `cut-end-${name.replace('/', '-')}`)).toStrictEqual(
            done.map(({ text }) => firstLine(text).trimEnd()).sort(),
          );
        }
      }),
      { numRuns: 500 },
    );
    expect(repeated).toBeGreaterThan(50);
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
