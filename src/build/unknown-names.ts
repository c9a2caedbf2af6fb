import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedDockerfile, parseDockerfile } from '../dockerfile/dockerfile.ts';
import { parseRun } from '../mounts/written-run.ts';
import type { BuildRequest, Note } from '../request/build-request.ts';

type Asked = Pick<BuildRequest, 'dockerfile' | 'noCacheFilters' | 'cache'>;

/**
 * Returns a warning for each stage or cache mount that an input names and the Dockerfile does not have; reads it only if there is
 * such an input.
 */
export async function readUnknownNames(request: Asked): Promise<Note[]> {
  const { dockerfile, noCacheFilters, cache } = request;
  if (dockerfile.directory === undefined || (noCacheFilters.length === 0 && typeof cache.mounts === 'string'))
    return [];
  const text = await readFile(join(dockerfile.directory, dockerfile.filename), 'utf8');
  return findUnknownNames(text, request);
}

/** Finds unknown names, which BuildKit ignores silently: stages of `no-cache-filters` and ids of `cache-mounts`. */
export function findUnknownNames(text: string, { noCacheFilters, cache }: Omit<Asked, 'dockerfile'>): Note[] {
  const parsed = parseDockerfile(text);
  const stages = parsed.stages.flatMap(({ name }) => name ?? []);
  const ids = typeof cache.mounts === 'string' ? [] : cache.mounts;
  const known = ids.length === 0 ? [] : mountIds(parsed);
  return [
    ...noCacheFilters
      .filter((name) => !stages.includes(name.toLowerCase()))
      .map((name) => warn('no-cache-filters', `the stage ${name}`, stages)),
    ...(known === undefined ? [] : ids.filter((id) => !known.includes(id))).map((id) =>
      warn('cache-mounts', `the mount ${id}`, known ?? []),
    ),
  ];
}

/** Undefined where an id has a variable, which only BuildKit replaces. */
function mountIds({ stages }: ParsedDockerfile): string[] | undefined {
  const runs = stages.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === 'RUN');
  const flags = runs.flatMap((run) => run.flags).filter((flag) => flag.startsWith('--mount='));
  if (flags.some((flag) => /[$"'\\\s]/.test(flag))) return undefined;
  const mounts = flags.flatMap((flag) => parseRun(`RUN ${flag} true`)?.mounts ?? []);
  return [...new Set(mounts.flatMap(({ cache }) => cache?.id ?? []))];
}

function warn(input: string, what: string, known: readonly string[]): Note {
  const has = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return { level: 'warning', text: `"${input}" names ${what}, which the Dockerfile does not have: ${has}.` };
}
