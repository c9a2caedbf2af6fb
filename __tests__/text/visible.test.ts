import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shorten, toPlainText, toVisible } from '../../src/text/visible.ts';
import { obey } from '../log/runner.ts';

describe('a line of the build', () => {
  test.each([
    ['plain text, ümlauts and 🐳 stay', 'plain text, ümlauts and 🐳 stay'],
    ['a\ttab stays', 'a\ttab stays'],
    ['1%\r::add-mask::x', '1%␍::add-mask::x'],
    ['a\nb\0c\u0007d\u007f', 'a␊b␀c␇d␡'],
    ['\u001b]0;title\u0007\u001b[2J', '␛]0;title␇␛[2J'],
    ['\u0085\u009b31m\u2028\u2029', '\\x85\\x9b31m\\u2028\\u2029'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['##[group]x ###[error]y', '##\\[group]x ###\\[error]y'],
    ['\ud800', '\ufffd'],
    ['\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[m', '\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[m'],
    ['\u001b[38;2;1;2;3mcolour ends with the line', '\u001b[38;2;1;2;3mcolour ends with the line\u001b[0m'],
  ])('%j is shown as %j', (text, shown) => {
    expect(toVisible(text)).toBe(shown);
  });

  test('is a command of the older kind for no runner, whatever it holds', () => {
    const piece = fc.constantFrom('##[', '#', '[', ']', 'add-mask', 'x', '\r', '\n', '\u001b[0m', '\u001b', '\0', ' ');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        const shown = `> ${toVisible(pieces.join(''))}`;
        expect(obey(shown)).toStrictEqual({ obeyed: [], isStopped: false });
        expect(shown.replaceAll(/\x1b\[[0-9;:]*m/g, '')).not.toMatch(/[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]/);
      }),
      { numRuns: 2000 },
    );
  });
});

test('plain text has no colours, and what they held apart does not come together', () => {
  expect(toPlainText('\u001b[1mbold\u001b[0m #\u001b[0m#[error]')).toBe('bold ##\\[error]');
});

test.each([
  ['short', 5, 'short'],
  ['a bit longer', 6, 'a bit…'],
  ['🐳🐳🐳', 2, '🐳…'],
])('%j is cut to %i characters as %j', (text, limit, cut) => {
  expect(shorten(text, limit)).toBe(cut);
});
