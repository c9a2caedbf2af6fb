import { isIP } from 'node:net';
import { isRunners } from '../runner/environment.ts';
import type { Pair } from './build-request.ts';
import type { Surroundings } from './git-context.ts';
import { InputError, oneOf, shown } from './input-error.ts';
import type { InputName } from './inputs.ts';
import { parseLines, parseList } from './lists.ts';

/** Reads `NAME=VALUE` lines of variables; a NAME alone takes its value from the environment and is dropped where that has none. */
export function parseVariables(input: 'builder-env', text: string, { env, warn }: Named): Pair[] {
  const pairs = parseList(input, text, 'lines').flatMap((entry, index): Pair[] => {
    const [name, value] = splitAtEquals(entry);
    checkVariable(input, name, value, index);
    const known = value ?? named(input, name, { env, warn });
    return known === undefined ? [] : [[name, known]];
  });
  return lastOfEach(pairs);
}

/**
 * Reads `NAME=VALUE` lines of build arguments, of any name, as buildx does: a name alone takes its value from the environment, and
 * one that has none there, such as a comment, is dropped.
 */
export function parseBuildArgs(text: string, around: Named): Pair[] {
  const pairs = parseLines('build-args', text).flatMap((entry): Pair[] => {
    const [name, written] = splitAtEquals(entry);
    const value = written ?? named('build-args', name, around);
    return name === '' || value === undefined ? [] : [[name, value]];
  });
  return lastOfEach(pairs);
}

/** Reads `NAME=VALUE` lines of labels, of any name; a name alone has an empty value, as with docker, and a comment is dropped. */
export function parseLabels(text: string): Pair[] {
  return parseLines('labels', text).flatMap((entry): Pair[] => {
    const [name, value] = splitAtEquals(entry);
    return name === '' || (value === undefined && name.startsWith('#')) ? [] : [[name, value ?? '']];
  });
}

/** Reads `HOST:IP` entries (or `HOST=IP`, `HOST:[IP]`) as host and address. */
export function parseAddHosts(text: string): Pair[] {
  return parseList('add-hosts', text, 'commas').map((entry): Pair => {
    const [, host = '', bracketed, bare = ''] = /^([^:=\s]+)[:=](?:\[(.*)\]|(.*))$/s.exec(entry) ?? [];
    const address = bracketed ?? bare;
    if (isIP(address) !== 0) return [host.toLowerCase(), address];
    const gateway = address === 'host-gateway' ? ' BuildKit knows no host-gateway.' : '';
    throw new InputError(`"add-hosts" must have entries like db.local:10.0.0.5: got ${shown(entry)}.${gateway}`);
  });
}

/** Reads `NAME=SOFT[:HARD]` lines of limits (docker/go-units' rules). */
export function parseUlimits(text: string): string[] {
  return parseList('ulimit', text, 'lines').map((entry) => {
    const [, name = '', soft, hard] = /^([a-z]+)=(-1|\d{1,15})(?::(-1|\d{1,15}))?$/.exec(entry) ?? [];
    if (soft === undefined) {
      throw new InputError(`"ulimit" must have entries like nofile=1024:2048: got ${shown(entry)}.`);
    }
    if (!LIMITS.includes(name)) throw new InputError(`"ulimit" has ${shown(entry)}: write ${oneOf(LIMITS)}.`);
    const [least, most] = [soft, hard ?? soft].map((limit) =>
      limit === '-1' ? Number.POSITIVE_INFINITY : Number(limit),
    );
    if ((least ?? 0) <= (most ?? 0)) return entry;
    throw new InputError(`"ulimit" has ${shown(entry)}: the soft limit may not be above the hard one.`);
  });
}

/** Splits `NAME=VALUE` at the first equals sign; no value where there is none. */
export function splitAtEquals(entry: string): readonly [name: string, value: string | undefined] {
  const border = entry.indexOf('=');
  return border < 0 ? [entry, undefined] : [entry.slice(0, border), entry.slice(border + 1)];
}

/** The pairs with each name once: its first place and its last value, as docker takes them. */
export function lastOfEach(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs)];
}

type Named = Pick<Surroundings, 'env' | 'warn'>;

/** Returns the value that the environment has for a name that stands alone. */
function named(input: InputName, name: string, { env, warn }: Named): string | undefined {
  const value = env[name];
  if (value === undefined || !isRunners(name)) return value;
  warn(
    `"${input}" has ${name} without a value, which is the runner's own and left out: write NAME=VALUE where it is meant.`,
  );
  return undefined;
}

const LIMITS = [
  ...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss'],
  ...['rtprio', 'rttime', 'sigpending', 'stack'],
];

function checkVariable(input: InputName, name: string, value: string | undefined, index: number): void {
  if (/^[A-Za-z_]\w*$/.test(name)) return;
  // Without an equals sign it may be a line of an unquoted value, which is not for the log.
  const got = value === undefined ? 'no NAME=VALUE' : name === '' ? 'no name' : `the name ${shown(name)}`;
  throw new InputError(
    `"${input}" has ${got} in entry ${index + 1}: a name is letters, digits and _ and starts with no digit; a value of several lines needs double quotes around the entry.`,
  );
}
