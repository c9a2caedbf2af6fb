import { resolve } from 'node:path';
import { parseBuildkitdConfig } from '../text/buildkitd-config.ts';
import { isLocalhost } from '../text/reference.ts';
import type { BuilderRequest, CacheRequest, Pair } from './build-request.ts';
import { BUILDKIT_IMAGE } from './buildkit.ts';
import type { Surroundings } from './git-context.ts';
import { cloudVariables } from './inherited.ts';
import { InputError, oneOf, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseLowered } from './names.ts';
import { parseVariables } from './pairs.ts';
import { proxyHosts, toProxies } from './proxies.ts';
import { parseChoice, parseSize } from './scalars.ts';
import { parseWords } from './shell-words.ts';

/** What of the build decides how its builder is started. */
export interface BuilderUse {
  /** Hosts that the builder talks to. */
  readonly hosts: readonly string[];
  /** Entitlements that the build asks for. */
  readonly allow: readonly string[];
  /** Milliseconds that a registry may say nothing. */
  readonly networkTimeout: number;
  /** The caches of the user's own. */
  readonly cache?: Pick<CacheRequest, 'from' | 'to'>;
  /** What docker's configuration says of a proxy. */
  readonly dockerProxies?: readonly Pair[];
}

/** Reads the inputs of the builder; `buildkitd-config` becomes a path that is still to be read. */
export function parseBuilder(inputs: Inputs, around: Surroundings, use: BuilderUse): BuilderRequest {
  const { workspace, env } = around;
  const config = inputs['buildkitd-config'];
  const inline = inputs['buildkitd-config-inline'];
  if (config !== '' && inline.trim() !== '') {
    throw new InputError('"buildkitd-config" and "buildkitd-config-inline" are both given: remove one of them.');
  }
  checkConfig('buildkitd-config-inline', inline);
  const image = inputs['buildkit-image'] || BUILDKIT_IMAGE;
  parseLowered('buildkit-image', image);
  const variables = parseVariables('builder-env', inputs['builder-env'], around);
  const endpoint = parseEndpoint(inputs, workspace);
  // What reaches the network from this machine need not do so from where an endpoint is.
  const here = endpoint === undefined;
  const proxies = toProxies(here ? variables : [], use.dockerProxies ?? [], here ? Object.entries(env) : []);
  const caches = [...(use.cache?.from ?? []), ...(use.cache?.to ?? [])];
  const written = new Set(variables.map(([name]) => name.toUpperCase()));
  return {
    endpoint,
    image,
    config: inline.trim() === '' ? undefined : inline,
    configFile: config === '' ? undefined : resolve(workspace, config),
    certificates: {},
    flags: parseWords('buildkitd-flags', inputs['buildkitd-flags']),
    // The daemon knows an entitlement by its kind; which device it is for stands in the build's own flag.
    entitlements: [...new Set(use.allow.map((each) => each.split('=')[0] ?? each))],
    ...parseBuilderNetwork(inputs['builder-network'], use, proxyHosts(proxies)),
    state: parseChoice('state', inputs.state, ['disk', 'memory'], 'disk'),
    networkTimeout: use.networkTimeout,
    env: variables,
    proxies,
    inherited: [...proxies, ...cloudVariables(caches, env)].filter(([name]) => !written.has(name)),
    cpus: parseCpus(inputs['builder-cpus']),
    memory: parseSize('builder-memory', inputs['builder-memory'])?.toString(),
  };
}

/** Throws an InputError where a configuration is no TOML: buildkitd would say so once it has started, and name no input. */
export function checkConfig(input: 'buildkitd-config' | 'buildkitd-config-inline', text: string): void {
  try {
    parseBuildkitdConfig(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError(`"${input}" is no TOML: ${error.message}.`);
  }
}

/** The schemes that buildctl connects to (client/connhelper), and plain sockets. */
const SCHEMES = ['tcp', 'unix', 'ssh', 'kube-pod', 'docker-container', 'podman-container', 'nerdctl-container'];

function parseEndpoint(inputs: Inputs, workspace: string): BuilderRequest['endpoint'] {
  const address = inputs.endpoint;
  const folder = inputs['endpoint-tls'];
  const [, scheme = ''] = /^([\w-]+):\/\/\S+$/.exec(address) ?? [];
  if (address !== '' && !SCHEMES.includes(scheme)) {
    throw new InputError(
      `"endpoint" must be an address like tcp://HOST:1234 (${oneOf(SCHEMES)}): got ${shown(address)}.`,
    );
  }
  if (folder !== '' && scheme !== 'tcp') {
    throw new InputError('"endpoint-tls" is for a tcp endpoint only: write endpoint: tcp://HOST:PORT or remove it.');
  }
  if (address === '') return undefined;
  return { address, tlsFolder: folder === '' ? undefined : resolve(workspace, folder) };
}

/**
 * In its own network the builder cannot reach what listens on this machine's loopback addresses. A RUN that may not have the machine's
 * network then has another one than buildkitd; where the proxy is on this machine, a RUN has to reach it too.
 */
function parseBuilderNetwork(
  text: string,
  { hosts, allow }: BuilderUse,
  proxies: readonly string[],
): Pick<BuilderRequest, 'network' | 'daemonNetwork'> {
  const daemonNetwork = 'with RUN';
  if (text === '' || text === 'auto') {
    const isShared = proxies.some(isLocalhost) || (hosts.some(isLocalhost) && allow.includes('network.host'));
    if (isShared) return { network: 'host', daemonNetwork };
    if (!hosts.some(isLocalhost)) return { network: 'default', daemonNetwork };
    return { network: 'default', daemonNetwork: 'machine' };
  }
  if (/^[A-Za-z0-9][\w.:-]*$/.test(text)) return { network: text, daemonNetwork };
  throw new InputError(`"builder-network" must be auto or the name of a docker network: got ${shown(text)}.`);
}

function parseCpus(text: string): string | undefined {
  if (text === '') return undefined;
  if (/^\d{1,4}(?:\.\d{1,9})?$/.test(text) && Number(text) > 0) return text;
  throw new InputError(`"builder-cpus" must be a number above 0, like 1.5: got ${shown(text)}.`);
}
