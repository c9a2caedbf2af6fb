import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/request/input-error.ts';
import { parseList } from '../../src/request/lists.ts';

test.each([
  ['a,b', ['a', 'b'], ['a,b']],
  ['a\nb', ['a', 'b'], ['a', 'b']],
  ['"a=1\n2"', ['a=1\n2'], ['a=1\n2']],
  ['"a=""1"""', ['a="1"'], ['a="1"']],
  ['a=x,"y"', ['a=x', 'y'], ['a=x,"y"']],
  ['', [], []],
  [' \n\n ', [], []],
  ['  a  ,, b \r\n c', ['a', 'b', 'c'], ['a  ,, b', 'c']],
  ['"a,b"', ['a', 'b'], ['a,b']],
  ['" a "\nb', ['a', 'b'], [' a ', 'b']],
  ['a={"k":"v"}', ['a={"k":"v"}'], ['a={"k":"v"}']],
  ['"a=1",b', ['a=1', 'b'], ['"a=1",b']],
  ['"first\n\n third"\nb', ['first\n\n third', 'b'], ['first\n\n third', 'b']],
  ['a=1\r\nb=2\nc=3', ['a=1', 'b=2', 'c=3'], ['a=1', 'b=2', 'c=3']],
  ['a=1\r2\nb', ['a=1\r2', 'b'], ['a=1\r2', 'b']],
])('splits %j', (text, commas, lines) => {
  expect({ commas: parseList('tags', text, 'commas'), lines: parseList('tags', text, 'lines') }).toStrictEqual({
    commas,
    lines,
  });
});

test.each(['"a', 'x\n"a=1\nb'])('refuses %j without saying what is in it', (text) => {
  expect(() => parseList('secrets', text, 'lines')).toThrow(
    new InputError(
      '"secrets" has a double quote that is not closed: an entry that begins with one must end with one, and those inside it are doubled.',
    ),
  );
});

const text = fc.string({ unit: fc.constantFrom(...'ab=,"\n\r \t'), maxLength: 20 });

test('a list without quotes is split like the list of docker/build-push-action', () => {
  fc.assert(
    fc.property(text, (given) => {
      const plain = given.replace(/["\r]/g, '').trim();
      expect(parseList('tags', plain, 'commas')).toStrictEqual(splitAsThere(plain, 'commas'));
      expect(parseList('tags', plain, 'lines')).toStrictEqual(splitAsThere(plain, 'lines'));
    }),
    { numRuns: 2000 },
  );
});

test('entries that are quoted as a whole come out byte for byte', () => {
  const entries = fc.array(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => each.trim() !== '' && !each.includes('\0')),
  );
  fc.assert(
    fc.property(entries, (given) => {
      const list = given.map((each) => `"${each.replaceAll('"', '""')}"`).join('\n');
      expect(parseList('secrets', list, 'lines')).toStrictEqual(given);
    }),
    { numRuns: 2000 },
  );
});

test('a line that does not begin with a quote comes out byte for byte', () => {
  const line = fc.string({ minLength: 1 }).map((each) => `K=${each.trim()}`);
  fc.assert(
    fc.property(fc.array(line), (given) => {
      const lines = given.filter((each) => !/[\n\0]/.test(each));
      expect(parseList('build-args', lines.join('\n'), 'lines')).toStrictEqual(lines);
    }),
    { numRuns: 2000 },
  );
});

test('nothing but an InputError is ever thrown', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('commas', 'lines'), (given, separator) => {
      try {
        parseList('tags', given, separator);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 2000 },
  );
});

/** That action's grammar: csv-parse's records, whose fields are entries, or joined again where commas do not count. */
function splitAsThere(list: string, separator: 'commas' | 'lines'): string[] {
  const records = parse(list, { relaxQuotes: true, relaxColumnCount: true, skipEmptyLines: true });
  const entries = separator === 'lines' ? records.map((fields) => fields.join(',')) : records.flat();
  return entries.map((each) => each.trim()).filter((each) => each !== '');
}
