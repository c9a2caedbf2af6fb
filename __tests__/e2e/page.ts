import { instructionsOf, type Job, succeeded } from './fixture.ts';

/** What runs again gives another layer, so that a digest tells a re-run from a hit. */
const random = 'cat /proc/sys/kernel/random/uuid >';

/** A first step that everything shares, and a second one for what a branch is about. */
export const source = (text: string) => ({
  Dockerfile: `FROM debian:bookworm-slim\nRUN ${random} /base\nCOPY page.txt /\nRUN ${random} /page\n`,
  'page.txt': `${text}\n`,
});
const base = `[2/4] RUN ${random} /base`;
export const page = [`[3/4] COPY page.txt /`, `[4/4] RUN ${random} /page`];
export const all = [base, ...page];

/** Where a run read its cache, where it says to write it, and what it had to run. */
export function scopeOf({ main }: Job, image: string) {
  const { 'cache-source': from, 'cache-ref': to = '' } = succeeded(main).outputs;
  return { from, to: to.replace(`${image}:`, ''), executed: instructionsOf(main).executed };
}

/** Leaves the images' own tags out. */
export function cachesOf(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([tag]) => tag.startsWith('cache-')));
}
