import { isCacheTag } from '../text/cache-tag.ts';
import type { Pair } from './build-request.ts';
import type { GitContext } from './git-context.ts';

/**
 * Names the tags that docker/metadata-action gives by default, but for `latest`: that follows the default branch only.
 *
 * | event | ref | tags |
 * | --- | --- | --- |
 * | push and others | `refs/heads/releases/v1` | `releases-v1` |
 * | push and others | `refs/tags/v1.2.3` | `v1.2.3` `latest` |
 * | push and others | `refs/tags/v1.2.3` of another branch, `refs/tags/v2.0.0-beta.1`, `refs/tags/nightly` | the tag's name |
 * | pull_request | `refs/pull/2/merge` | `pr-2` |
 * | pull_request_target | any (it carries the base branch) | `pr-2` |
 * | schedule | `refs/heads/main` | `nightly` `main` |
 */
export function gitTags(git: GitContext): string[] {
  const named = toTag(refName(git));
  const scheduled = git.event === 'schedule' ? ['nightly'] : [];
  const latest = isRelease(git) ? ['latest'] : [];
  return [...scheduled, ...(named === undefined ? [] : [named]), ...latest];
}

/**
 * Names the OCI labels of the image: what is built and from where, empty ones left out. `created` is the commit's time
 * and never the clock, so that a commit always gives the same digest. A workspace whose HEAD is another commit has
 * neither `revision` nor `created`: the event's commit is not what is built.
 */
export function gitLabels(git: GitContext): Pair[] {
  const repository = field(git.payload, 'repository');
  const page = git.repository === '' ? undefined : `${git.serverUrl}/${git.repository}`;
  const built = git.head !== 'differs';
  const labels: readonly (readonly [name: string, value: string | undefined])[] = [
    ['created', built ? git.commitTime : undefined],
    ['description', text(repository, 'description')],
    ['licenses', text(field(repository, 'license'), 'spdx_id')],
    ['revision', built ? git.sha : undefined],
    ['source', page],
    ['title', git.repository.split('/').at(-1)],
    ['url', page],
    ['version', gitTags(git)[0]],
  ];
  return labels.flatMap(([name, value]) => (value ? [[`org.opencontainers.image.${name}`, value] as const] : []));
}

/** The pushed ref's short name; of a pull request, `pr-` and its number. */
function refName({ event, ref, payload }: GitContext): string {
  const number = field(payload, 'number') ?? field(field(payload, 'pull_request'), 'number');
  // Its ref is the base branch, and what is built may be anybody's code: it must never move the branch's tag.
  if (event === 'pull_request_target') return typeof number === 'number' ? `pr-${number}` : '';
  const pull = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  if (pull !== undefined) return `pr-${pull}`;
  return /^refs\/(?:heads|tags)\/(.+)$/s.exec(ref)?.[1] ?? '';
}

/** Tells whether the ref is a release's tag (a semver version without a pre-release) that nothing says to be of another branch. */
function isRelease({ ref, payload }: GitContext): boolean {
  if (!RELEASE.test(ref)) return false;
  const release = field(payload, 'release');
  const target = text(release, 'target_commitish');
  const branch = text(payload, 'base_ref') ?? (target && !/^[0-9a-f]{40}$/.test(target) ? target : undefined);
  const elsewhere =
    branch !== undefined &&
    branch.replace(/^refs\/heads\//, '') !== text(field(payload, 'repository'), 'default_branch');
  return !elsewhere && field(release, 'prerelease') !== true;
}

const NUMBER = '(?:0|[1-9]\\d*)';
const RELEASE = new RegExp(`^refs/tags/v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:\\+[0-9A-Za-z.-]+)?$`);

/** metadata-action's replacement; what no tag may begin with is cut off, which it leaves to fail. A cache's tag is never an image's. */
function toTag(name: string): string | undefined {
  const tag = name
    .replace(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 128);
  return tag === '' || isCacheTag(tag) ? undefined : tag;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
