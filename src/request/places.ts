import { lstat, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** The folders that paths are held against. */
export interface Bounds {
  readonly workspace: string;
  /** RUNNER_TEMP, where workflows prepare contexts. */
  readonly temp: string | undefined;
  /** `allowed`: no path is held against anything. */
  readonly outside: 'refused' | 'allowed';
}

/**
 * Returns the real path of what an input names, which is there; throws an InputError with it where it is out of bounds.
 *
 * | written as | real path |
 * | --- | --- |
 * | in the workspace | in the workspace: what a pull request has put there may be a link to anything on the runner |
 * | outside, `context` and `file` | in the workspace, or in a folder in RUNNER_TEMP, which itself holds what is the runner's |
 * | outside, any other input | anywhere: it was asked for |
 */
export async function toRealPlace(input: InputName, path: string, bounds: Bounds): Promise<string> {
  return checkBounds(input, path, await realpath(path), bounds);
}

/** Returns the real path that something is written to, by the same rule; what is not there yet lies where its nearest parent does. */
export async function toRealDestination(input: InputName, path: string, bounds: Bounds): Promise<string> {
  return checkBounds(input, path, await resolveDestination(input, path), bounds);
}

/**
 * Returns the real path of an OCI layout by the same rule, which goes for each link in it as well: buildctl opens a lock in one that it
 * only reads, and goes on with what an earlier writer left in `ingest`, whose name tells anybody which blob comes there.
 */
export async function toRealStore(input: InputName, path: string, bounds: Bounds): Promise<string> {
  const seen = new Set<string>();
  const check = async (place: string): Promise<string> => {
    const real = await toRealDestination(input, place, bounds);
    if (seen.has(real)) return real;
    seen.add(real);
    const entries = await readdir(real, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) if (entry.isSymbolicLink()) await check(join(entry.parentPath, entry.name));
    return real;
  };
  return check(path);
}

/**
 * Returns what a file of a folder holds, of which only the folder's name was checked; undefined where it is not there, or a link that
 * leads out of the folder, which BuildKit would not follow either.
 */
export async function readInside(folder: string, name: string): Promise<string | undefined> {
  const [root, file] = await Promise.all([realFolder(folder), realpath(join(folder, name)).catch(() => undefined)]);
  if (file === undefined || !isIn(root, file)) return undefined;
  return readFile(file, 'utf8').catch(() => undefined);
}

async function checkBounds(input: InputName, path: string, real: string, bounds: Bounds): Promise<string> {
  const [workspace, temp] = await Promise.all([realFolder(bounds.workspace), bounds.temp && realFolder(bounds.temp)]);
  const isWrittenInside = [bounds.workspace, workspace].some((folder) => isIn(folder, path));
  const isHeld = isWrittenInside || input === 'context' || input === 'file';
  if (!isHeld || bounds.outside === 'allowed' || isIn(workspace, real)) return real;
  if (!isWrittenInside && temp && real !== temp && isIn(temp, real)) return real;
  if (!isWrittenInside && real === temp) {
    throw new InputError(
      `"${input}" names RUNNER_TEMP itself, which holds what is the runner's own: write a folder in it.`,
    );
  }
  const through = real === path ? path : `${path}, which is ${real}`;
  throw new InputError(
    `"${input}" names ${through} outside the workspace ${workspace}: write a path inside it, or allow-outside-workspace: true.`,
  );
}

/** A link that leads to nothing counts as what it names: a file that is written there comes into being at its other end. */
async function resolveDestination(input: InputName, path: string): Promise<string> {
  let place = path;
  let missing = '';
  for (let links = 0; links < MOST_LINKS; ) {
    const real = await realpath(place).catch((error: NodeJS.ErrnoException) => error);
    if (typeof real === 'string') return join(real, missing);
    if (real.code !== 'ENOENT' && real.code !== 'ENOTDIR') break;
    const isLink = await lstat(place).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    if (isLink) {
      links += 1;
      place = resolve(await realpath(dirname(place)), await readlink(place));
    } else {
      missing = join(place.slice(dirname(place).length), missing);
      place = dirname(place);
    }
  }
  throw new InputError(`"${input}" names ${path}, which cannot be written: a link in it leads nowhere.`);
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

function realFolder(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}
