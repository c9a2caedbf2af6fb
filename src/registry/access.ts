import * as core from '@actions/core';
import { toBuildkitdConfig } from '../text/buildkitd-config.ts';
import { createRegistryClient, type RegistryClient } from './client.ts';
import { toClientOptions } from './client-options.ts';
import { readCredentials, readDockerConfig } from './credentials.ts';

/** The registries, and what docker knows of who may use them. */
export interface RegistryAccess extends RegistryClient {
  /**
   * Asks for the logins of hosts that a build needs; throws an Error that names host and helper. buildctl asks the same helpers,
   * but waits for one that hangs for ever, and does not say which one failed.
   */
  checkLogins(hosts: readonly string[]): Promise<void>;
}

/** Milliseconds that a call may take at most: the builder's start is that long at worst, and what follows waits for it. */
const longestCall = 20_000;

/**
 * Opens the registries as docker and BuildKit would: with docker's logins, and with what buildkitd's configuration says of
 * them. A call may take as long as a registry may say nothing, within reason. Throws an Error when docker's configuration is
 * malformed.
 */
export function openRegistry(
  buildkitdConfig: string | undefined,
  networkTimeout: number,
  signal: AbortSignal,
): RegistryAccess {
  const logins = readDockerConfig(process.env, core.setSecret);
  const credentials = (host: string) => readCredentials(logins, host, signal);
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
    async checkLogins(hosts) {
      await Promise.all([...new Set(hosts)].map(credentials));
    },
  };
}
