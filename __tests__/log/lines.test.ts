import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeptLines, keptLimit } from '../../src/log/kept-lines.ts';
import { createLineReader, cutLine, lineLimit } from '../../src/log/lines.ts';

function readIn(pieces: readonly Uint8Array[]): string[] {
  const reader = createLineReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.flush()];
}

describe('an output', () => {
  test.each([
    ['one\ntwo\n', ['one', 'two']],
    ['one\r\ntwo', ['one', 'two']],
    ['\n\n', ['', '']],
    ['', []],
  ])('%j is cut into %j', (text, lines) => {
    expect(readIn([Buffer.from(text)])).toStrictEqual(lines);
  });

  test('is cut into the same lines in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(20)), (lines, sizes) => {
        const bytes = Buffer.from(lines.join('\n'));
        let start = 0;
        const pieces = sizes.map((size) => {
          start += size;
          return bytes.subarray(start - size, start);
        });
        expect(readIn([...pieces, bytes.subarray(start)])).toStrictEqual(readIn([bytes]));
      }),
    );
  });

  test('that is not UTF-8 shows where it is not', () => {
    expect(readIn([Buffer.from([0x61, 0xff, 0x0a]), Buffer.from([0xf0, 0x9f])])).toStrictEqual(['a\ufffd', '\ufffd']);
  });

  test('of a line of a megabyte keeps its beginning and says what was cut', () => {
    const megabyte = Buffer.alloc(1_000_000, 'x');
    const [line, next] = readIn([megabyte, megabyte, Buffer.from('\nnext\n')]);
    expect(line).toBe(`${'x'.repeat(lineLimit)} … (${(2_000_000 - lineLimit).toLocaleString('en')} more characters)`);
    expect(next).toBe('next');
  });
});

test('a whole line is cut once', () => {
  const cut = cutLine('x'.repeat(10_000));
  expect(cut).toBe(`${'x'.repeat(lineLimit)} … (5,904 more characters)`);
  expect(cutLine(cut)).toBe(cut);
  expect(cutLine('short')).toBe('short');
});

test('of what is kept the oldest goes, with a word on how much that was', () => {
  const kept = createKeptLines();
  const lines = Array.from({ length: 30_000 }, (_, index) => `line ${String(index).padStart(95, '0')}`);
  for (const line of lines) kept.push([line]);
  const [note = '', ...rest] = kept.take();
  const left = Number(/^… ([\d,]+) earlier lines \(.*\) left out/.exec(note)?.[1]?.replaceAll(',', ''));
  expect(rest).toStrictEqual(lines.slice(left));
  expect(rest.join('\n').length).toBeLessThanOrEqual(keptLimit);
  expect(rest.join('\n').length).toBeGreaterThan(keptLimit / 3);
  expect(kept.isEmpty()).toBe(true);
});
