import { readToml } from '../registry/toml.ts';

/**
 * Returns a buildkitd.toml with more connections to a registry at once, unless it has a word of its own on that. BuildKit looks
 * each layer up before it pushes, four at a time, and waits a round trip for every four; more than sixteen gain nothing more
 * (docs/performance.md).
 */
export function fasterConfig(config: string): string {
  return mayHaveSystemTable(config) ? config : `${config}\n[system]\n  maxRegistryConcurrency = 16\n`;
}

/** A table that stands there twice is an error of TOML, so what cannot be read counts as one. */
function mayHaveSystemTable(config: string): boolean {
  return readToml(config).some(
    ({ header, assignments }) =>
      assignments === undefined ||
      /^\[\s*["']?system\b/i.test(header ?? '') ||
      assignments.some(({ path }) => path[0]?.toLowerCase() === 'system'),
  );
}
