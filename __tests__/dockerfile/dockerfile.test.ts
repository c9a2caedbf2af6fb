import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/dockerfile.ts';
import { heredocsOf } from '../../src/dockerfile/heredoc.ts';
import { dockerfileText } from '../fixtures/dockerfile-text.ts';
import { exampleStages, heredocLines } from '../fixtures/dockerfile-values.ts';

const example = readFileSync(join(import.meta.dirname, '../fixtures/unfinished/Dockerfile'), 'utf8');

/** `KEYWORD first-last` of all instructions, FROM included. */
function placesOf(text: string): string[] {
  const { globals, stages } = parseDockerfile(text);
  const own = stages.map(({ instructions }) => instructions);
  return [globals, ...own].flatMap((instructions, index) => [
    ...(index === 0 ? [] : [`FROM ${stages[index - 1]?.firstLine}`]),
    ...instructions.map(({ keyword, firstLine, lastLine }) => `${keyword} ${firstLine}-${lastLine}`),
  ]);
}

describe('the six-stage example', () => {
  test('has its directives with their lines', () => {
    expect(parseDockerfile(example).directives).toStrictEqual([
      { name: 'syntax', value: 'docker/dockerfile:1', line: 1 },
      { name: 'escape', value: '`', line: 2 },
      { name: 'check', value: 'skip=StageNameCasing,NoEmptyContinuation,InvalidDefaultArgInFrom;error=true', line: 3 },
    ]);
  });

  test('has its stages with their names, bases and lines', () => {
    const stages = parseDockerfile(example).stages.map(({ instructions, ...stage }) => ({
      ...stage,
      keywords: instructions.map(({ keyword }) => keyword).join(' '),
    }));
    expect(stages).toStrictEqual(exampleStages);
  });

  test('has its instructions whole', () => {
    expect(parseDockerfile(example).stages[2]?.instructions).toStrictEqual([
      { keyword: 'COPY', flags: [], text: '<<tool.sh <<-"list.txt" /opt/', firstLine: 39, lastLine: 44 },
      {
        keyword: 'RUN',
        flags: ['--mount=type=bind,from=base,source=/two,target=/mnt/two'],
        text: 'cp /mnt/two /opt/two',
        firstLine: 45,
        lastLine: 45,
      },
      { keyword: 'USER', flags: [], text: '1000', firstLine: 46, lastLine: 46 },
      { keyword: 'ENV', flags: [], text: 'LATE=yes', firstLine: 47, lastLine: 47 },
    ]);
  });
});

describe('lines', () => {
  test.each([
    ['a continued line goes on', 'FROM a\nRUN b \\\n  c\nENV d=e', ['FROM 1', 'RUN 2-3', 'ENV 4-4']],
    ['white space may follow the escape character', 'FROM a\nRUN b \\ \t\n  c', ['FROM 1', 'RUN 2-3']],
    ['two escape characters continue nothing', 'FROM a\nRUN b \\\\\nENV c=d', ['FROM 1', 'RUN 2-2', 'ENV 3-3']],
    [
      'comments and blank lines continue a line',
      'FROM a\nRUN b \\\n# c\n\n  d\nUSER e',
      ['FROM 1', 'RUN 2-5', 'USER 6-6'],
    ],
    ['a comment that ends in the escape character continues nothing', '# a \\\nFROM b', ['FROM 2']],
    [
      'the escape directive changes the character',
      '# escape=`\nFROM a\nRUN b `\n  c:\\\nUSER d',
      ['FROM 2', 'RUN 3-4', 'USER 5-5'],
    ],
    [
      'an escape directive after a comment is a comment',
      '# a\n# escape=`\nFROM b\nRUN c \\\n  d',
      ['FROM 3', 'RUN 4-5'],
    ],
    [
      'an escape directive after a blank line is a comment',
      '\n# escape=`\nFROM b\nRUN c \\\n  d',
      ['FROM 3', 'RUN 4-5'],
    ],
    [
      'an escape directive after an unknown one is a comment',
      '# a=b\n# escape=`\nFROM b\nRUN c \\\n  d',
      ['FROM 3', 'RUN 4-5'],
    ],
    ['a byte order mark is no part of the first line', '\uFEFF# escape=`\nFROM a\nRUN b `\n  c', ['FROM 2', 'RUN 3-4']],
    [
      'carriage returns end lines too',
      'FROM a\r\nRUN b \\\r\n  c\r\nRUN <<D\r\ne\r\nD\r\nUSER f',
      ['FROM 1', 'RUN 2-3', 'RUN 4-6', 'USER 7-7'],
    ],
    ['keywords may be in lower case and indented', 'from a as B\n  run c', ['FROM 1', 'RUN 2-2']],
    ['a file may end in a continued line', 'FROM a\nRUN b \\\n', ['FROM 1', 'RUN 2-2']],
    ['what stands before FROM is global', 'ARG A=1\nFROM a', ['ARG 1-1', 'FROM 2']],
  ])('%s', (_, text, places) => {
    expect(placesOf(text)).toStrictEqual(places);
  });
});

