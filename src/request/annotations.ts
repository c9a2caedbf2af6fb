import type { Attributes, BuildRequest, Pair } from './build-request.ts';
import { InputError, oneOf, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseList } from './lists.ts';
import { lastOfEach, splitAtEquals } from './pairs.ts';
import { parsePlatform } from './platforms.ts';

/**
 * Reads `[PLACE[,PLACE]:]NAME=VALUE` lines as attributes of BuildKit's exporters (buildx' grammar).
 *
 * | entry | attributes |
 * | --- | --- |
 * | `a=1` | `annotation.a=1` |
 * | `index:a=1` | `annotation-index.a=1` |
 * | `index,manifest[linux/amd64]:a=1` | `annotation-index.a=1` `annotation-manifest[linux/amd64].a=1` |
 */
export function parseAnnotations(text: string): Pair[] {
  return lastOfEach(
    parseList('annotations', text, 'lines').flatMap((entry, index) => {
      const [key, value] = splitAtEquals(entry);
      const [, places, name = key] = /^([a-z][^:]*):(.*)$/s.exec(key) ?? [];
      if (value === undefined || !/^\S+$/.test(name)) {
        throw new InputError(
          `"annotations" must have entries like index:NAME=VALUE: got ${shown(key)} in entry ${index + 1}.`,
        );
      }
      return toPrefixes(places).map((prefix): Pair => [`${prefix}.${name}`, value]);
    }),
  );
}

/** Returns OCI's labels as annotations of the index: registries read an image's description there, and its labels nowhere. */
export function toIndexAnnotations(labels: readonly Pair[]): Pair[] {
  return labels.flatMap(([name, value]) =>
    /^org\.opencontainers\.image\.[a-z0-9.-]+$/.test(name) ? [[`annotation-index.${name}`, value] as const] : [],
  );
}

/** Tells whether an image is an index: of several platforms, or of an image and its attestations. */
export function hasIndex({ platforms, attests }: Pick<BuildRequest, 'platforms' | 'attests'>): boolean {
  return platforms.length > 1 || attests.length > 0;
}

/** The attributes without annotations that only an index can have: BuildKit fails on them where it makes none. */
export function withoutIndex(attributes: Attributes): Attributes {
  return attributes.filter(([name]) => !OF_INDEX.test(name));
}

/** Tells whether the inputs annotate an index. */
export function annotatesIndex(inputs: Pick<Inputs, 'annotations' | 'outputs'>): boolean {
  return parseAnnotations(inputs.annotations).some(([name]) => OF_INDEX.test(name)) || IN_OUTPUTS.test(inputs.outputs);
}

const OF_INDEX = /^annotation-(?:index(?:-descriptor)?|manifest-descriptor)[.[]/;
const IN_OUTPUTS = /[,"]annotation-(?:index|manifest-descriptor)/i;

const PLACES = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor'];

function toPrefixes(places: string | undefined): string[] {
  if (places === undefined) return ['annotation'];
  return places.split(',').map((place) => {
    const [, kind = '', platform] = /^([a-z-]+)(?:\[([\w/-]+)\])?$/.exec(place.trim()) ?? [];
    if (!PLACES.includes(kind)) {
      throw new InputError(`"annotations" has the place ${shown(place)}: write ${oneOf(PLACES)}, before the colon.`);
    }
    if (platform === undefined) return `annotation-${kind}`;
    if (kind.startsWith('index')) throw new InputError(`"annotations" has ${shown(place)}: an index has no platform.`);
    return `annotation-${kind}[${parsePlatform('annotations', platform)}]`;
  });
}
