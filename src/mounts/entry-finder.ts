import type { CacheMount } from './cache-mount.ts';
import { archiveName, entryPrefix, mountIdentity } from './keys.ts';
import type { MountsPlan } from './plan.ts';
import { SilentServiceError, type Transfers } from './transfers.ts';

/** Finds the entry to restore a mount from, once for each mount. */
export type EntryFinder = (mount: CacheMount) => Promise<string | undefined>;

/**
 * Makes a finder that asks the Actions cache for the newest entry of each scope in order, and asks no more after a silence of that
 * length.
 */
export function createEntryFinder(plan: MountsPlan, transfers: Transfers, milliseconds: number): EntryFinder {
  const entries = new Map<string, Promise<string | undefined>>();
  let silence: SilentServiceError | undefined;

  const ask = async (identity: string) => {
    const prefixes = plan.restoreFrom.map((scope) => entryPrefix(scope, identity));
    if (prefixes.length === 0) return undefined;
    if (silence) throw silence;
    return transfers.find(archiveName(identity), prefixes, milliseconds).catch((error: unknown) => {
      // Every further mount would wait as long, without result.
      if (error instanceof SilentServiceError) silence = error;
      throw error;
    });
  };

  return (mount) => {
    const identity = mountIdentity(mount, plan.subject);
    const entry = entries.get(identity) ?? ask(identity);
    entries.set(identity, entry);
    return entry;
  };
}
