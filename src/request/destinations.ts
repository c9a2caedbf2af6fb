import { attributeValue } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import { type Bounds, toRealDestination, toRealStore } from './places.ts';

/** Holds the places of `outputs` against the workspace and returns the entries with their real paths; throws an InputError. */
export function checkOutputs(outputs: readonly Attributes[], bounds: Bounds): Promise<Attributes[]> {
  return Promise.all(
    outputs.map((entry) => {
      const isStore = /^(?:0|f|false)$/i.test(attributeValue(entry, 'tar') ?? '');
      return replace(entry, 'dest', (path) => (isStore ? toRealStore : toRealDestination)('outputs', path, bounds));
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
      // One that is to be read need not be there yet either: that is none of the build's faults.
      return replace(entry, input === 'cache-to' ? 'dest' : 'src', (path) => toRealStore(input, path, bounds));
    }),
  );
}

async function replace(
  entry: Attributes,
  name: string,
  toValue: (value: string) => Promise<string>,
): Promise<Attributes> {
  return Promise.all(entry.map(async ([key, value]) => [key, key === name ? await toValue(value) : value] as const));
}
