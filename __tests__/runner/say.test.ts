import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as say from '../../src/runner/say.ts';
import { listFiles, readText } from '../docs/markdown.ts';
import { obey } from '../log/runner.ts';

const levels = { error: say.error, warning: say.warning, notice: say.notice, debug: say.debug };
let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a sentence in which foreign words stand', () => {
  const piece = fc.constantFrom(
    '::',
    '##[',
    ']',
    'add-mask',
    'error',
    'x',
    '\r',
    '\n',
    '%0A',
    '\u001b[0m',
    '\u2028',
    ' ',
  );
  const sentence = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((pieces) => pieces.join(''));

  test('is obeyed by no runner, however it begins', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        printed = '';
        say.info(text);
        expect(obey(printed)).toStrictEqual({ obeyed: [], isStopped: false });
      }),
    );
  });

  test.each(['error', 'warning', 'notice', 'debug'] as const)('is one %s and no other command', (level) => {
    fc.assert(
      fc.property(sentence, (text) => {
        printed = '';
        levels[level](text);
        expect(obey(printed)).toMatchObject({ obeyed: [{ name: level }], isStopped: false });
      }),
    );
  });

  test('keeps its lines, and what is harmless in them', () => {
    say.info('one: 1::2\n  ::error::two\r\n##[error]three');
    expect(printed).toBe('one: 1::2\n  \\::error::two\n##\\[error]three\n');
  });
});

test('nothing else in src/ prints: what a build printed goes through the printer of log/, all else through here', () => {
  const prints =
    /\bcore\.(?:info|notice|warning|error|debug|setFailed|startGroup|group)\(|\bconsole\.|\bstd(?:out|err)\.write\(/;
  const printing = listFiles('src/*.ts').filter((file) => prints.test(readText(file)));
  expect(printing.toSorted()).toStrictEqual(['src/log/follow.ts', 'src/log/printer.ts', 'src/runner/say.ts']);
});
