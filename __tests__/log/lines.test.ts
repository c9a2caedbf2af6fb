import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeptLines, keptLimit } from '../../src/log/kept-lines.ts';
import { createLineReader, cutLine, lineLimit } from '../../src/log/lines.ts';

const outputs = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\r', '\x1b[K', '\x1b[2K', '\x1b[31m')),
);

function readIn(pieces: readonly Uint8Array[]): string[] {
  const reader = createLineReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.flush()];
}

describe('an output', () => {
  test.each([
    ['one\ntwo\n', ['one', 'two']],
    ['one\r\ntwo', ['one', 'two']],
    ['one\r\r\ntwo', ['one', 'two']],
    ['\n\n', ['', '']],
    ['', []],
    ['10%\r100%\ndone', ['100%', 'done']],
    ['loading\rok\n', ['okading']],
    ['loading\rok\x1b[K\n', ['ok']],
    ['loading\r\x1b[2Kok\n', ['ok']],
    ['\x1b[32mloading\x1b[0m\r\x1b[32mok\x1b[0m', ['\x1b[32mok\x1b[0m']],
    ['waiting\r', ['waiting']],
  ])('%j is cut into %j', (text, lines) => {
    expect(readIn([Buffer.from(text)])).toStrictEqual(lines);
  });

  test('is cut into the same lines in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(outputs), fc.array(fc.nat(20)), (lines, sizes) => {
        const bytes = Buffer.from(lines.map((parts) => parts.join('')).join('\n'));
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

  test('of a megabyte that writes over itself keeps what stands at the end', () => {
    const progress = Buffer.from(
      Array.from({ length: 20_000 }, (_, index) => `Downloaded ${index} of 20000 files\r`).join(''),
    );
    expect(readIn([progress, Buffer.from('Downloaded 20000 of 20000 files\n')])).toStrictEqual([
      'Downloaded 20000 of 20000 files',
    ]);
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
