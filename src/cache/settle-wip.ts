import type { RegistryClient } from '../registry/client.ts';
import * as say from '../runner/say.ts';
import { parseReference } from '../text/reference.ts';

/**
 * Makes what a failed attempt had left equal to the cache of the build that succeeded since: the next run sees one digest and
 * imports one cache. It is one PUT of the same manifest, since deleting a tag is not supported everywhere.
 */
export async function settleWip(
  wip: string,
  manifest: { readonly bytes: Uint8Array; readonly mediaType: string },
  registry: RegistryClient,
): Promise<void> {
  const answer = await registry.putManifest(parseReference(wip), manifest.bytes, manifest.mediaType);
  // Nothing is lost where it fails: the next run imports both once more.
  if (answer.kind === 'failed') say.info(`${wip} stays as the failed attempt left it: ${answer.reason}`);
}
