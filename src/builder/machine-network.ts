import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bindMount, DockerError } from '../docker/docker.ts';
import type { BuilderRequest, Note } from '../request/build-request.ts';
import { machineNetworkInBuilder, shared } from './boot.ts';
import { hasOwnRuntime } from './daemon-config.ts';

/** Returns docker's arguments that give a builder the machine's network beside its own, where buildkitd is to be in that. */
export function machineNetworkMount({ daemonNetwork }: BuilderRequest): string[] {
  return daemonNetwork === 'machine' ? bindMount(findMachineNetwork(), machineNetworkInBuilder) : [];
}

/** Returns the request of a builder whose RUNs are in the machine's network, since buildkitd must be. */
export function shareMachineNetwork(request: BuilderRequest): BuilderRequest {
  return { ...request, network: 'host', daemonNetwork: 'with RUN' };
}

/** Says that RUNs could not be kept out of the machine's network; `why` is half a sentence. */
export function sharedNetworkNote(why: string): Note {
  return {
    level: 'warning',
    text: `Every RUN of this build has this machine's network, loopback addresses included: a reference is on localhost, and ${why}. Set "builder-network: host" if that is all right.`,
  };
}

/** Says why a builder cannot be in two networks, half a sentence; undefined where it need not be, or is worth the trial. */
export function findNetworkObstacle(request: BuilderRequest): string | undefined {
  if (request.daemonNetwork !== 'machine') return undefined;
  return hasOwnRuntime(request)
    ? 'the builder is given an OCI runtime of its own ("buildkitd-config" or "buildkitd-flags")'
    : undefined;
}

/** Says what kept a builder that did not start out of the machine's network, half a sentence; undefined where it was something else. */
export function findNetworkRefusal(request: BuilderRequest, folder: string, error: unknown): string | undefined {
  if (request.daemonNetwork !== 'machine') return undefined;
  if (error instanceof DockerError && error.output.includes('/ns/net'))
    return `docker refuses to mount it (${error.message})`;
  return existsSync(join(folder, shared.noNetwork)) ? 'the BuildKit image cannot be in two networks' : undefined;
}

/**
 * The daemon's first process is in the network that docker calls host, also where daemon and runner are two containers of one pod.
 * Where root may not look at that process, neither may the daemon: then the runner's own will do, which outlives this step.
 */
function findMachineNetwork(): string {
  const ofFirst = '/proc/1/ns/net';
  if (process.getuid?.() !== 0) return ofFirst;
  try {
    readlinkSync(ofFirst);
    return ofFirst;
  } catch {
    return `/proc/${process.ppid}/ns/net`;
  }
}
