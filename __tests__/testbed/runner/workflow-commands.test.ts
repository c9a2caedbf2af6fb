import { expect, test } from 'vitest';
import { createCommandReader } from '../../../testbed/runner/workflow-commands.ts';

function readAll(...lines: string[]) {
  const { read, commands } = createCommandReader();
  return { shown: lines.map(read), commands };
}

test('reads properties and message with their escapes', () => {
  expect(readAll('::error file=a%2Cb,line=3::100%25%0Asure').commands).toStrictEqual([
    { name: 'error', properties: { file: 'a,b', line: '3' }, value: '100%\nsure' },
  ]);
});

test('obeys a command after blanks but not after text', () => {
  expect(readAll('  ::warning::a', 'x ::warning::b').commands).toStrictEqual([
    { name: 'warning', properties: {}, value: 'a' },
  ]);
});

test('obeys the old form anywhere in a line', () => {
  expect(readAll('#5 1.2 ##[error]Oh').commands).toStrictEqual([{ name: 'error', properties: {}, value: 'Oh' }]);
});

test('leaves unknown commands to the log', () => {
  expect(readAll('::unknown::x')).toStrictEqual({ shown: ['::unknown::x'], commands: [] });
});

test('shows what was masked before as three stars', () => {
  expect(readAll('geheim', '::add-mask::geheim', 'so geheim').shown).toStrictEqual(['geheim', undefined, 'so ***']);
});

test('obeys nothing between stop-commands and its token', () => {
  const { shown, commands } = readAll('::stop-commands::T-1', '::error::a', '##[error]b', '::t-1::', '::error::c');
  expect(shown).toStrictEqual([undefined, '::error::a', '##[error]b', undefined, '##[error]c']);
  expect(commands.map(({ value }) => value)).toStrictEqual(['T-1', 'c']);
});
