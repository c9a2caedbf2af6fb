import { resolve } from 'node:path';
import { attributeValue, withoutAttributes } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import { OUTPUTS } from './buildkit.ts';
import type { Surroundings } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseTyped } from './known-attributes.ts';
import { parseList } from './lists.ts';
import { parseBoolean } from './scalars.ts';

/** What is made of the build: `outputs`, `push` and `load` taken together. */
export interface Results {
  readonly push: boolean;
  readonly load: boolean;
  /** What a `type=image` or `type=registry` entry says of the image; undefined when there is none. */
  readonly image: Attributes | undefined;
  /** The names that a `type=docker` entry without a place gives the image that is loaded. */
  readonly loadedNames: readonly string[];
  /** The entries for files, with absolute paths, further images, and `type=cacheonly`, which makes nothing. */
  readonly files: readonly Attributes[];
}

/**
 * Reads `outputs`, `push` and `load`; throws an InputError where they contradict each other.
 *
 * | entry | becomes |
 * | --- | --- |
 * | `out` | `type=local,dest=out` |
 * | `type=registry` | the image, pushed |
 * | `type=image,push=true` | the image, pushed |
 * | a further `type=image` | an image of its own; the first that is pushed is the one that outputs speak of |
 * | `type=docker` | `load: true` |
 * | `type=cacheonly` | nothing is made |
 */
export function parseResults(inputs: Inputs, { workspace, warn }: Around, platforms: readonly string[]): Results {
  const entries = parseList('outputs', inputs.outputs, 'lines').map((entry) => parseOutput(entry, workspace, warn));
  const images = entries.filter((entry) => ['image', 'registry'].includes(type(entry)));
  const loaded = entries.filter((entry) => type(entry) === 'docker' && !isForDocker(entry));
  const push = parseBoolean('push', inputs.push, false);
  const main = images.find((entry) => readPush(entry) === true) ?? images[0];
  const further = images.filter((entry) => entry !== main).map((entry) => toFurtherImage(entry, push));
  const files = [
    ...entries.filter((entry) => ['local', 'tar', 'oci', 'cacheonly'].includes(type(entry)) || isForDocker(entry)),
    ...further,
  ];
  const load = parseBoolean('load', inputs.load, false) || loaded.length > 0;
  if (platforms.length > 1) checkSinglePlatform(load, files);
  return { load, files, loadedNames: loaded.flatMap(namesOf), ...toImage(main, push) };
}

/** What reading outputs needs beside their text. */
type Around = Pick<Surroundings, 'workspace' | 'warn'>;

/** Returns the references that an output names. */
export function namesOf(attributes: Attributes): string[] {
  return attributeValue(attributes, 'name')?.split(',') ?? [];
}

/** Tells whether an output is an archive for `docker load`; without a place the image is loaded at once. */
export function isForDocker(attributes: Attributes): boolean {
  return type(attributes) === 'docker' && attributeValue(attributes, 'dest') !== undefined;
}

function parseOutput(entry: string, workspace: string, warn: Around['warn']): Attributes {
  if (!/[=,]/.test(entry)) {
    checkDestination(entry);
    return [
      ['type', 'local'],
      ['dest', resolve(workspace, entry)],
    ];
  }
  const attributes = parseTyped('outputs', entry, OUTPUTS, warn);
  const dest = attributeValue(attributes, 'dest');
  if (dest !== undefined) checkDestination(dest);
  const kind = type(attributes);
  if (dest === undefined && ['local', 'tar', 'oci'].includes(kind)) {
    throw new InputError(`"outputs" has type=${kind} without a place: write type=${kind},dest=PATH.`);
  }
  return attributes.map(([name, value]) => [name, name === 'dest' ? resolve(workspace, value) : value]);
}

function checkDestination(dest: string): void {
  if (dest !== '' && dest !== '-') return;
  throw new InputError(`"outputs" must write to a path: got ${shown(dest)}, and standard output is the log.`);
}

function toImage(entry: Attributes | undefined, push: boolean): Pick<Results, 'push' | 'image'> {
  if (entry === undefined) return { push, image: undefined };
  const pushes = readPush(entry);
  if (push && pushes === false)
    throw new InputError('"push" is true but "outputs" has push=false: remove one of them.');
  return { push: push || (pushes ?? false), image: withoutAttributes(entry, 'type', 'push') };
}

function toFurtherImage(entry: Attributes, push: boolean): Attributes {
  return [['type', 'image'], ['push', String(readPush(entry) ?? push)], ...withoutAttributes(entry, 'type', 'push')];
}

/** Whether an image in `outputs` is pushed; undefined where it has no word on it. */
function readPush(entry: Attributes): boolean | undefined {
  const written = attributeValue(entry, 'push');
  if (written !== undefined && !/^(?:1|t|true|0|f|false|)$/i.test(written)) {
    throw new InputError(`"outputs" must have push=true or push=false: got ${shown(written)}.`);
  }
  if (written === undefined) return type(entry) === 'registry' ? true : undefined;
  // BuildKit takes a push without a value for true.
  return /^(?:1|t|true|)$/i.test(written);
}

function checkSinglePlatform(load: boolean, files: readonly Attributes[]): void {
  if (load) {
    throw new InputError('"load" needs a single platform: write one into "platforms", or push instead.');
  }
  if (files.some(isForDocker)) {
    throw new InputError('"outputs" has type=docker, which needs a single platform: write type=oci for several.');
  }
}

function type(attributes: Attributes): string {
  return attributeValue(attributes, 'type') ?? '';
}
