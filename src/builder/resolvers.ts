import { readFileSync } from 'node:fs';

/**
 * Returns the name servers that the resolver of this machine asks, where resolv.conf names loopback addresses only (systemd-resolved).
 * With the host's network BuildKit would give RUN public name servers instead, which do not know a company's own names. Undefined
 * where resolv.conf names another address, or no other name server is known.
 */
export function readResolvers(
  files: readonly [string, string] = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'],
): string[] | undefined {
  const [own = [], upstream = []] = files.map(readServers);
  const real = upstream.filter((server) => !isLoopback(server));
  return own.length > 0 && own.every(isLoopback) && real.length > 0 ? real : undefined;
}

function readServers(file: string): string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(/^\s*nameserver\s+([\da-f.:]+)/gim)].map(
      ([, server = '']) => server,
    );
  } catch {
    return [];
  }
}

function isLoopback(server: string): boolean {
  return server.startsWith('127.') || server === '::1';
}
