import { createHash } from 'node:crypto';
import { isCacheTag, isDigestTag } from '../text/cache-tag.ts';
import { isTag } from '../text/reference.ts';
import type { Pair } from './build-request.ts';
import type { GitContext } from './git-context.ts';

/**
 * Names the tags that docker/metadata-action gives by default, but for `latest`: it is never moved to a pre-release, nor to what
 * GitHub says to be of another branch than the default one.
 *
 * | event | ref | tags |
 * | --- | --- | --- |
 * | push, schedule, dispatches, merge_group | `refs/heads/releases/v1` | `releases-v1` |
 * | the same, with another commit checked out | any branch | none |
 * | push and others | `refs/tags/v1.2.3`, `refs/tags/2026.08.27`, `refs/tags/app@1.0.0` | the tag's name, `latest` |
 * | push and others | `refs/tags/v1.2.3` of another branch, `refs/tags/v2.0.0-7`, `refs/tags/3.0rc1` | the tag's name |
 * | push and others | `refs/tags/main`, `refs/tags/latest`, `refs/tags/pr-7`: a tag that another ref gives | none |
 * | pull_request, its reviews, pull_request_target | any (it may be the base branch's) | `pr-2` |
 * | schedule | `refs/heads/main` | `nightly` `main` |
 * | workflow_run, issue_comment and all others | any branch: what is built may be anybody's | none |
 * | any | a branch that would take a tag that is not its own: `latest`, `v1.2.3`, `+main`, a signature's `sha256-<hex>.sig` | none |
 */
export function gitTags(git: GitContext): string[] {
  const named = nameTag(git);
  const scheduled = git.event === 'schedule' ? ['nightly'] : [];
  // A git tag that may not give its own name moves nothing else either.
  const latest = named !== undefined && isRelease(git) ? ['latest'] : [];
  return [...new Set([...scheduled, ...(named === undefined ? [] : [named]), ...latest])];
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

function nameTag(git: GitContext): string | undefined {
  const { event, ref, payload } = git;
  const number = field(payload, 'number') ?? field(field(payload, 'pull_request'), 'number');
  // Its ref may be the base branch, and what is built may be anybody's code: it must never move the branch's tag.
  if (event.startsWith('pull_request') && typeof number === 'number') return `pr-${number}`;
  const pull = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  if (pull !== undefined) return `pr-${pull}`;
  if (event.startsWith('pull_request')) return undefined;
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/s.exec(ref) ?? [];
  if (kind === 'tags') return ownTag(name, name.replace(/[^a-zA-Z0-9._-]+/g, '-'), git);
  if (kind === undefined || !buildsItsBranch(git)) return undefined;
  // Of a slash alone people know that it becomes a dash; any other change would let two branches meet unseen.
  return ownTag(name, name.replaceAll('/', '-'), git);
}

/** Tells whether what is built is the branch that the run was started for, as far as the event and HEAD tell; the cache goes by the same. */
function buildsItsBranch({ event, head, payload }: GitContext): boolean {
  if (!BUILDS_ITS_BRANCH.has(event) || field(payload, 'deleted') === true) return false;
  return head !== 'differs' && (head !== 'ahead' || event === 'push' || event === '');
}

const BUILDS_ITS_BRANCH = new Set(['', 'push', 'merge_group', 'schedule', 'repository_dispatch', 'workflow_dispatch']);

/** Returns the tag that a ref's name gives, unless it belongs to another one. A name that is too long is told from others by a hash. */
function ownTag(name: string, changed: string, git: GitContext): string | undefined {
  const tag = changed.length <= 128 ? changed : `${changed.slice(0, 115)}-${hash(name)}`;
  const main = text(field(git.payload, 'repository'), 'default_branch');
  const isMain = main !== undefined && git.ref === `refs/heads/${main}`;
  if (!isTag(tag) || isCacheTag(tag) || isDigestTag(tag)) return undefined;
  if (isMain) return tag;
  if (main !== undefined && tag === main.replaceAll('/', '-')) return undefined;
  return isReserved(tag, git.ref) ? undefined : tag;
}

/**
 * Tells whether a tag is one that only other events give: `latest` and `pr-N`, and for a branch also what releases and schedules are
 * called. A branch may be called anything by whoever may push one.
 */
export function isReserved(tag: string, ref: string): boolean {
  if (/^(?:latest|pr-\d+)$/i.test(tag)) return true;
  return !ref.startsWith('refs/tags/') && /^(?:nightly|v?\d+(?:\.\d+)*|v?\d+(?:\.\d+)+[-.+].*)$/i.test(tag);
}

function hash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}

/** Tells whether the ref is the tag of something that is no pre-release, and nothing says it to be of another branch. */
function isRelease({ ref, payload }: GitContext): boolean {
  const [, name] = /^refs\/tags\/(.+)$/s.exec(ref) ?? [];
  if (name === undefined || isPreRelease(name)) return false;
  const release = field(payload, 'release');
  const target = text(release, 'target_commitish');
  const branch = text(payload, 'base_ref') ?? (target && !/^[0-9a-f]{40}$/.test(target) ? target : undefined);
  const elsewhere =
    branch !== undefined &&
    branch.replace(/^refs\/heads\//, '') !== text(field(payload, 'repository'), 'default_branch');
  return !elsewhere && field(release, 'prerelease') !== true;
}

/** Tells whether a tag's name says so: by semver's hyphen behind three numbers, or by one of the words that people use. */
function isPreRelease(name: string): boolean {
  return PRE_VERSION.test(name) || PRE_WORD.test(name);
}

const NUMBER = '(?:0|[1-9]\\d*)';
const PRE_VERSION = new RegExp(`(?<![\\d.])${NUMBER}\\.${NUMBER}\\.${NUMBER}-[0-9A-Za-z]`);
// As a word of its own: not in "search-1" or "alphabet". Digits end a word too: 3.0rc1.
const PRE_WORD = /(?<![a-z])(?:alpha|beta|rc|pre(?:view|-?release)?|dev)(?![a-z])/i;

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
