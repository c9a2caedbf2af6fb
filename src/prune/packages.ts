import type { Reference } from '../text/reference.ts';
import type { Deletion, DeletionApi } from './deletion-api.ts';
import { type Errand, type GitHub, GitHubError, toGitHubFailure } from './github.ts';

/**
 * Deletes by GitHub's packages API, the only one at ghcr.io: a version of the package is a manifest with all its tags, so it goes only
 * when all of them are in `stale`.
 */
export function packagesDeletion(github: GitHub, repository: Reference, stale: ReadonlySet<string>): DeletionApi {
  const gone = new Set<number>();
  let opened: Promise<Package> | undefined;

  return async ({ tag, digest }): Promise<Deletion> => {
    try {
      opened ??= openPackage(github, repository);
      const { read, remove, byTag } = await opened;
      const id = byTag.get(tag);
      if (id === undefined) return { kind: 'kept', reason: 'GitHub lists no version of the package with this tag' };
      if (gone.has(id)) return { kind: 'deleted', frees: true };
      // Read again, because a build may have given it another tag since.
      const version = await read(id);
      const other = version.tags.find((each) => !stale.has(each));
      if (other !== undefined) return { kind: 'kept', reason: `${other} has the same manifest` };
      if (version.name !== digest || !version.tags.includes(tag)) {
        return { kind: 'kept', reason: 'it was written again meanwhile' };
      }
      await remove(id);
      gone.add(id);
      return { kind: 'deleted', frees: true };
    } catch (error) {
      return toGitHubFailure(error);
    }
  };
}

interface Version {
  readonly id: number;
  /** The manifest's digest. */
  readonly name: string;
  readonly tags: readonly string[];
}

interface Package {
  readonly byTag: ReadonlyMap<string, number>;
  read(id: number): Promise<Version>;
  remove(id: number): Promise<void>;
}

async function openPackage(github: GitHub, { path, name }: Reference): Promise<Package> {
  const [owner = '', ...rest] = path.split('/');
  const errand: Errand = { doing: `Looking for the versions of ${name}`, permission: 'packages: write' };
  const account = await github.request(errand, 'GET /users/{username}', { username: owner });
  const kind = Object(account).type === 'Organization' ? 'orgs' : 'users';
  const versions = `/${kind}/{owner}/packages/container/{package}/versions`;
  const place = { owner, package: rest.join('/') };
  const listed = (await github.list(errand, `GET ${versions}`, place)).flat().map(toVersion);
  const removal = {
    doing: `Deleting a version of ${name}`,
    permission: 'packages: write" and, in the settings of the package, the role "Admin',
  };
  return {
    byTag: new Map(listed.flatMap(({ id, tags }) => tags.map((tag) => [tag, id]))),
    read: async (id) => toVersion(await github.request(errand, `GET ${versions}/{id}`, { ...place, id })),
    remove: async (id) => {
      await github.request(removal, `DELETE ${versions}/{id}`, { ...place, id });
    },
  };
}

function toVersion(item: unknown): Version {
  const { id, name, metadata } = Object(item);
  // A version that no tag points to may have no metadata.
  const tags = metadata?.container?.tags ?? [];
  if (typeof id === 'number' && typeof name === 'string' && Array.isArray(tags)) return { id, name, tags };
  throw new GitHubError('GitHub sent a version of the package that is not in its documented form.');
}
