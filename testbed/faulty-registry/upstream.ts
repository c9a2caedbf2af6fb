import { Agent } from 'node:http';

/** Where a proxy passes requests on to, over connections that it keeps. */
export type Upstream = { address: string; host: string; port: number; agent: Agent };

/** Returns the upstream at `HOST:PORT`. */
export function toUpstream(address: string): Upstream {
  const { hostname, port } = new URL(`http://${address}`);
  return { address, host: hostname, port: Number(port || 80), agent: new Agent({ keepAlive: true }) };
}
