import { attributeValue, withoutAttributes } from '../text/attributes.ts';
import { isCacheTag } from '../text/cache-tag.ts';
import { formatReference, type Reference } from '../text/reference.ts';
import type { Attributes } from './build-request.ts';
import type { GitContext } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseList } from './lists.ts';
import { distinct, isWhole, parseImage, toRepository, toTagged } from './names.ts';
import { namesOf, type Results } from './outputs.ts';
import { gitTags } from './tags.ts';

/** What the image is called: the part of a request that `image`, `tags` and the names in `outputs` decide. */
export interface Destination {
  readonly image: Reference | undefined;
  readonly repository: Reference | undefined;
  readonly tags: readonly Reference[];
  readonly imageAttributes: Attributes | undefined;
}

/** Reads `image` and `tags`; without tags the image in `outputs` names them, and without that the git ref does. */
export function parseDestination(inputs: Inputs, git: GitContext, results: Results): Destination {
  const image = parseImage(inputs.image);
  const written = parseList('tags', inputs.tags, 'commas');
  const named = results.image === undefined ? results.loadedNames : namesOf(results.image);
  if (isPushedByDigest(results.image)) return toUntagged(image, written, named, results.image);
  if (results.push && image === undefined) checkWhole(written);
  const tags =
    written.length > 0
      ? written.map((entry) => toTagged('tags', entry, image))
      : named.length > 0
        ? named.map((name) => toTagged('outputs', name, undefined))
        : image === undefined
          ? []
          : gitTags(git).map((tag) => ({ ...image, tag }));
  checkNoCache(tags);
  if (results.push) checkTagged(image, tags, git);
  const repository = tags[0] === undefined ? image : withoutTag(tags[0]);
  return {
    image: image ?? repository,
    repository,
    tags: distinct(tags),
    imageAttributes: results.image && withoutAttributes(results.image, 'name'),
  };
}

function withoutTag({ name, domain, path }: Reference): Reference {
  return { name, domain, path };
}

/** A part of an image that another job puts together (push-by-digest): it has names, but no tags. */
function toUntagged(
  image: Reference | undefined,
  written: readonly string[],
  named: readonly string[],
  attributes: Attributes,
): Destination {
  const repositories =
    written.length > 0
      ? written.map((entry) => toRepository('tags', entry, image))
      : named.length > 0
        ? named.map((name) => toRepository('outputs', name, undefined))
        : image === undefined
          ? []
          : [image];
  const [first] = repositories;
  if (first === undefined)
    throw new InputError('"image" is empty, but "outputs" has push-by-digest: write a repository.');
  const names = [...new Set(repositories.map(({ name }) => name))].join(',');
  const destination = image ?? first;
  return {
    image: destination,
    repository: destination,
    tags: [],
    imageAttributes: [['name', names], ...withoutAttributes(attributes, 'name')],
  };
}

function isPushedByDigest(attributes: Attributes | undefined): attributes is Attributes {
  const value = attributeValue(attributes ?? [], 'push-by-digest');
  return value !== undefined && /^(?:1|t|true|)$/i.test(value);
}

/** A bare word is a repository of Docker Hub to docker, but whoever pushes one has most likely forgotten `image`. */
function checkWhole(written: readonly string[]): void {
  const bare = written.find((entry) => !isWhole(entry));
  if (bare === undefined) return;
  throw new InputError(
    `"tags" has ${shown(bare)} without a repository and "image" is empty: write image: ghcr.io/owner/app or the whole reference.`,
  );
}

/** Anybody may call a branch like a cache's tag, and `tags` often holds the branch's name. */
function checkNoCache(tags: readonly Reference[]): void {
  const taken = tags.find(({ tag }) => isCacheTag(tag ?? ''));
  if (taken === undefined) return;
  throw new InputError(
    `"tags" must not be the tag of a cache, whose place the image would take: got ${shown(formatReference(taken))}.`,
  );
}

function checkTagged(image: Reference | undefined, tags: readonly Reference[], git: GitContext): void {
  if (tags.length > 0) return;
  if (image !== undefined) {
    throw new InputError(
      `"tags" is empty and the git ref ${shown(git.ref)} gives no tag to push: write one into "tags".`,
    );
  }
  throw new InputError(
    '"image" is empty, so there is nowhere to push: write its repository, like image: ghcr.io/owner/app.',
  );
}
