import * as core from '@actions/core';
import { parseBuildkitdConfig, toClientOptions } from './registry/buildkitd-config.ts';
import { createRegistryClient, type RegistryClient } from './registry/client.ts';
import { readCredentials, readDockerConfig } from './registry/credentials.ts';

/**
 * Opens the registries as docker and BuildKit would: with docker's logins, and with what buildkitd's configuration says of
 * them. Throws an Error when docker's configuration is malformed.
 */
export function openRegistry(buildkitdConfig: string | undefined, signal: AbortSignal): RegistryClient {
  const logins = readDockerConfig(process.env, core.setSecret);
  return createRegistryClient({
    credentials: (host) => readCredentials(logins, host, signal),
    mask: core.setSecret,
    userAgent: 'buildkit-build-action',
    ...toClientOptions(parseBuildkitdConfig(buildkitdConfig ?? '')),
    signal,
  });
}
