import type { BuilderRequest } from '../request/build-request.ts';
import { toBuildkitdConfig } from '../text/buildkitd-config.ts';
import { builderLabels, type Lease } from './lease.ts';

/** Returns docker's arguments up to the image for a container that runs a privileged buildkitd; `run` goes before them. */
export function containerArgs(request: BuilderRequest, lease: Lease, mountArgs: readonly string[]): string[] {
  return [
    '--privileged',
    // A daemon with user namespaces refuses --privileged without it; elsewhere it changes nothing.
    ...['--userns', 'host'],
    ...['--name', lease.container],
    ...builderLabels(lease),
    ...['--network', request.network],
    ...request.env.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(request.memory === undefined ? [] : ['--memory', request.memory]),
    ...(request.cpus === undefined ? [] : ['--cpus', request.cpus]),
    ...mountArgs,
  ];
}

/** Returns the name of the snapshotter that was asked for, by a flag or in the configuration; a flag wins, as for buildkitd. */
export function snapshotterOf({ flags, config }: Pick<BuilderRequest, 'flags' | 'config'>): string {
  const flag = flags.map(
    (word, index) => /^--?oci-worker-snapshotter(?:=(.*))?$/.exec(word) && (word.split('=')[1] ?? flags[index + 1]),
  );
  const asked = flag.findLast((name) => name) || toBuildkitdConfig(config ?? '')?.snapshotter || 'auto';
  // It becomes part of a path.
  return /^[\w-]+$/.test(asked) ? asked : 'auto';
}

/** Returns buildkitd's own flags. */
export function daemonFlags(request: BuilderRequest, config: string): string[] {
  return [
    ...(request.config === undefined ? [] : ['--config', config]),
    // A builder that lives for one job must not spend its time on pruning (docs/buildkit.md).
    '--oci-worker-gc=false',
    ...request.entitlements.flatMap((entitlement) => ['--allow-insecure-entitlement', entitlement]),
    ...request.flags,
  ];
}
