import type { RegistryClient } from '../registry/client.ts';
import * as say from '../runner/say.ts';
import { formatReference, type Reference } from '../text/reference.ts';

/**
 * Makes the `-wip` cache equal to the cache of the build that has succeeded, so that the next run sees the same digest twice and imports
 * one cache. This takes one PUT of the manifest; deleting the tag is not supported by every registry.
 */
export async function settleWip(
  wip: Reference,
  manifest: { readonly bytes: Uint8Array; readonly mediaType: string },
  registry: RegistryClient,
): Promise<void> {
  const answer = await registry.putManifest(wip, manifest.bytes, manifest.mediaType);
  // Nothing is lost if it fails: the next run imports both once more.
  if (answer.kind === 'failed')
    say.info(`${formatReference(wip)} stays as the failed attempt left it: ${answer.reason}`);
}
