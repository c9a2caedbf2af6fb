import { posix } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CacheMount, Owner } from './cache-mount.ts';

/** The facts about a RUN in the name of its vertex. */
export interface WrittenRun {
  readonly mounts: readonly WrittenMount[];
  /** The text after the flags, with variables already replaced. */
  readonly command: string;
}

/** A mount of files (cache or bind); `cache` is undefined for one that is no cache. */
export interface WrittenMount {
  /** As written: may be relative to the working directory. */
  readonly target: string;
  readonly cache: CacheMount | undefined;
  /** `stage`: it begins with the files of a stage, an image or a named context (`from`), or is a folder of a mount (`source`). */
  readonly start: 'empty' | 'stage';
}

/**
 * Parses the instruction in a vertex's name (`RUN --mount=type=cache,target=/c make`); undefined when it is no RUN, or one that
 * BuildKit would refuse.
 */
export function parseRun(instruction: string): WrittenRun | undefined {
  const rest = /^(?:ONBUILD )?RUN (.*)$/s.exec(instruction)?.[1];
  if (rest === undefined) return undefined;
  const { flags, command } = splitFlags(rest);
  const values = flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => flag.slice('--mount='.length));
  const mounts = values.map(parseMount);
  return mounts.every((each) => each !== undefined) ? { mounts: mounts.flat(), command } : undefined;
}

/**
 * Cuts off the flags by the rules of the Dockerfile parser: quotes group words and are removed, and a backslash escapes the next
 * character.
 */
function splitFlags(text: string): { flags: string[]; command: string } {
  const flags: string[] = [];
  let rest = text.trimStart();
  while (rest.startsWith('--')) {
    const word = FLAG.exec(rest)?.[0] ?? rest;
    flags.push(
      word.replace(PIECE, (_, double = '', single = '', escaped = '', plain = '') => double + single + escaped + plain),
    );
    rest = rest.slice(word.length).trimStart();
  }
  return { flags, command: rest };
}

const FLAG = /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/s;
const PIECE = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)|([^"'\\]+)/gs;

/**
 * Parses the options of `RUN --mount` as BuildKit's own parser does (`instructions/commands_runmount.go`): of an option that is written twice,
 * even under different names, the last one counts. Undefined where BuildKit would refuse them, so the name is not that of the RUN.
 */
function parseMount(value: string): WrittenMount[] | undefined {
  const options = parseOptions(value);
  if (options === undefined) return undefined;
  const { type = 'bind', target = '', source = '', from = '' } = Object.fromEntries(options);
  const numbers = ['uid', 'gid', 'mode'].map((name) => parseNumber(name, options.get(name)));
  if (numbers.includes('none') || !TYPES.has(type.toLowerCase())) return undefined;
  if (type.toLowerCase() !== 'cache')
    return type.toLowerCase() === 'bind' ? [{ target, cache: undefined, start: 'empty' }] : [];
  const cache = { id: options.get('id') || cleanPath(target), owner: toOwner(numbers) };
  const isWhole = from === '' && cleanPath(`/${source}`) === '/';
  return [{ target, cache, start: isWhole ? 'empty' : 'stage' }];
}

const TYPES: ReadonlySet<string> = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);

/** Other names of options. */
const ALIASES: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' };

/** Options that need no value. */
const SWITCHES: ReadonlySet<string> = new Set(['ro', 'rw', 'readonly', 'readwrite', 'required']);

const OPTIONS: ReadonlySet<string> = new Set([
  ...['type', 'from', 'source', 'target', 'id', 'sharing', 'size', 'mode', 'uid', 'gid', 'env'],
  ...SWITCHES,
]);

function parseOptions(value: string): Map<string, string> | undefined {
  const options = parseFields(value)?.map((field) => {
    const [name = '', ...rest] = field.split('=');
    const key = name.toLowerCase();
    return [ALIASES[key] ?? key, rest.length === 0 ? undefined : rest.join('=')] as const;
  });
  const isOption = ([name, text]: readonly [string, string | undefined]) =>
    text === undefined ? SWITCHES.has(name) : OPTIONS.has(name);
  return options?.every(isOption) ? new Map(options.map(([name, text = '']) => [name, text])) : undefined;
}

function parseFields(value: string): string[] | undefined {
  try {
    const records = parse(value, { relaxColumnCount: true }) as string[][];
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

function parseNumber(name: string, text: string | undefined): number | undefined | 'none' {
  if (text === undefined) return undefined;
  const number = (name === 'mode' ? /^[0-7]+$/ : /^\d+$/).test(text)
    ? Number.parseInt(text, name === 'mode' ? 8 : 10)
    : Number.NaN;
  return number < 2 ** 32 ? number : 'none';
}

/** BuildKit's defaults as soon as one of them is written. */
function toOwner([uid, gid, mode]: readonly (number | string | undefined)[]): Owner | undefined {
  if (uid === undefined && gid === undefined && mode === undefined) return undefined;
  return { uid: Number(uid ?? 0), gid: Number(gid ?? 0), mode: Number(mode ?? 0o755) };
}

/** Cleans a path as Go's `path.Clean` does, with which BuildKit makes the default id from the target. */
export function cleanPath(path: string): string {
  return posix
    .normalize(path)
    .replace(/^\/\//, '/')
    .replace(/(.)\/$/, '$1');
}
