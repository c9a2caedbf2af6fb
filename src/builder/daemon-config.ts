import type { BuilderRequest } from '../request/build-request.ts';
import { moveCertificates, toBuildkitdConfig } from '../text/buildkitd-config.ts';

/**
 * Returns what buildkitd reads in a folder of its own, texts by the names of their files: its configuration, in which RUN gets
 * these name servers, and the certificates and keys that this names, which are files of the runner.
 */
export function configFiles(
  { config = '', certificates }: Pick<BuilderRequest, 'config' | 'certificates'>,
  name: string,
  folder: string,
  servers: readonly string[] | undefined,
): Record<string, string> {
  const complete = (text: string) => withResolvers(fasterConfig(text), servers);
  const files = Object.entries(certificates).map(([path, content], index) => ({
    path,
    file: `${secretPrefix}${index}.pem`,
    content,
  }));
  if (files.length === 0) return { [name]: complete(config) };
  const places = new Map(files.map(({ path, file }) => [path, `${folder}/${file}`]));
  const moved = moveCertificates(config, (path) => places.get(path) ?? path);
  return { [name]: complete(moved), ...Object.fromEntries(files.map(({ file, content }) => [file, content])) };
}

/** What the names of files begin with that only this user may read. */
export const secretPrefix = 'secret-';

/**
 * Adds to a buildkitd.toml the settings that suit a builder of one job, in those tables that it does not have.
 *
 * More connections to a registry at once: BuildKit looks each layer up before it pushes, four at a time, and waits a round trip
 * for every four. Eight and one for manifests stay below the ten at once that registries allow; more gain little
 * (docs/performance.md). No history of builds, because the builder is gone after the job.
 */
export function fasterConfig(config: string): string {
  return withTable(withTable(config, 'system', connections(8)), 'history', 'maxEntries = 0');
}

/** Adds name servers for RUN to a buildkitd.toml, unless it sets them itself. */
export function withResolvers(config: string, servers: readonly string[] | undefined): string {
  if (servers === undefined) return config;
  return withTable(config, 'dns', `nameservers = [${servers.map((server) => `"${server}"`).join(', ')}]`);
}

/** Tells whether a workflow names the program that starts containers, by a flag or in the configuration. */
export function hasOwnRuntime({ flags, config }: Pick<BuilderRequest, 'flags' | 'config'>): boolean {
  return (
    flags.some((flag) => /^--?oci-worker-binary\b/.test(flag)) || toBuildkitdConfig(config ?? '')?.runtime !== undefined
  );
}

/** Connections at once to a registry that refused or broke the connections of a usual builder. */
export const fewConnections = 3;

/** Returns a buildkitd.toml with few connections; undefined where it sets their number itself. */
export function patientConfig(config = ''): string | undefined {
  const patient = withTable(config, 'system', connections(fewConnections));
  return patient === config ? undefined : patient;
}

function connections(count: number): string {
  return `maxRegistryConcurrency = ${count}`;
}

function withTable(config: string, table: string, setting: string): string {
  // A second table of that name would be an error in TOML. A text that is not TOML is left as it is: buildkitd refuses it.
  const mayHaveIt = toBuildkitdConfig(config)?.tables.has(table) ?? true;
  return mayHaveIt ? config : `${config}\n[${table}]\n  ${setting}\n`;
}
