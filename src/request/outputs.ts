import { resolve } from 'node:path';
import { attributeValue, withoutAttributes } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { OUTPUTS, parseTyped } from './known-attributes.ts';
import { parseList } from './lists.ts';
import { parseBoolean } from './scalars.ts';

/** What is made of the build: `outputs`, `push` and `load` taken together. */
export interface Results {
  readonly push: boolean;
  readonly load: boolean;
  /** What a `type=image` or `type=registry` entry says of the image; undefined when there is none. */
  readonly image: Attributes | undefined;
  /** The entries for files, with absolute paths. */
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
 * | `type=docker` | `load: true` |
 * | `type=cacheonly` | nothing |
 */
export function parseResults(inputs: Inputs, workspace: string, platforms: readonly string[]): Results {
  const entries = parseList('outputs', inputs.outputs, 'lines').map((entry) => parseOutput(entry, workspace));
  const images = entries.filter((entry) => ['image', 'registry'].includes(type(entry)));
  const files = entries.filter((entry) => ['local', 'tar', 'oci'].includes(type(entry)) || isForDocker(entry));
  const loaded = entries.filter((entry) => type(entry) === 'docker' && !isForDocker(entry));
  if (images.length > 1) {
    throw new InputError(
      '"outputs" has more than one image: write all its names into "tags" and one type=image entry.',
    );
  }
  const results = {
    push: parseBoolean('push', inputs.push, false),
    load: parseBoolean('load', inputs.load, false) || loaded.length > 0,
    files,
  };
  if (platforms.length > 1) checkSinglePlatform(results.load, files);
  return { ...results, ...toImage(images[0], results.push) };
}

/** Tells whether an output is an archive for `docker load`; without a place the image is loaded at once. */
export function isForDocker(attributes: Attributes): boolean {
  return type(attributes) === 'docker' && attributeValue(attributes, 'dest') !== undefined;
}

function parseOutput(entry: string, workspace: string): Attributes {
  if (!/[=,]/.test(entry)) {
    checkDestination(entry);
    return [
      ['type', 'local'],
      ['dest', resolve(workspace, entry)],
    ];
  }
  const attributes = parseTyped('outputs', entry, OUTPUTS);
  const dest = attributeValue(attributes, 'dest');
  if (dest !== undefined) checkDestination(dest);
  const kind = type(attributes);
  if (dest === undefined && ['local', 'tar', 'oci'].includes(kind)) {
    throw new InputError(`"outputs" has type=${kind} without a place: write type=${kind},dest=PATH.`);
  }
  if (dest === undefined && kind === 'docker' && attributes.length > 1) {
    throw new InputError('"outputs" has type=docker without a place: write load: true, or type=docker,dest=PATH.');
  }
  return attributes.map(([name, value]) => [name, name === 'dest' ? resolve(workspace, value) : value]);
}

function checkDestination(dest: string): void {
  if (dest !== '' && dest !== '-') return;
  throw new InputError(`"outputs" must write to a path: got ${shown(dest)}, and standard output is the log.`);
}

function toImage(entry: Attributes | undefined, push: boolean): Pick<Results, 'push' | 'image'> {
  if (entry === undefined) return { push, image: undefined };
  const written = attributeValue(entry, 'push');
  if (written !== undefined && !/^(?:1|t|true|0|f|false|)$/i.test(written)) {
    throw new InputError(`"outputs" must have push=true or push=false: got ${shown(written)}.`);
  }
  // BuildKit takes a push without a value for true.
  const pushes = written === undefined ? undefined : /^(?:1|t|true|)$/i.test(written);
  if (push && pushes === false)
    throw new InputError('"push" is true but "outputs" has push=false: remove one of them.');
  return {
    push: push || (pushes ?? type(entry) === 'registry'),
    image: withoutAttributes(entry, 'type', 'push'),
  };
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
