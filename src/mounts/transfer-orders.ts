/** The word on the command line that makes the action's program carry out transfers. */
export const transferWord = 'cache-transfers';

/** What the process that talks to the Actions cache is asked to do; `file` is relative to its folder. */
export type Order = { readonly number: number; readonly file: string } & (
  | { readonly kind: 'find'; readonly prefixes: readonly string[] }
  | { readonly kind: 'fetch'; readonly key: string; readonly limit: number }
  | { readonly kind: 'save'; readonly key: string }
);

/** `key`: the entry that was found, fetched or saved; undefined: there is none. */
export type Outcome = { readonly number: number } & (
  | { readonly kind: 'done'; readonly key: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
);
