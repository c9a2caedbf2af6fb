import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan, folded, plain, table } from '../../src/text/markdown.ts';
import { formatBytes, formatCount, formatDuration } from '../../src/text/units.ts';

test.each([
  ['RUN npm ci', '`RUN npm ci`'],
  ['echo `date`', '`` echo `date` ``'],
  ['a ``` b', '````a ``` b````'],
  ['a | b', '`a \\| b`'],
  [' two\nlines ', '`two lines`'],
  ['\u001b[31mred\u001b[0m\u0007', '`red␇`'],
])('%j as code in a cell is %j', (text, markdown) => {
  expect(codeSpan(text)).toBe(markdown);
});

test('a block of code ends where it is meant to', () => {
  expect(codeBlock(['a', '````', '</details>'], 'text')).toBe('`````text\na\n````\n</details>\n`````');
  expect(codeBlock(['a'], 'text')).toBe('```text\na\n```');
});

test.each([
  ['ghcr.io/o/app', 'ghcr.io/o/app'],
  ['<b>&', '&lt;b>&amp;'.replace('>', '&#62;')],
  ['*_`[x](y)|\\~', '&#42;&#95;&#96;&#91;x&#93;(y)&#124;&#92;&#126;'],
  ['@team #1 https://x :smile:', '&#64;team &#35;1 https&#58;//x &#58;smile&#58;'],
  ['see www.evil.example', 'see www&#46;evil.example'],
  ['two\nlines', 'two lines'],
])('%j as text is %j', (text, markdown) => {
  expect(plain(text)).toBe(markdown);
});

test('a table has a heading and rows', () => {
  expect(
    table([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});

test('what is folded has room for Markdown', () => {
  expect(folded('More', 'text', 'closed')).toBe('<details><summary>More</summary>\n\ntext\n\n</details>');
  expect(folded('More', 'text', 'open')).toBe('<details open><summary>More</summary>\n\ntext\n\n</details>');
});

describe('figures', () => {
  test.each([
    [-5, '0 ms'],
    [49, '49 ms'],
    [94, '94 ms'],
    [95, '0.1 s'],
    [9_949, '9.9 s'],
    [9_951, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [3_599_600, '1 h 0 min'],
    [3_780_000, '1 h 3 min'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1_234_567, '1.2 MB'],
    [123_456_789, '123 MB'],
    [999_600, '1.0 MB'],
    [5_400_000_000, '5.4 GB'],
    [2e15, '2000 TB'],
  ])('%i bytes is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [1, '1 step'],
    [0, '0 steps'],
    [1234, '1,234 steps'],
  ])('%i is %s', (count, text) => {
    expect(formatCount(count, 'step')).toBe(text);
  });
});
