import { expect, test } from 'vitest';
import { parseKeyValues } from '../../../testbed/runner/file-commands.ts';

test('takes everything after the first equals sign', () => {
  expect(parseKeyValues('digest=sha256:1=2\nempty=\n')).toStrictEqual({ digest: 'sha256:1=2', empty: '' });
});

test('takes the lines between delimiters, equals signs and empty lines included', () => {
  expect(parseKeyValues('tags<<END_1\na=b\n\nEND\nEND_1\nlast=1')).toStrictEqual({ tags: 'a=b\n\nEND', last: '1' });
});

test('keeps << in a value', () => {
  expect(parseKeyValues('a=b<<c')).toStrictEqual({ a: 'b<<c' });
});

test('of two values of a name keeps the last', () => {
  expect(parseKeyValues('a=1\na=2')).toStrictEqual({ a: '2' });
});

test.each([
  ['no equals sign', 'word', "Invalid format 'word'"],
  ['no name', '=value', "Invalid format '=value': the name is empty"],
  ['a delimiter that never comes', 'a<<END\nb', "Invalid value: no line with the delimiter 'END'"],
])('refuses %s', (_, text, message) => {
  expect(() => parseKeyValues(text)).toThrow(new Error(message));
});
