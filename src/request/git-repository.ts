import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A repository's folders: `own` holds HEAD, `shared` the refs; they differ in a linked worktree. */
export interface GitFolders {
  readonly own: string;
  readonly shared: string;
}

/** Finds the repository whose work tree the folder is, reading files only; undefined when it is none. */
export async function findGitFolders(workspace: string): Promise<GitFolders | undefined> {
  const dotGit = join(workspace, '.git');
  // In a linked worktree or a submodule, `.git` is a file that names the folder.
  const link = await readText(dotGit);
  const folder = link === undefined ? dotGit : /^gitdir: (.+?)\s*$/.exec(link)?.[1];
  if (folder === undefined) return undefined;
  const own = resolve(workspace, folder);
  if ((await readText(join(own, 'HEAD'))) === undefined) return undefined;
  const shared = await readText(join(own, 'commondir'));
  return { own, shared: shared === undefined ? own : resolve(own, shared.trim()) };
}

/** Reads the commit that HEAD points to, starting git only where no file tells it; undefined when there is none yet. */
export async function readHead(folders: GitFolders): Promise<string | undefined> {
  let text = await readText(join(folders.own, 'HEAD'));
  for (let link = 0; link < 5 && text !== undefined; link++) {
    if (COMMIT.test(text.trim())) return text.trim();
    const ref = /^ref: (refs\/\S+)\s*$/.exec(text)?.[1];
    if (ref === undefined) break;
    text = (await readText(join(folders.shared, ref))) ?? (await readPackedRef(folders, ref));
  }
  // The reftable format, or a branch without a commit.
  return await git(folders, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
}

/** Says whether the commit is an ancestor of the other; false too where the history at hand does not tell. */
export async function isAncestor(folders: GitFolders, commit: string, of: string): Promise<boolean> {
  return COMMIT.test(commit) && (await git(folders, ['merge-base', '--is-ancestor', commit, of])) !== undefined;
}

/** Reads a commit's time (committer's, ISO 8601); undefined when the repository does not hold the commit. */
export async function readCommitTime(folders: GitFolders, commit: string): Promise<string | undefined> {
  return COMMIT.test(commit)
    ? await git(folders, ['log', '-1', '--no-show-signature', '--format=%cI', commit, '--'])
    : undefined;
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

async function readPackedRef({ shared }: GitFolders, ref: string): Promise<string | undefined> {
  const lines = (await readText(join(shared, 'packed-refs')))?.split('\n');
  return lines?.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}

/** The text of a file; undefined when it cannot be read (none there, a folder, no right). */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

const run = promisify(execFile);

async function git({ own }: GitFolders, args: readonly string[]): Promise<string | undefined> {
  try {
    // A folder that is named is read even when it belongs to another user (container jobs), in every version of git,
    // unlike one that is found; and a commit that is not here is not worth a download.
    const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
    const { stdout } = await run('git', [`--git-dir=${own}`, ...args], {
      env,
      timeout: 5000,
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
