import { toBuildkitdConfig } from '../text/buildkitd-config.ts';

/**
 * Returns a buildkitd.toml with more connections to a registry at once, unless it has a word of its own on that. BuildKit looks
 * each layer up before it pushes, four at a time, and waits a round trip for every four. Eight and one for manifests stay below
 * the ten at once that registries allow; more gain little (docs/performance.md).
 */
export function fasterConfig(config: string): string {
  return withConnections(config, 8);
}

/** Connections at once that a registry gets which refused or broke those of a usual builder. */
export const fewConnections = 3;

/** Returns a buildkitd.toml with few connections; undefined where it has a word of its own on that. */
export function patientConfig(config = ''): string | undefined {
  const patient = withConnections(config, fewConnections);
  return patient === config ? undefined : patient;
}

function withConnections(config: string, count: number): string {
  // A second `system` table would be an error of TOML.
  const mayHaveSystem = toBuildkitdConfig(config)?.hasSystem ?? true;
  return mayHaveSystem ? config : `${config}\n[system]\n  maxRegistryConcurrency = ${count}\n`;
}
