import { readFileSync } from 'node:fs';

/**
 * Returns the name servers that this machine really asks, where its resolv.conf names none but its own loopback addresses
 * (systemd-resolved): with the host's network BuildKit gives RUN public ones in their place, which know no name of a company.
 * Undefined where nothing is to be said.
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
