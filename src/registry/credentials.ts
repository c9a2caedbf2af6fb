import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readFromHelper } from './credential-helper.ts';
import { type Credentials, type DockerLogins, parseDockerAuthConfig, parseDockerConfig } from './docker-config.ts';

export type { Credentials };

/** Docker's configuration as it was read once: a retry that wants fresh logins reads it again. */
export interface DockerConfig {
  readonly logins: DockerLogins;
  /** What DOCKER_AUTH_CONFIG holds: it goes before the file. */
  readonly fromEnvironment: DockerLogins['auths'];
  /** The helpers' environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Called with every secret as soon as it is known. */
  readonly mask: (secret: string) => void;
  readonly helperTimeoutMilliseconds: number;
  /** By server: a helper is asked once, however many ask for its login at the same time. */
  readonly asked: Map<string, Promise<Credentials | undefined>>;
}

/** Reads Docker's configuration from $DOCKER_CONFIG or ~/.docker; without a file nobody is logged in. Throws an Error for a file that is unreadable or malformed. */
export function readDockerConfig(env: NodeJS.ProcessEnv, mask: (secret: string) => void): DockerConfig {
  const folder = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  const logins = readLogins(join(folder, 'config.json'));
  const fromEnvironment = parseDockerAuthConfig(env.DOCKER_AUTH_CONFIG ?? '') ?? NO_LOGINS;
  for (const secret of [...logins.secrets, ...fromEnvironment.secrets]) mask(secret);
  return {
    logins,
    fromEnvironment: fromEnvironment.auths,
    env,
    mask,
    helperTimeoutMilliseconds: 8000,
    asked: new Map(),
  };
}

/** The login that docker and buildctl would use for a host; undefined for none. Throws an Error that names host and helper when its helper fails; the signal ends a helper that runs. */
export function readCredentials(
  config: DockerConfig,
  host: string,
  signal?: AbortSignal,
): Promise<Credentials | undefined> {
  const server = HUB_HOSTS.has(host) ? HUB_KEY : host;
  const asked = config.asked.get(server) ?? findCredentials(config, server, signal);
  config.asked.set(server, asked);
  return asked;
}

/** docker/cli, configfile/file.go: Docker Hub's login is kept under its first address. */
const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_HOSTS = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

const NO_LOGINS: DockerLogins = { auths: new Map(), helpers: new Map(), store: undefined, secrets: [] };

async function findCredentials(
  config: DockerConfig,
  server: string,
  signal?: AbortSignal,
): Promise<Credentials | undefined> {
  const { logins, env } = config;
  if (config.fromEnvironment.has(server)) return config.fromEnvironment.get(server);
  // With a helper, what the file itself holds for the host does not count.
  const helper = logins.helpers.get(server) ?? logins.store;
  if (!helper) return findStored(logins.auths, server);
  const timeoutMilliseconds = config.helperTimeoutMilliseconds;
  const credentials = await readFromHelper({ helper, server, env, timeoutMilliseconds, signal });
  if (credentials !== undefined)
    config.mask(credentials.kind === 'password' ? credentials.password : credentials.token);
  return credentials;
}

/** Old files have keys with a scheme or a path: docker/cli, credentials/file_store.go. */
function findStored(auths: DockerLogins['auths'], server: string): Credentials | undefined {
  const key = auths.has(server) ? server : [...auths.keys()].find((written) => toHost(written) === server);
  return key === undefined ? undefined : auths.get(key);
}

function toHost(key: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(key)?.[1];
  return withScheme ?? (key.split('/')[0] as string);
}

function readLogins(file: string): DockerLogins {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return NO_LOGINS;
    throw new Error(
      `The Docker configuration ${file} cannot be read (${code}): give this user the right to read it, or remove it.`,
    );
  }
  return parseDockerConfig(text, file);
}
