import type { RegistryClient } from '../registry/client.ts';
import type { Reference } from '../text/reference.ts';
import type { Deletion, DeletionApi } from './deletion-api.ts';

/** Deletes by tag alone (distribution spec, Deleting Tags); whether that frees anything is the registry's affair. */
export function tagDeletion(registry: RegistryClient, repository: Reference): DeletionApi {
  return ({ tag }) => remove(registry, { ...repository, tag });
}

/**
 * Deletes by tag, and then the manifest by its digest where no other tag has it: some registries know only that, and others keep a
 * manifest without a tag for ever. `digests` are those of all tags of the repository, `stale` the tags that go.
 */
export function manifestDeletion(
  registry: RegistryClient,
  repository: Reference,
  digests: ReadonlyMap<string, string>,
  stale: ReadonlySet<string>,
): DeletionApi {
  const gone = new Set<string>();
  let deletesTags = true;

  return async ({ tag, digest }): Promise<Deletion> => {
    if (gone.has(digest)) return { kind: 'deleted', frees: true };
    if (digests.get(tag) !== digest) return { kind: 'kept', reason: 'it was written again meanwhile' };
    if (deletesTags) {
      const untagged = await remove(registry, { ...repository, tag });
      deletesTags = untagged.kind !== 'unsupported';
      if (untagged.kind === 'failed' || untagged.kind === 'kept') return untagged;
    }
    const other = [...digests].find(([name, same]) => same === digest && !stale.has(name))?.[0];
    if (other !== undefined) return deletesTags ? UNTAGGED : shared(other);
    const removed = await remove(registry, { ...repository, digest });
    if (removed.kind === 'deleted') gone.add(digest);
    return removed.kind === 'deleted' || !deletesTags ? removed : UNTAGGED;
  };
}

const UNTAGGED: Deletion = { kind: 'deleted', frees: false };

function shared(other: string): Deletion {
  return { kind: 'kept', reason: `${other} has the same manifest, and the registry deletes no single tag` };
}

async function remove(registry: RegistryClient, reference: Reference): Promise<Deletion> {
  const answer = await registry.deleteManifest(reference);
  if (answer.kind === 'deleted') return { kind: 'deleted', frees: true };
  if (answer.kind === 'failed') return answer.status === 400 ? unsupported(reference) : answer;
  if (answer.kind === 'unsupported') return answer;
  // Registries that delete nothing may say so by a 404 (ECR does).
  const found = await registry.headManifest(reference);
  if (found.kind === 'failed') return found;
  return found.kind === 'found' ? unsupported(reference) : { kind: 'kept', reason: 'it was gone already' };
}

function unsupported({ domain }: Reference): Deletion {
  return { kind: 'unsupported', reason: `${domain} does not delete it.` };
}
