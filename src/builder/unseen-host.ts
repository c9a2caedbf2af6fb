import { lookup } from 'node:dns/promises';
import type { BuilderRequest } from '../request/build-request.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Builder } from './builder.ts';

/**
 * Returns the host whose name this machine can resolve but a builder in a network of its own cannot, such as a service of the job;
 * a further attempt would not find it either. Undefined for any other failure.
 */
export async function findUnseenHost(
  { message }: Pick<BuildFailure, 'message'>,
  { container }: Pick<Builder, 'container'>,
  { network }: Pick<BuilderRequest, 'network'>,
  resolve: (host: string) => Promise<unknown> = lookup,
): Promise<string | undefined> {
  const host = /\blookup ([\w.-]+?)(?: on \S+)?: no such host/.exec(message)?.[1];
  if (host === undefined || container === undefined || network === 'host') return undefined;
  return resolve(host).then(
    () => host,
    () => undefined,
  );
}

/** Returns the advice for such a host: the input to write. */
export function adviseNetwork(host: string): string {
  return `This runner resolves ${host}, but the builder does not, which is in another network: write builder-network: \${{ job.container.network }} in a job that has a container, else builder-network: host.`;
}
