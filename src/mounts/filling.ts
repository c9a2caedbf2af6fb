import type { MountStart } from './mount-use.ts';

/** The filling of one mount's folder, which ends once; RUNs that share the folder wait for its end. */
export interface Filling {
  readonly ended: Promise<void>;
  /** The result; undefined until the filling has ended. */
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

/** Resolves with a promise's value, or with undefined after that many milliseconds. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
