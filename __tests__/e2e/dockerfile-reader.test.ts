import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/dockerfile.ts';
import { cutUnfinished } from '../../src/dockerfile/unfinished.ts';
import { runCommand } from '../../testbed/command.ts';
import { ensureGoTool } from '../../testbed/go-tool.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { dockerfileText } from '../fixtures/dockerfile-text.ts';
import { heredocLines } from '../fixtures/dockerfile-values.ts';
import { peculiarDockerfiles } from '../fixtures/peculiar-dockerfiles.ts';
import { modelStages, runStages, traceStages, writeStages } from '../fixtures/stages.ts';

/** What both readers say of a Dockerfile; null where BuildKit refuses it. */
interface Reading {
  readonly escape: string;
  readonly globals: readonly Place[];
  readonly stages: readonly { name: string; base: string; firstLine: number; instructions: readonly Place[] }[];
}

interface Place {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
}

let program: string;
beforeAll(async () => {
  const folder = await ensureGoTool({ folder: 'buildkit', commands: ['./parse-dockerfiles'] });
  program = join(folder, 'parse-dockerfiles');
});

/** Reads Dockerfiles with BuildKit's own parser. */
async function readByBuildKit(texts: readonly string[]): Promise<(Reading | null)[]> {
  return JSON.parse(await runCommand(program, [], { input: JSON.stringify(texts) }));
}

function readByUs(text: string): Reading {
  const { directives, globals, stages } = parseDockerfile(text);
  const place = ({ keyword, flags, firstLine, lastLine }: Place) => ({ keyword, flags, firstLine, lastLine });
  return {
    escape: directives.find(({ name }) => name === 'escape')?.value ?? '\\',
    globals: globals.map(place),
    stages: stages.map(({ name = '', base, firstLine, instructions }) => ({
      name,
      base,
      firstLine,
      instructions: instructions.map(place),
    })),
  };
}

/** Asserts that both read every Dockerfile in the same way, and returns how many BuildKit takes. */
async function compare(texts: readonly string[]): Promise<number> {
  const readings = await readByBuildKit(texts);
  const taken = texts.flatMap((text, index) => {
    const reading = readings[index];
    return reading ? [{ text, reading }] : [];
  });
  for (const { text, reading } of taken) expect({ text, ...readByUs(text) }).toStrictEqual({ text, ...reading });
  return taken.length;
}

describe("our reader of Dockerfiles reads as BuildKit's own", () => {
  test('what is peculiar in its grammar', async () => {
    expect(await compare(peculiarDockerfiles)).toBe(peculiarDockerfiles.length);
  });

  test('here-documents of every spelling', async () => {
    const texts = heredocLines.map(([line, names]) =>
      ['FROM a', line, ...names.flatMap((name) => ['FROM inside', name]), 'ENV B=c', ''].join('\n'),
    );
    expect(await compare(texts)).toBeGreaterThan(texts.length / 2);
  });

  test('builds of many stages', async () => {
    const texts = fc.sample(modelStages, { numRuns: 500, seed: 13 }).map(writeStages);
    expect(await compare(texts)).toBe(texts.length);
  });

  test('what is made of pieces that mean something to it', async () => {
    const texts = fc.sample(dockerfileText, { numRuns: 20_000, seed: 13 }).map((text) => `FROM a\n${text}`);
    expect(await compare(texts)).toBeGreaterThan(100);
  });

  // DOCKERFILES=/folder npm test -- e2e dockerfile-reader: all that lie below a folder of yours, in the place of the examples.
  test('those below $DOCKERFILES, or of the examples', async () => {
    const files = globSync(join(process.env.DOCKERFILES ?? join(projectFolder, 'examples'), '**/*ockerfile*')).filter(
      (file) => statSync(file).isFile(),
    );
    const taken = await compare(files.map((file) => readFileSync(file, 'utf8')));
    console.log(`${taken} of ${files.length} Dockerfiles are read alike, BuildKit refuses the others.`);
    expect(taken).toBeGreaterThan(0);
  });
});

test('a cut to what a failed build had finished is a Dockerfile to BuildKit, with exactly those instructions', async () => {
  const builds = fc.sample(modelStages, { numRuns: 2000, seed: 13 }).flatMap((stages) => {
    const counts = runStages(stages);
    const request = { target: undefined, buildArgs: [], noCache: false, noCacheFilters: [] };
    const cut = cutUnfinished(writeStages(stages), traceStages(stages, counts), request);
    const finished = stages.map(({ instructions }, index) => instructions.slice(0, Math.max(0, counts[index] ?? 0)));
    const keywords = finished.map((own) =>
      own.flatMap(({ text, isNumbered }) => (isNumbered ? text.split(' ')[0] : [])),
    );
    const isWhole = counts.at(-1) === stages.at(-1)?.instructions.length;
    return cut === undefined || isWhole ? [] : [{ cut, keywords }];
  });
  expect(builds.length).toBeGreaterThan(1000);
  const readings = await readByBuildKit(builds.map(({ cut }) => cut));
  for (const [index, { cut, keywords }] of builds.entries()) {
    const stages = readings[index]?.stages ?? [];
    // The last one holds the others together.
    const read = stages.slice(0, -1).map(({ instructions }) => instructions.map(({ keyword }) => keyword));
    const kept = read.map((own) => own.filter((keyword) => keyword !== 'ENV'));
    expect({ cut, kept }).toStrictEqual({ cut, kept: keywords.slice(0, kept.length) });
    expect(keywords.slice(kept.length).flat()).toStrictEqual([]);
  }
});
