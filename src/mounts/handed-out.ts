import type { AskedMount } from './ask.ts';

/** Folders that a RUN was given whose mounts nobody knew: what it wrote there is not to be written over. */
export interface HandedOut {
  add(mounts: readonly AskedMount[]): void;
  has(home: string): boolean;
}

/** Starts with a builder that gave nothing to any RUN. */
export function createHandedOut(): HandedOut {
  const homes = new Set<string>();
  return {
    add(mounts) {
      for (const mount of mounts) homes.add(homeOf(mount));
    },
    has: (home) => homes.has(home),
  };
}

/** Names the folder behind a mount: where its files stay, or where the RUN sees them. */
export function homeOf({ home, place }: Pick<AskedMount, 'home' | 'place'>): string {
  return home ?? place;
}
