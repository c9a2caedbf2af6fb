import type { AskedMount } from './ask.ts';

/**
 * Folders of RUNs whose mounts could not be recognized: they are not filled later, so that nothing which such a RUN wrote is
 * overwritten.
 */
export interface HandedOut {
  add(mounts: readonly AskedMount[]): void;
  has(home: string): boolean;
}

/** Starts with a new builder, in which no RUN has had a folder. */
export function createHandedOut(): HandedOut {
  const homes = new Set<string>();
  return {
    add(mounts) {
      for (const mount of mounts) homes.add(homeOf(mount));
    },
    has: (home) => homes.has(home),
  };
}

/** Returns the folder behind a mount: the one in which its files stay, or else the one that the RUN sees. */
export function homeOf({ home, place }: Pick<AskedMount, 'home' | 'place'>): string {
  return home ?? place;
}
