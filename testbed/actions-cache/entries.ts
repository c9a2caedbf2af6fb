/** One archive of the Actions cache. */
export type Entry = {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  /** The ref that it belongs to. */
  readonly scope: string;
  /** Set when its upload was finished. */
  size: number | undefined;
};

/** What the service knows of its archives. */
export type Entries = {
  /** Begins an entry; undefined when its scope has one of that key and version. */
  create(key: string, version: string, scope: string): Entry | undefined;
  get(key: string, version: string, scope: string): Entry | undefined;
  /** Finds an entry as GitHub documents it: scope by scope, the key as a whole, then keys as beginnings, the newest first. */
  find(keys: readonly string[], version: string, scopes: readonly string[]): Entry | undefined;
  /** The finished ones, oldest first. */
  list(): readonly Entry[];
};

/** Starts without entries. */
export function createEntries(): Entries {
  const entries: Entry[] = [];
  const get: Entries['get'] = (key, version, scope) =>
    entries.find((entry) => entry.key === key && entry.version === version && entry.scope === scope);
  const finished = () => entries.filter(({ size }) => size !== undefined);
  return {
    get,
    create(key, version, scope) {
      if (get(key, version, scope)) return undefined;
      const entry: Entry = { id: entries.length + 1, key, version, scope, size: undefined };
      entries.push(entry);
      return entry;
    },
    find(keys, version, scopes) {
      for (const scope of scopes) {
        const own = finished().filter((entry) => entry.scope === scope && entry.version === version);
        const whole = own.find(({ key }) => key === keys[0]);
        if (whole) return whole;
        for (const beginning of keys) {
          const newest = own.findLast(({ key }) => key.startsWith(beginning));
          if (newest) return newest;
        }
      }
      return undefined;
    },
    list: finished,
  };
}
