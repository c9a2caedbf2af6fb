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
  const reader = new Reader(text.replaceAll('\r\n', '\n'));
  const sections: Section[] = [];
  reader.take(BLANK);
  while (!reader.isAtEnd()) sections.push(readSection(reader));
  return sections;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Takes what a sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    this.#at += found?.length ?? 0;
    return found;
  }

  peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  expect(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw new SyntaxError(`expected ${pattern} at ${this.#at}`);
    return found;
  }

  /** Where a section starts, to go back there. */
  mark(): number {
    return this.#at;
  }

  /** Goes to the first line behind a section's first that may be a header. */
  skipSection(start: number): void {
    this.#at = start;
    this.take(/[^\n]*\n?(?:(?![ \t]*\[)[^\n]*\n)*(?:(?![ \t]*\[)[^\n]+$)?[ \t]*/y);
  }
}

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

function readSection(reader: Reader): Section {
  const start = reader.mark();
  const header = reader.peek(/\[[^\n#]*/y)?.trim();
  try {
    const table = header === undefined ? [] : readHeader(reader);
    const assignments: Assignment[] = [];
    while (!reader.isAtEnd() && reader.peek(/\[/y) === undefined) {
      const { path, value } = readAssignment(reader);
      reader.expect(LINE_END);
      reader.take(BLANK);
      assignments.push({ path: [...table, ...path], value });
    }
    return { header, assignments };
  } catch {
    reader.skipSection(start);
    reader.take(BLANK);
    return { header, assignments: undefined };
  }
}

function readHeader(reader: Reader): string[] {
  const opening = reader.expect(/\[\[?/y);
  const path = readKey(reader);
  reader.expect(opening === '[' ? /\]/y : /\]\]/y);
  reader.expect(LINE_END);
  reader.take(BLANK);
  return opening === '[' ? path : [...path, '[]'];
}

function readAssignment(reader: Reader): Assignment {
  const path = readKey(reader);
  reader.expect(EQUALS);
  return { path, value: readValue(reader) };
}

function readKey(reader: Reader): string[] {
  const path: string[] = [];
  do {
    reader.take(SPACE);
    path.push(readText(reader) ?? reader.expect(BARE));
    reader.take(SPACE);
  } while (reader.take(/\./y) !== undefined);
  return path;
}

function readValue(reader: Reader): TomlValue {
  const long = reader.take(LONG_BASIC) ?? reader.take(LONG_LITERAL);
  if (long !== undefined) return unquote(long, 3).replace(/^\n/, '');
  const text = readText(reader);
  if (text !== undefined) return text;
  if (reader.take(/\[/y)) return readList(reader, /\]/y, BLANK, readValue);
  if (reader.take(/\{/y)) return { table: readList(reader, /\}/y, SPACE, readAssignment) };
  const scalar = reader.expect(SCALAR);
  return scalar === 'true' || scalar === 'false' ? scalar === 'true' : undefined;
}

function readList<T>(reader: Reader, close: RegExp, gap: RegExp, readItem: (reader: Reader) => T): T[] {
  const items: T[] = [];
  reader.take(gap);
  while (reader.take(close) === undefined) {
    items.push(readItem(reader));
    reader.take(gap);
    if (reader.peek(close) === undefined) reader.expect(/,/y);
    reader.take(gap);
  }
  return items;
}

function readText(reader: Reader): string | undefined {
  const text = reader.take(BASIC) ?? reader.take(LITERAL);
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
