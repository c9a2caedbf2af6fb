import type { MountStart } from './mount-use.ts';

/** The filling of one mount's folder, which ends once; RUNs that share the folder wait for that. */
export interface Filling {
  readonly ended: Promise<void>;
  /** How it ended; undefined as long as it has not. */
  start(): MountStart | undefined;
  /** Ends it; a second end changes nothing. */
  end(start: MountStart): void;
}

/** Begins a filling. */
export function beginFilling(): Filling {
  const { promise, resolve } = Promise.withResolvers<void>();
  let outcome: MountStart | undefined;
  return {
    ended: promise,
    start: () => outcome,
    end(start) {
      outcome ??= start;
      resolve();
    },
  };
}

/** Resolves with what a promise brings, or with undefined after some milliseconds. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
