import { AsyncLocalStorage } from 'node:async_hooks';

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

/**
 * Carries out transfers with the Actions cache for the parent process, until that closes the channel.
 *
 * It is a process of its own because `@actions/cache` reads paths relative to GITHUB_WORKSPACE (here a folder of ours), prints annotations,
 * swallows errors and cannot be cancelled, and because loading it takes 0.1 s.
 */
export function serveTransfers(): void {
  const said = new AsyncLocalStorage<string[]>();
  process.stdout.write = ((text: string | Uint8Array) => {
    said.getStore()?.push(String(text));
    return true;
  }) as typeof process.stdout.write;
  process.on('disconnect', () => process.exit());
  process.on('message', (order: Order) => {
    const lines: string[] = [];
    void said.run(lines, () => perform(order, lines)).then((outcome) => process.send?.(outcome));
  });
}

async function perform(order: Order, lines: readonly string[]): Promise<Outcome> {
  const { number } = order;
  try {
    const key = await transfer(order);
    const reason = key === undefined ? failureIn(lines) : undefined;
    return reason === undefined ? { number, kind: 'done', key } : { number, kind: 'failed', reason };
  } catch (error) {
    return { number, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function transfer(order: Order): Promise<string | undefined> {
  if (order.kind === 'fetch') return (await import('./fetch-entry.ts')).fetchEntry(order);
  const { restoreCache, saveCache } = await import('@actions/cache');
  switch (order.kind) {
    case 'find':
      // The service compares the first key as a whole and the others as prefixes, newest entry first.
      return restoreCache([order.file], `${order.prefixes[0]}exactly`, [...order.prefixes], { lookupOnly: true });
    case 'save':
      // The toolkit looks up file patterns in the working folder, and writes found paths relative to GITHUB_WORKSPACE.
      process.chdir(process.env.GITHUB_WORKSPACE ?? '.');
      return (await saveCache([order.file], order.key)) === -1 ? undefined : order.key;
  }
}

/** The toolkit returns undefined both for a miss and for an error; its output tells which it was. */
function failureIn(lines: readonly string[]): string | undefined {
  for (const line of lines.join('').split('\n')) {
    const sentence = /^(?:::(?:warning|error)::)?(?:Failed to (?:restore|save): )(.*)$/.exec(line)?.[1];
    if (sentence !== undefined) return sentence.replaceAll('%0A', ' ').replaceAll('%0D', '').replaceAll('%25', '%');
  }
  return undefined;
}
