import { posix } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CacheMount, Owner } from './cache-mount.ts';

/** What the name of a RUN's vertex says of it. */
export interface WrittenRun {
  readonly mounts: readonly WrittenMount[];
  /** What follows the flags, with variables already replaced. */
  readonly command: string;
}

/** A mount of files (cache or bind); `cache` is undefined for one that is no cache. */
export interface WrittenMount {
  /** As written: may be relative to the working directory. */
  readonly target: string;
  readonly cache: CacheMount | undefined;
  /** `stage`: it begins with the files of a stage, an image or a named context (`from`). */
  readonly start: 'empty' | 'stage';
}

/** Reads the instruction in a vertex's name (`RUN --mount=type=cache,target=/c make`); undefined when it is no RUN. */
export function parseRun(instruction: string): WrittenRun | undefined {
  const rest = /^(?:ONBUILD )?RUN (.*)$/s.exec(instruction)?.[1];
  if (rest === undefined) return undefined;
  const { flags, command } = splitFlags(rest);
  const values = flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => flag.slice('--mount='.length));
  return { mounts: values.flatMap(parseMount), command };
}

/** Cuts the flags off, with the rules of the Dockerfile parser: quotes group and vanish, a backslash takes the next character as it is. */
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

/** The options of `RUN --mount` (Dockerfile reference); BuildKit has checked them before a RUN starts. */
function parseMount(value: string): WrittenMount[] {
  const options = parseOptions(value);
  const option = (...names: string[]) => names.map((name) => options.get(name)).find((text) => text !== undefined);
  const type = option('type')?.toLowerCase() ?? 'bind';
  const target = option('target', 'dst', 'destination') ?? '';
  if ((type !== 'cache' && type !== 'bind') || target === '') return [];
  const cache = { id: option('id') || clean(target), owner: parseOwner(option('uid'), option('gid'), option('mode')) };
  return [{ target, cache: type === 'cache' ? cache : undefined, start: option('from') ? 'stage' : 'empty' }];
}

function parseOptions(value: string): Map<string, string> {
  const fields = parseFields(value).map((field) => {
    const [name = '', ...rest] = field.split('=');
    return [name.toLowerCase(), rest.join('=')] as const;
  });
  return new Map(fields);
}

function parseFields(value: string): string[] {
  try {
    return (parse(value, { relaxColumnCount: true }) as string[][])[0] ?? [];
  } catch {
    return [];
  }
}

/** BuildKit's defaults as soon as one of them is written. */
function parseOwner(uid: string | undefined, gid: string | undefined, mode: string | undefined): Owner | undefined {
  if (uid === undefined && gid === undefined && mode === undefined) return undefined;
  return { uid: Number(uid ?? 0), gid: Number(gid ?? 0), mode: Number.parseInt(mode ?? '755', 8) };
}

/** As Go's `path.Clean` does, which makes the default id of the target. */
function clean(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, '$1');
}