describe('here-documents', () => {
  test.each([
    ['RUN has them', 'FROM a\nRUN <<E\nUSER x\nE\nUSER y', ['FROM 1', 'RUN 2-4', 'USER 5-5']],
    ['COPY and ADD have them', 'FROM a\nCOPY <<E /\nE\nADD <<E /\nE', ['FROM 1', 'COPY 2-3', 'ADD 4-5']],
    ['several follow each other', 'FROM a\nCOPY <<A <<B /\nB\nA\nA\nB\nUSER x', ['FROM 1', 'COPY 2-6', 'USER 7-7']],
    ['other instructions have none', 'FROM a\nLABEL b=<<E\nUSER x', ['FROM 1', 'LABEL 2-2', 'USER 3-3']],
    ['a trigger has them', 'FROM a\nONBUILD RUN <<E\nUSER x\nE', ['FROM 1', 'ONBUILD 2-4']],
    ['a JSON list has none', 'FROM a\nRUN ["<<E"]\nUSER x', ['FROM 1', 'RUN 2-2', 'USER 3-3']],
    ['a broken JSON list has them', 'FROM a\nRUN ["a" <<E\nUSER x\nE', ['FROM 1', 'RUN 2-4']],
    ['they follow the last continued line', 'FROM a\nRUN cat <<E \\\n  > b\nUSER x\nE', ['FROM 1', 'RUN 2-5']],
    [
      'only the dash lets tabs stand before the name',
      'FROM a\nRUN <<E\n\tE\nE\nRUN <<-E\n\tE',
      ['FROM 1', 'RUN 2-4', 'RUN 5-6'],
    ],
    ['flags may stand before them', 'FROM a\nRUN --mount=type=cache,target=/b <<E\nUSER x\nE', ['FROM 1', 'RUN 2-4']],
  ])('%s', (_, text, places) => {
    expect(placesOf(text)).toStrictEqual(places);
  });

  test.each(heredocLines)('%s opens %j', (line, names) => {
    expect(heredocsOf(line).map(({ name }) => name)).toStrictEqual(names);
  });
});

describe('any text', () => {
  test('is its lines, and its instructions stand in order on lines of their own', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        const { lines, globals, stages } = parseDockerfile(text);
        expect(lines.join('')).toBe(text);
        const places = [globals, ...stages.map(({ instructions }) => instructions)].flat();
        expect(places.every(({ firstLine, lastLine }) => 1 <= firstLine && firstLine <= lastLine)).toBe(true);
        expect(places.every(({ lastLine }, index) => lastLine < (places[index + 1]?.firstLine ?? Infinity))).toBe(true);
        expect(places.at(-1)?.lastLine ?? 0).toBeLessThanOrEqual(lines.length);
        expect(
          stages.every(({ lastLine }, index) => lastLine === (stages[index + 1]?.firstLine ?? lines.length + 1) - 1),
        ).toBe(true);
      }),
    );
  });
});
