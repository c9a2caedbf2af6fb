import * as core from '@actions/core';

/** Every input of action.yml, in its order. */
export const inputNames = [
  'image',
  'tags',
  'labels',
  'annotations',
  'push',
  'load',
  'outputs',
  'compression',
  'compression-level',
  'context',
  'git-dir',
  'file',
  'target',
  'platforms',
  'build-args',
  'build-contexts',
  'call',
  'no-cache',
  'no-cache-filters',
  'pull',
  'allow-outside-workspace',
  'secrets',
  'secret-envs',
  'secret-files',
  'ssh',
  'github-token',
  'allow',
  'add-hosts',
  'network',
  'cgroup-parent',
  'shm-size',
  'ulimit',
  'provenance',
  'sbom',
  'attests',
  'cache',
  'cache-ref',
  'cache-mode',
  'cache-key',
  'cache-export',
  'cache-on-failure',
  'cache-from',
  'cache-to',
  'cache-mounts',
  'cache-mounts-max-size',
  'buildkit-image',
  'buildkitd-config',
  'buildkitd-config-inline',
  'buildkitd-flags',
  'builder-network',
  'builder-env',
  'builder-memory',
  'builder-cpus',
  'builder-sharing',
  'state',
  'endpoint',
  'endpoint-tls',
  'builder',
  'retries',
  'timeout',
  'network-timeout',
  'progress',
  'summary',
] as const;

export type InputName = (typeof inputNames)[number];

/** What the workflow wrote, as text; '' where it wrote nothing and action.yml has no default. */
export type Inputs = Readonly<Record<InputName, string>>;

/** Reads the inputs of the step; the only reader of them. */
export function readInputs(): Inputs {
  const entries = inputNames.map((name) => [name, core.getInput(name, { trimWhitespace: !verbatim.has(name) })]);
  return Object.fromEntries(entries);
}

/** Inputs whose values may begin or end with white space that counts. */
const verbatim: ReadonlySet<InputName> = new Set([
  'labels',
  'annotations',
  'build-args',
  'secrets',
  'buildkitd-config-inline',
  'builder-env',
]);
