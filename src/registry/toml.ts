import { Scanner } from './scanner.ts';

/** A value of TOML 1.0; numbers and dates are read over and undefined, inline tables are their assignments. */
export type TomlValue = string | boolean | undefined | readonly TomlValue[] | { readonly table: readonly Assignment[] };

/** One `key = value`, its path from the root on; an element of an array of tables has `[]` behind the array's own path. */
export interface Assignment {
  readonly path: readonly string[];
  readonly value: TomlValue;
}

/** What stands between one table header and the next. */
export interface Section {
  /** The header as written; undefined before the first one. */
  readonly header: string | undefined;
  /** Undefined when the section cannot be read. */
  readonly assignments: readonly Assignment[] | undefined;
}

/** Reads TOML section by section; total: after a section that cannot be read it goes on at the next header. */
export function readToml(text: string): Section[] {
  const scanner = new Scanner(text.replaceAll('\r\n', '\n'));
  const sections: Section[] = [];
  scanner.take(BLANK);
  while (!scanner.isAtEnd()) sections.push(readSection(scanner));
  return sections;
}

/** A section's first line, and all further ones that cannot be a header. */
const UNREAD = /[^\n]*\n?(?:(?![ \t]*\[)[^\n]*\n)*(?:(?![ \t]*\[)[^\n]+$)?/y;
const SPACE = /[ \t]*/y;
const BLANK = /(?:[ \t\n]|#[^\n]*)*/y;
const LINE_END = /[ \t]*(?:#[^\n]*)?(?:\n|$)/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const BARE = /[A-Za-z0-9_-]+/y;
const SCALAR = /[\w+.:-]+(?: \d[\d:.Z+-]*)?/y;
const BASIC = /"(?:[^"\\\n]|\\.)*"/y;
const LITERAL = /'[^'\n]*'/y;
const LONG_BASIC = /"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}/y;
const LONG_LITERAL = /'''(?:[^']|'{1,2}(?!'))*'{3,5}/y;

function readSection(scanner: Scanner): Section {
  const start = scanner.mark();
  const header = scanner.peek(/\[[^\n#]*/y)?.trim();
  try {
    const table = header === undefined ? [] : readHeader(scanner);
    const assignments: Assignment[] = [];
    while (!scanner.isAtEnd() && scanner.peek(/\[/y) === undefined) {
      const { path, value } = readAssignment(scanner);
      scanner.expect(LINE_END);
      scanner.take(BLANK);
      assignments.push({ path: [...table, ...path], value });
    }
    return { header, assignments };
  } catch {
    scanner.reset(start);
    scanner.take(UNREAD);
    scanner.take(BLANK);
    return { header, assignments: undefined };
  }
}

function readHeader(scanner: Scanner): string[] {
  const opening = scanner.expect(/\[\[?/y);
  const path = readKey(scanner);
  scanner.expect(opening === '[' ? /\]/y : /\]\]/y);
  scanner.expect(LINE_END);
  scanner.take(BLANK);
  return opening === '[' ? path : [...path, '[]'];
}

function readAssignment(scanner: Scanner): Assignment {
  const path = readKey(scanner);
  scanner.expect(EQUALS);
  return { path, value: readValue(scanner) };
}

function readKey(scanner: Scanner): string[] {
  const path: string[] = [];
  do {
    scanner.take(SPACE);
    path.push(readText(scanner) ?? scanner.expect(BARE));
    scanner.take(SPACE);
  } while (scanner.take(/\./y) !== undefined);
  return path;
}

function readValue(scanner: Scanner): TomlValue {
  const long = scanner.take(LONG_BASIC) ?? scanner.take(LONG_LITERAL);
  if (long !== undefined) return unquote(long, 3).replace(/^\n/, '');
  const text = readText(scanner);
  if (text !== undefined) return text;
  if (scanner.take(/\[/y)) return readList(scanner, /\]/y, BLANK, readValue);
  if (scanner.take(/\{/y)) return { table: readList(scanner, /\}/y, SPACE, readAssignment) };
  const scalar = scanner.expect(SCALAR);
  return scalar === 'true' || scalar === 'false' ? scalar === 'true' : undefined;
}

function readList<T>(scanner: Scanner, close: RegExp, gap: RegExp, readItem: (scanner: Scanner) => T): T[] {
  const items: T[] = [];
  scanner.take(gap);
  while (scanner.take(close) === undefined) {
    items.push(readItem(scanner));
    scanner.take(gap);
    if (scanner.peek(close) === undefined) scanner.expect(/,/y);
    scanner.take(gap);
  }
  return items;
}

function readText(scanner: Scanner): string | undefined {
  const text = scanner.take(BASIC) ?? scanner.take(LITERAL);
  return text === undefined ? undefined : unquote(text, 1);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\x1b' };

function unquote(quoted: string, quotes: number): string {
  const text = quoted.slice(quotes, -quotes);
  if (quoted.startsWith("'")) return text;
  return text.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\n\s*|([\s\S]))/g, (_, short, long, escaped) => {
    const code = short ?? long;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    return escaped === undefined ? '' : (ESCAPES[escaped] ?? escaped);
  });
}
