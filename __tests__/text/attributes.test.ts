import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../src/request/build-request.ts';
import { attributeValue, formatAttributes, parseAttributes, withoutAttributes } from '../../src/text/attributes.ts';

/** How BuildKit takes a flag apart: go-csvvalue's fields, each cut at its first equals sign, names in lower case. */
function readLikeBuildKit(flag: string): Attributes {
  return readFields(flag).map((field) => {
    const border = field.indexOf('=');
    if (border < 0) throw new Error(`invalid value ${field}`);
    return [field.slice(0, border).toLowerCase(), field.slice(border + 1)];
  });
}

/** go-csvvalue v0.0.0-20240814133006, Parser.Fields with its defaults, character by character. */
function readFields(flag: string): string[] {
  const line = flag.replace(/\r?\n$/, '');
  if (line === '') throw new Error('EOF');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at);
      field = comma < 0 ? line.slice(at) : line.slice(at, comma);
      if (field.includes('"')) throw new Error('bare quote');
      fields.push(field);
      if (comma < 0) return fields;
      at = comma + 1;
      continue;
    }
    at += 1;
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) throw new Error('quote without end');
      field += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== '"') break;
      field += '"';
      at += 1;
    }
    fields.push(field);
    if (at === line.length) return fields;
    if (line[at] !== ',') throw new Error('quote within a field');
    at += 1;
  }
}

const name = fc.stringMatching(/^[a-z0-9._[\]/-]{1,20}$/);
const value = fc.string({ unit: fc.constantFrom(...'ab,"=\r\n\'\\$(){}-/:@ \u00e9\u{1f4a9}'), maxLength: 30 });
const attributes = fc.uniqueArray(fc.tuple(name, value), { minLength: 1, selector: ([each]) => each });

describe('formatAttributes', () => {
  test.each([
    [[['type', 'image']], 'type=image'],
    [
      [
        ['type', 'image'],
        ['name', 'a:1,a:2'],
        ['push', 'true'],
      ],
      'type=image,"name=a:1,a:2",push=true',
    ],
    [[['a', 'say "hi"']], '"a=say ""hi"""'],
    [
      [
        ['a', 'x\ny'],
        ['b', ''],
      ],
      '"a=x\ny",b=',
    ],
    [[['a', 'b=c']], 'a=b=c'],
  ] as [Attributes, string][])('writes %j as %s', (given, expected) => {
    expect(formatAttributes(given)).toBe(expected);
  });

  test('writes what BuildKit reads back, whatever the values hold', () => {
    fc.assert(
      fc.property(attributes, (given) => {
        expect(readLikeBuildKit(formatAttributes(given))).toStrictEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  test('never lets a value become another attribute', () => {
    const evil = 'x,ref=evil/cache","push=true\n';
    expect(
      readLikeBuildKit(
        formatAttributes([
          ['type', 'registry'],
          ['ref', evil],
        ]),
      ),
    ).toStrictEqual([
      ['type', 'registry'],
      ['ref', evil],
    ]);
  });
});

describe('parseAttributes', () => {
  test.each([
    [
      'type=local,dest=out',
      [
        ['type', 'local'],
        ['dest', 'out'],
      ],
    ],
    ['Type=Image', [['type', 'Image']]],
    [
      'type=image,"name=a:1,a:2"',
      [
        ['type', 'image'],
        ['name', 'a:1,a:2'],
      ],
    ],
    ['"a=""b"""', [['a', '"b"']]],
    ['a=b=c', [['a', 'b=c']]],
    ['a=', [['a', '']]],
    ['annotation.note= two words ', [['annotation.note', ' two words ']]],
  ] as [string, Attributes][])('reads %s', (text, expected) => {
    expect(parseAttributes(text)).toStrictEqual(expected);
  });

  test.each([
    ['', 'Attribute 1 is no NAME=VALUE'],
    ['type=image,', 'Attribute 2 is no NAME=VALUE'],
    ['type=image,a:2', 'Attribute 2 is no NAME=VALUE'],
    ['=x', 'Attribute 1 is no NAME=VALUE'],
    ['a=1,A=2', 'The attribute "a" stands twice'],
    ['type=local, dest=out', 'The attribute " dest" has white space in its name'],
    ['type=local,dest= out', 'The attribute "dest" has white space around its value'],
    ['type=local,dest=out\n', 'The attribute "dest" has white space around its value'],
    ['a=b"c', 'Attribute 1 has a stray double quote'],
    ['a=1,"b=2', 'Attribute 2 has a stray double quote'],
    ['"a=1"b', 'Attribute 1 has a stray double quote'],
  ])('refuses %j', (text, sentence) => {
    expect(() => parseAttributes(text)).toThrow(sentence);
  });

  test('reads what BuildKit reads, or refuses', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab,"=\n '), maxLength: 14 });
    fc.assert(
      fc.property(text, (flag) => {
        let read: Attributes;
        try {
          read = parseAttributes(flag);
        } catch {
          return;
        }
        expect(read).toStrictEqual(readLikeBuildKit(flag));
      }),
      { numRuns: 5000 },
    );
  });

  test('reads back what formatAttributes writes', () => {
    const trimmed = attributes.map((given) => given.map(([each, text]) => [each, text.trim()] as const));
    fc.assert(
      fc.property(trimmed, (given) => {
        expect(parseAttributes(formatAttributes(given))).toStrictEqual(given);
      }),
    );
  });

  test('reads a value of a hundred thousand doubled quotes', () => {
    const long = '"'.repeat(100_000);
    expect(parseAttributes(formatAttributes([['a', long]]))).toStrictEqual([['a', long]]);
  });
});

describe('attributeValue and withoutAttributes', () => {
  const given: Attributes = [
    ['type', 'image'],
    ['push', 'true'],
    ['name', ''],
  ];

  test('find an attribute by its name', () => {
    expect(['push', 'name', 'dest'].map((each) => attributeValue(given, each))).toStrictEqual(['true', '', undefined]);
  });

  test('leave attributes out by their names', () => {
    expect(withoutAttributes(given, 'type', 'name')).toStrictEqual([['push', 'true']]);
  });
});
