import type { BuildRequest } from './build-request.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseList } from './lists.ts';
import { parseAddHosts, parseUlimits } from './pairs.ts';
import { parseBoolean, parseSize } from './scalars.ts';

/** The part of a request that says which steps run and in what surroundings. */
export type StepsRequest = Pick<
  BuildRequest,
  | ('target' | 'noCache' | 'noCacheFilters' | 'pull' | 'allow')
  | ('addHosts' | 'network' | 'cgroupParent' | 'shmSize' | 'ulimits')
>;

/** Reads the inputs about the Dockerfile's steps. */
export function parseSteps(inputs: Inputs): StepsRequest {
  const network = parseStepNetwork(inputs.network);
  const noCache = parseBoolean('no-cache', inputs['no-cache'], false);
  const noCacheFilters = parseList('no-cache-filters', inputs['no-cache-filters'], 'commas');
  if (noCache && noCacheFilters.length > 0) {
    throw new InputError('"no-cache" and "no-cache-filters" are both given: remove one of them.');
  }
  return {
    target: inputs.target || undefined,
    noCache,
    noCacheFilters,
    pull: parseBoolean('pull', inputs.pull, false),
    allow: parseAllow(inputs.allow, network),
    addHosts: parseAddHosts(inputs['add-hosts']),
    network,
    cgroupParent: inputs['cgroup-parent'] || undefined,
    shmSize: parseSize('shm-size', inputs['shm-size']),
    ulimits: parseUlimits(inputs.ulimit),
  };
}

/** `default` is docker's word for BuildKit's own choice. */
function parseStepNetwork(text: string): StepsRequest['network'] {
  if (text === '' || text === 'default') return undefined;
  const network = (['host', 'none', 'sandbox'] as const).find((each) => each === text);
  if (network !== undefined) return network;
  throw new InputError(`"network" must be default, host or none: got ${shown(text)}.`);
}

/** The build's own network is on no list of the workflow, so asking for the host's is asking for the entitlement, as with buildx. */
function parseAllow(text: string, network: StepsRequest['network']): string[] {
  const entitlements = parseList('allow', text, 'commas');
  const stray = entitlements.find((each) => !/^(?:network\.host|security\.insecure|device(?:=\S+)?)$/.test(each));
  if (stray !== undefined) {
    throw new InputError(`"allow" has ${shown(stray)}: write network.host, security.insecure, device or device=NAME.`);
  }
  return [...new Set([...entitlements, ...(network === 'host' ? ['network.host'] : [])])];
}
