import { type CacheServer, startCacheServer } from '../../testbed/actions-cache/cache-server.ts';
import type { StepResult } from '../../testbed/harness.ts';
import { test as base } from './fixture.ts';
import { type NpmRegistry, startNpmRegistry } from './npm-registry.ts';

/** The ref that a push to the default branch may write to in the Actions cache. */
export const main = 'refs/heads/main';

/** The jobs of one repository, which share an Actions cache and a registry of npm packages. */
export const test = base.extend<{ cache: CacheServer; npm: NpmRegistry }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  cache: async ({}, use) => {
    const server = await startCacheServer();
    await use(server);
    await server.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  npm: async ({}, use) => {
    const registry = await startNpmRegistry();
    await use(registry);
    await registry.stop();
  },
});

/** Returns a build that counts in a mount how often it was run; another `round` makes it run again. */
export function counting(round: string, rest = ''): Record<string, string> {
  return {
    Dockerfile: `FROM debian:bookworm-slim
COPY round /
RUN --mount=type=cache,target=/count echo x >> /count/file; echo "runs: $(wc -l < /count/file)"
${rest}
`,
    round,
  };
}

/** Returns what such a build printed. */
export function runs({ log }: Pick<StepResult, 'log'>): string | undefined {
  return /runs: (\d+)$/m.exec(log)?.[1];
}
