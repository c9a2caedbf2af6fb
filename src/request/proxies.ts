import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Pair } from './build-request.ts';
import type { Environment } from './git-context.ts';

/** The variables of a proxy, which BuildKit also knows as build arguments that no Dockerfile declares. */
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'FTP_PROXY', 'ALL_PROXY'];

/** Takes each variable of a proxy from the first source that has it, in whatever capitals, and names it in upper case. */
export function toProxies(...sources: readonly (readonly (readonly [string, string | undefined])[])[]): Pair[] {
  const found = NAMES.flatMap((name): Pair[] => {
    const values = sources.map((source) => source.find(([each, value]) => each.toUpperCase() === name && value)?.[1]);
    const value = values.find(Boolean);
    return value === undefined ? [] : [[name, value]];
  });
  return found.every(([name]) => name === 'NO_PROXY') ? [] : found;
}

/** Names the hosts of proxies, with their ports. */
export function proxyHosts(proxies: readonly Pair[]): string[] {
  return proxies.filter(([name]) => name !== 'NO_PROXY').flatMap(([, value]) => toUrl(value)?.host ?? []);
}

/** Returns what nobody may see of proxies: their passwords, as written and as sent. */
export function proxySecrets(proxies: readonly Pair[]): string[] {
  const urls = proxies.flatMap(([name, value]) => (name === 'NO_PROXY' ? [] : (toUrl(value) ?? [])));
  return urls.flatMap(({ username, password }) => {
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return password === '' ? [] : [password, decodeURIComponent(password), Buffer.from(login).toString('base64')];
  });
}

/** Reads `proxies` of docker's configuration as docker/cli does (cli/config/configfile); what is malformed is told when logins are read. */
export function readDockerProxies(env: Environment): Pair[] {
  try {
    const file = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), 'config.json');
    const { proxies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      proxies?: Record<string, Record<string, string>>;
    };
    const found = proxies[env.DOCKER_HOST || 'unix:///var/run/docker.sock'] ?? proxies.default ?? {};
    const variables = Object.entries(found).map(([name, value]): Pair => [name.replace(/Proxy$/, '_PROXY'), value]);
    return variables.filter(([, value]) => typeof value === 'string');
  } catch {
    return [];
  }
}

/** Like Go's clients, a proxy without a scheme is an http one. */
function toUrl(value: string): URL | undefined {
  return URL.parse(value.includes('://') ? value : `http://${value}`) ?? undefined;
}
