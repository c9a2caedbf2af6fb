import { resolve } from 'node:path';
import { attributeValue } from '../text/attributes.ts';
import { formatReference, isSameReference, type Reference } from '../text/reference.ts';
import type { Attributes, BuildSource, CacheLocation, CacheRequest, Dockerfile } from './build-request.ts';
import { CACHE_EXPORTS, CACHE_IMPORTS, CACHE_NEEDS, type KnownAttributes } from './buildkit.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseTyped } from './known-attributes.ts';
import { parseList } from './lists.ts';
import { parseLowered } from './names.ts';
import { runnerPlatform } from './platforms.ts';
import { parseBoolean, parseChoice, parseSize } from './scalars.ts';
import { defaultDockerfile } from './source.ts';
import { toVariant } from './variant.ts';

/** What of the rest of the request the cache depends on. */
export interface BuildFacts {
  readonly image: Reference | undefined;
  readonly push: boolean;
  readonly source: BuildSource;
  readonly dockerfile: Dockerfile;
  readonly platforms: readonly string[];
  readonly workspace: string;
  readonly warn: (text: string) => void;
}

/** Reads the inputs of the layer cache and of the cache mounts. */
export function parseCache(inputs: Inputs, built: BuildFacts): CacheRequest {
  const location = parseLocation(inputs['cache-ref'], built);
  return {
    access: parseChoice('cache', inputs.cache, ['auto', 'read-only', 'off'], 'auto'),
    location,
    writes: built.push || inputs['cache-ref'] !== '' ? 'always' : 'where known',
    mode: parseChoice('cache-mode', inputs['cache-mode'], ['max', 'min'], 'max'),
    export: parseChoice('cache-export', inputs['cache-export'], ['post', 'inline'], 'post'),
    variant: toVariant({
      image:
        location?.kind === 'repository' && !isSameReference(location.repository, built.image)
          ? built.image?.name
          : undefined,
      context: toOwnContext(built),
      target: inputs.target,
      file: toOwnFile(built),
      platforms: toOwnPlatforms(inputs, built),
      cacheKey: inputs['cache-key'],
    }),
    from: parseCaches('cache-from', inputs['cache-from'], CACHE_IMPORTS, built),
    to: parseCaches('cache-to', inputs['cache-to'], CACHE_EXPORTS, built),
    onFailure: parseBoolean('cache-on-failure', inputs['cache-on-failure'], true),
    mounts: parseMounts(inputs['cache-mounts']),
    mountsMaxSize: parseSize('cache-mounts-max-size', inputs['cache-mounts-max-size']) ?? 1024 ** 3,
  };
}

/** The three meanings of `cache-ref`: empty, a repository, or with a tag exactly one cache. */
function parseLocation(text: string, { image, push }: BuildFacts): CacheLocation | undefined {
  // A name without a registry that nothing is pushed to, like app, is a local one: nobody means Docker Hub with it.
  const isPlace = image !== undefined && (push || hasRegistry(image.name));
  if (text === '') return isPlace ? { kind: 'repository', repository: image } : undefined;
  const reference = parseLowered('cache-ref', text);
  if (reference.digest !== undefined) {
    throw new InputError(
      `"cache-ref" must be a repository or a reference with a tag: got the digest of ${shown(text)}.`,
    );
  }
  return reference.tag === undefined ? { kind: 'repository', repository: reference } : { kind: 'exact', reference };
}

function hasRegistry(image: string): boolean {
  return /^(?:[^/]*[.:][^/]*|localhost)\//.test(image);
}

/** The context's folder in the workspace or repository, where it is not all of it; its commit changes and tells nothing apart. */
function toOwnContext({ source, workspace }: BuildFacts): string | undefined {
  if (source.kind === 'remote') return /#[^:]*:(.+)$/.exec(source.url)?.[1];
  return toPath(source.path, workspace);
}

/** The Dockerfile's path in the workspace or repository, where it is not the context's own. */
function toOwnFile({ source, dockerfile, workspace }: BuildFacts): string | undefined {
  if (dockerfile.directory === undefined) {
    return dockerfile.filename === 'Dockerfile' ? undefined : dockerfile.filename;
  }
  const path = resolve(dockerfile.directory, dockerfile.filename);
  if (source.kind === 'directory' && path === defaultDockerfile(source.path)) return undefined;
  return toPath(path, workspace);
}

/**
 * The platforms that the cache is kept apart by. A build that names none is one for the runner's own, so that both have one cache, and those
 * of runners with other processors have others. The platform that nearly all images are for is the default, wherever it is built. That of an
 * endpoint is not known.
 */
function toOwnPlatforms(inputs: Inputs, { platforms }: BuildFacts): readonly string[] {
  const built = platforms.length > 0 || inputs.endpoint !== '' ? platforms : [runnerPlatform()];
  return built.length === 1 && built[0] === 'linux/amd64' ? [] : built;
}

/** Relative to the workspace where it lies in it, '' for the workspace itself. */
function toPath(path: string, workspace: string): string {
  if (path === workspace) return '';
  return path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
}

function parseCaches(
  input: 'cache-from' | 'cache-to',
  text: string,
  known: KnownAttributes,
  { workspace, warn }: BuildFacts,
): Attributes[] {
  return parseList(input, text, 'lines').map((entry) => {
    // BuildKit's own reading: a bare reference is a registry cache.
    const list = entry.includes('=') ? entry : `type=registry,ref=${entry}`;
    return completeCache(input, parseTyped(input, list, known, warn), workspace);
  });
}

function completeCache(input: 'cache-from' | 'cache-to', attributes: Attributes, workspace: string): Attributes {
  const type = attributeValue(attributes, 'type') ?? '';
  const needed = CACHE_NEEDS.get(type)?.[input];
  if (needed !== undefined && !attributeValue(attributes, needed)) {
    throw new InputError(`"${input}" has type=${type} without ${needed}: write type=${type},${needed}=….`);
  }
  const mode = attributeValue(attributes, 'mode') ?? 'min';
  if (mode !== 'min' && mode !== 'max') {
    throw new InputError(
      `"${input}" must have mode=min or mode=max, BuildKit would take all else for min: got ${shown(mode)}.`,
    );
  }
  return attributes.map(([name, value]) => {
    if (name === 'ref') return [name, formatReference(parseLowered(input, value))];
    return [name, type === 'local' && (name === 'src' || name === 'dest') ? resolve(workspace, value) : value];
  });
}

function parseMounts(text: string): CacheRequest['mounts'] {
  if (text === '' || text === 'off') return 'off';
  if (text === 'auto') return 'auto';
  const ids = [...new Set(parseList('cache-mounts', text, 'commas'))];
  const word = ids.find((id) => /^(?:auto|off|true|false)$/i.test(id));
  if (word === undefined) return ids;
  throw new InputError(`"cache-mounts" must be off, auto or a list of mount ids: got ${shown(text)}.`);
}
