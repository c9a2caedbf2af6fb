import * as core from '@actions/core';
import type { BuildRequest, Pair } from '../request/build-request.ts';
import { insecureDomains } from '../request/insecure.ts';
import { toProxies } from '../request/proxies.ts';
import * as say from '../runner/say.ts';
import { toBuildkitdConfig } from '../text/buildkitd-config.ts';
import type { Reference } from '../text/reference.ts';
import { createRegistryClient, type RegistryClient } from './client.ts';
import { toClientOptions } from './client-options.ts';
import { type DockerConfig, readCredentials, readDockerConfig } from './credentials.ts';

/** The registries, and what docker knows of who may use them. */
export interface RegistryAccess extends RegistryClient {
  /**
   * Asks for the logins of hosts that a build needs; throws an Error that names host and helper. buildctl asks the same helpers,
   * but waits for one that hangs for ever, and does not say which one failed. Returns the hosts that
   * docker has no login for.
   */
  checkLogins(hosts: readonly string[]): Promise<string[]>;
  /** Tells whether docker has a login for a host; a helper that fails has none. */
  hasLogin(host: string): Promise<boolean>;
  /** Tells whether a repository has any tag; false where the registry does not say. */
  hasRepository(reference: Reference): Promise<boolean>;
}

/** Milliseconds that a call may take at most: the builder's start is that long at worst, and what follows waits for it. */
const longestCall = 20_000;

/** How a build's registries are reached. Plain values: the post step reads them too. */
export interface Reach {
  /** The buildkitd.toml. */
  readonly config: string | undefined;
  /** Domains whose certificate nobody checks, and that may speak plain HTTP. */
  readonly insecure: readonly string[];
  readonly proxies: readonly Pair[];
  /** Milliseconds that a registry may say nothing. */
  readonly networkTimeout: number;
}

/** Returns what a request says of them. */
export function toReach(request: BuildRequest): Reach {
  const { config, proxies, networkTimeout } = request.builder;
  return { config, proxies, networkTimeout, insecure: insecureDomains(request) };
}

/**
 * Opens the registries as docker and BuildKit would: with docker's logins and proxies, and with what buildkitd's configuration
 * says of them. A call may take as long as a registry may say nothing, within reason. Throws an Error when docker's configuration
 * is malformed and that is to be refused; else it is warned of, and nobody is logged in, which is what docker does where no login
 * is needed.
 */
export function openRegistry(
  { config, insecure, proxies, networkTimeout }: Reach,
  signal: AbortSignal,
  malformed: 'refused' | 'passed over' = 'refused',
): RegistryAccess {
  const logins = readLogins(malformed);
  const credentials = async (host: string) => logins && readCredentials(logins, host, signal);
  const options = toClientOptions(toBuildkitdConfig(config ?? ''));
  const client = createRegistryClient({
    credentials,
    mask: core.setSecret,
    userAgent: 'buildkit-build-action',
    timeoutMilliseconds: Math.min(networkTimeout, longestCall),
    ...options,
    insecure: (domain) => (insecure.includes(domain) ? 'insecure' : options.insecure(domain)),
    env: Object.fromEntries(toProxies(proxies, Object.entries(process.env))),
    signal,
  });
  return {
    ...client,
    hasLogin: (host) =>
      credentials(host).then(
        (login) => login !== undefined,
        () => false,
      ),
    async hasRepository(reference) {
      const first = await client
        .listTags(reference)
        .next()
        .catch(() => undefined);
      return first?.done === false;
    },
    async checkLogins(hosts) {
      const different = [...new Set(hosts)];
      const logins = await Promise.all(different.map(credentials));
      return different.filter((_, index) => logins[index] === undefined);
    },
  };
}

function readLogins(malformed: 'refused' | 'passed over'): DockerConfig | undefined {
  try {
    return readDockerConfig(process.env, core.setSecret);
  } catch (error) {
    if (malformed === 'refused') throw error;
    say.warning(`${error instanceof Error ? error.message : String(error)} The build goes on without a login.`);
    return undefined;
  }
}
