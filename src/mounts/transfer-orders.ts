/** The word on the command line that makes the action's program carry out transfers. */
export const transferWord = 'cache-transfers';

/** An order to the process that talks to the Actions cache; `file` is relative to its folder. */
export type Order = { readonly number: number; readonly file: string } & (
  | { readonly kind: 'find'; readonly prefixes: readonly string[] }
  | { readonly kind: 'fetch'; readonly key: string; readonly limit: number }
  | { readonly kind: 'save'; readonly key: string }
);

/** The answer to an order; `key` is the entry that was found, fetched or saved, undefined if there is none. */
export type Outcome = { readonly number: number } & (
  | { readonly kind: 'done'; readonly key: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
);
