import type { Attributes, BuildRequest, NamedContext, Pair, Secret } from '../request/build-request.ts';
import { proxySecrets } from '../request/proxies.ts';
import { formatAttributes } from '../text/attributes.ts';
import type { Reference } from '../text/reference.ts';
import { registryCache } from './cache-targets.ts';
import { exporters } from './exporters.ts';

/** One solve: the request, the caches of this run and the files that it reads and writes. */
export interface SolveSpec {
  readonly request: BuildRequest;
  /** References of the registry caches to import. */
  readonly imports: readonly Reference[];
  /** The caches that are written within this solve. */
  readonly exports: readonly Attributes[];
  /** `result`: everything the request asks for. `nothing`: the steps only, for a solve that exports the cache. */
  readonly outputs: 'result' | 'nothing';
  /** `built-in`: BuildKit's own frontend, although the Dockerfile has a `# syntax` line (see `usesBuiltInFrontend`). */
  readonly frontend: 'built-in' | 'as written';
  /** `rawjson`: standard error is the trace. `plain`: standard error is for people, and the trace goes to its file. */
  readonly progress: 'rawjson' | 'plain';
  readonly files: SolveFiles;
}

export interface SolveFiles {
  readonly metadata: string;
  /** File with every status as a line of JSON. */
  readonly trace: string;
  /** Path of each `value` secret, by its id. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Returns the arguments of `buildctl build`, in the order of its `--help`. */
export function buildctlArgs(solve: SolveSpec): string[] {
  const { request, files } = solve;
  return [
    'build',
    ...outputsOf(solve).flatMap((output) => ['--output', formatAttributes(output)]),
    '--progress',
    solve.progress,
    ...(solve.progress === 'plain' ? ['--trace', files.trace] : []),
    ...localArgs(request),
    ...request.buildContexts.flatMap(ociLayoutArgs),
    '--frontend',
    'dockerfile.v0',
    ...frontendOpts(solve).flatMap(([name, value]) => ['--opt', `${name}=${value}`]),
    // A solve that only exports the cache must find the finished steps, so it never has --no-cache.
    ...(request.noCache && solve.outputs === 'result' ? ['--no-cache'] : []),
    ...(request.call === 'build' ? solve.exports : []).flatMap((attributes) => [
      '--export-cache',
      formatAttributes(attributes),
    ]),
    ...cacheImports(solve).flatMap((attributes) => ['--import-cache', formatAttributes(attributes)]),
    // A solve that only exports the cache runs nothing, and its secrets are gone by the time that it is repeated.
    ...(solve.outputs === 'nothing' ? [] : request.secrets).flatMap((secret) => [
      '--secret',
      formatAttributes(secretSource(secret, files.secrets)),
    ]),
    ...request.allow.flatMap((entitlement) => ['--allow', entitlement]),
    ...request.ssh.flatMap((agent) => ['--ssh', agent]),
    '--metadata-file',
    files.metadata,
  ];
}

/** Tells whether standard output is an archive for `docker load`. */
export function loads({ request, outputs }: SolveSpec): boolean {
  return request.load && outputs === 'result' && request.call === 'build';
}

function outputsOf({ request, outputs }: SolveSpec): Attributes[] {
  return outputs === 'nothing' || request.call !== 'build' ? [] : exporters(request);
}

function localArgs({ source, dockerfile, buildContexts }: BuildRequest): string[] {
  const directories: Pair[] = [
    ...(source.kind === 'directory' ? ([['context', source.path]] as const) : []),
    ...(dockerfile.directory === undefined ? [] : ([['dockerfile', dockerfile.directory]] as const)),
    ...buildContexts.flatMap((context, index): Pair[] =>
      context.kind === 'directory' ? [[storeName(index), context.path]] : [],
    ),
  ];
  return directories.flatMap(([name, path]) => ['--local', `${name}=${path}`]);
}

/** A name of our own, because a named context called `context` must not replace the build context, and BuildKit wants lower case. */
function storeName(index: number): string {
  return `named-${index}`;
}

function ociLayoutArgs(context: NamedContext, index: number): string[] {
  return context.kind === 'oci-layout' ? ['--oci-layout', `${storeName(index)}=${context.path}`] : [];
}

function frontendOpts({ request, frontend, outputs }: SolveSpec): Pair[] {
  const list = (name: string, values: readonly string[]): Pair[] =>
    values.length === 0 ? [] : [[name, values.join(',')]];
  const single = (name: string, value: string | number | undefined): Pair[] =>
    value === undefined ? [] : [[name, String(value)]];
  return [
    ...(request.source.kind === 'remote' ? single('context', request.source.url) : []),
    // Without this the frontend would look for it in the context, where that is remote.
    ...(request.source.kind === 'remote' && request.dockerfile.directory !== undefined
      ? single('dockerfilekey', 'dockerfile')
      : []),
    ['filename', request.dockerfile.filename],
    ...single('target', request.target),
    ...list('platform', request.platforms),
    ...request.buildArgs.map(([name, value]): Pair => [`build-arg:${name}`, value]),
    ...proxyArgs(request).map(([name, value]): Pair => [`build-arg:${name}`, value]),
    ...request.labels.map(([name, value]): Pair => [`label:${name}`, value]),
    ...request.buildContexts.map((context, index): Pair => [`context:${context.name}`, contextSource(context, index)]),
    ...list(
      'add-hosts',
      request.addHosts.map(([host, ip]) => `${host}=${ip}`),
    ),
    ...single('cgroup-parent', request.cgroupParent),
    ...single('force-network-mode', request.network),
    ...(request.pull ? single('image-resolve-mode', 'pull') : []),
    ...(outputs === 'result' ? list('no-cache', request.noCacheFilters) : []),
    ...single('shm-size', request.shmSize),
    ...list('ulimit', request.ulimits),
    ...request.attests.map(([type, attributes]): Pair => [`attest:${type}`, attributes]),
    ...(frontend === 'built-in' ? single('cmdline', 'docker/dockerfile:1') : []),
    ...(request.call === 'build' ? [] : single('requestid', subrequests[request.call])),
  ];
}

/**
 * RUN has the proxy as build arguments that BuildKit knows by name, keeps out of the image, and leaves out when it compares steps.
 * One with a password stays out: it would stand on a command line and in the provenance.
 */
function proxyArgs({ builder, buildArgs }: BuildRequest): readonly Pair[] {
  const written = new Set(buildArgs.map(([name]) => name.toUpperCase()));
  return builder.proxies.filter(([name, value]) => !written.has(name) && proxySecrets([[name, value]]).length === 0);
}

const subrequests = {
  check: 'frontend.lint',
  outline: 'frontend.outline',
  targets: 'frontend.targets',
} as const;

function contextSource(context: NamedContext, index: number): string {
  switch (context.kind) {
    case 'directory':
      return `local:${storeName(index)}`;
    case 'oci-layout':
      return `oci-layout://${storeName(index)}@${context.digest}`;
    case 'remote':
      return context.url;
  }
}

function cacheImports({ request, imports }: SolveSpec): Attributes[] {
  return [...request.cache.from, ...imports.map((reference) => registryCache(request, reference))];
}

function secretSource(secret: Secret, files: ReadonlyMap<string, string>): Attributes {
  switch (secret.kind) {
    case 'env':
      return [
        ['id', secret.id],
        ['env', secret.env],
      ];
    case 'file':
      return [
        ['id', secret.id],
        ['src', secret.path],
      ];
    case 'value':
      return [
        ['id', secret.id],
        ['src', files.get(secret.id) ?? ''],
      ];
  }
}
