import type { RegistryClient } from '../registry/client.ts';
import { parseReference, type Reference } from '../text/reference.ts';

/** A request that a registry refused, to be repeated. */
export interface Refused {
  readonly reference: Reference;
  readonly act: 'read' | 'write';
}

/**
 * Asks a registry that refused one of too many requests how many seconds it wants no further ones. BuildKit does not pass Retry-After
 * on, so a request of the same kind is sent: many registries limit uploads only, and answer all other requests.
 */
export async function askForRetryAfter(
  { reference, act }: Refused,
  registry: Pick<RegistryClient, 'headManifest' | 'tryUpload'>,
): Promise<number | undefined> {
  const answers = await Promise.all([
    registry.headManifest(reference),
    ...(act === 'write' ? [registry.tryUpload(reference)] : []),
  ]);
  const asked = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.retryAfterSeconds ?? 0] : []));
  const longest = Math.max(0, ...asked);
  return longest > 0 ? longest : undefined;
}

/** Finds the refused request in BuildKit's message; `fallback` is the reference to use where the message names none. */
export function findRefused(message: string, fallback: Reference | undefined): Refused | undefined {
  const request =
    /from ([A-Z]+) request to https?:\/\/([^/\s]+)\/v2\/(\S+?)\/(?:manifests\/([^\s?:]+(?::\w+)?)|blobs\/)/;
  const [, method = '', host = '', path, tag] = request.exec(message) ?? [];
  if (path !== undefined) {
    const repository = `${host === 'registry-1.docker.io' ? 'docker.io' : host}/${path}`;
    const reference = tag?.includes(':') ? `${repository}@${tag}` : `${repository}:${tag ?? 'latest'}`;
    return { reference: parseReference(reference), act: ['GET', 'HEAD'].includes(method) ? 'read' : 'write' };
  }
  const named = /failed to push (\S+?): /.exec(message)?.[1];
  const reference = named === undefined ? fallback : parseReference(named);
  return reference && { reference, act: 'write' };
}
