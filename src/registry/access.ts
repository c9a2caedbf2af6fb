import * as core from '@actions/core';
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
   * but waits for one that hangs for ever, and does not say which one failed.
   */
  checkLogins(hosts: readonly string[]): Promise<void>;
  /** Tells whether docker has a login for a host; a helper that fails has none. */
  hasLogin(host: string): Promise<boolean>;
  /** Tells whether a repository has any tag; false where the registry does not say. */
  hasRepository(reference: Reference): Promise<boolean>;
}

/** Milliseconds that a call may take at most: the builder's start is that long at worst, and what follows waits for it. */
const longestCall = 20_000;

/**
 * Opens the registries as docker and BuildKit would: with docker's logins, and with what buildkitd's configuration says of
 * them. A call may take as long as a registry may say nothing, within reason. Throws an Error when docker's configuration is malformed and that is to be refused; else it is warned of, and nobody is
 * logged in, which is what docker does where no login is needed.
 */
export function openRegistry(
  buildkitdConfig: string | undefined,
  networkTimeout: number,
  signal: AbortSignal,
  malformed: 'refused' | 'passed over' = 'refused',
): RegistryAccess {
  const logins = readLogins(malformed);
  const credentials = async (host: string) => logins && readCredentials(logins, host, signal);
  const client = createRegistryClient({
    credentials,
    mask: core.setSecret,
    userAgent: 'buildkit-build-action',
    timeoutMilliseconds: Math.min(networkTimeout, longestCall),
    ...toClientOptions(toBuildkitdConfig(buildkitdConfig ?? '')),
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
      await Promise.all([...new Set(hosts)].map(credentials));
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
