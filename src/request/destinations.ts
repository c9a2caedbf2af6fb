import { join } from 'node:path';
import { attributeValue } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import type { InputName } from './inputs.ts';
import { type Bounds, toRealDestination } from './places.ts';

/** Holds the places of `outputs` against the workspace and returns the entries with their real paths; throws an InputError. */
export function checkOutputs(outputs: readonly Attributes[], bounds: Bounds): Promise<Attributes[]> {
  return Promise.all(
    outputs.map((entry) => {
      const isStore = /^(?:0|f|false)$/i.test(attributeValue(entry, 'tar') ?? '');
      return replace(entry, 'dest', (path) => checkDestination('outputs', path, isStore, bounds));
    }),
  );
}

/** Holds the places of local caches against the workspace and returns the entries with their real paths; throws an InputError. */
export function checkCaches(
  input: 'cache-from' | 'cache-to',
  caches: readonly Attributes[],
  bounds: Bounds,
): Promise<Attributes[]> {
  return Promise.all(
    caches.map((entry) => {
      if (attributeValue(entry, 'type') !== 'local') return entry;
      if (input === 'cache-to') return replace(entry, 'dest', (path) => checkDestination(input, path, true, bounds));
      // A cache that is not there yet is none of the build's faults.
      return replace(entry, 'src', (path) => toRealDestination(input, path, bounds));
    }),
  );
}

/** What an OCI layout has at fixed names (image-spec, image-layout.md; containerd's store puts `ingest` beside it): buildctl follows links there. */
const STORE = ['index.json', 'index.json.lock', 'oci-layout', 'ingest', 'blobs', 'blobs/sha256'];

async function checkDestination(input: InputName, path: string, isStore: boolean, bounds: Bounds): Promise<string> {
  const real = await toRealDestination(input, path, bounds);
  if (isStore) await Promise.all(STORE.map((name) => toRealDestination(input, join(path, name), bounds)));
  return real;
}

async function replace(
  entry: Attributes,
  name: string,
  toValue: (value: string) => Promise<string>,
): Promise<Attributes> {
  return Promise.all(entry.map(async ([key, value]) => [key, key === name ? await toValue(value) : value] as const));
}
