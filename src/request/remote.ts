import type { GitContext } from './git-context.ts';
import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** Tells whether a context is one that BuildKit fetches itself: a git or http URL, `user@host:path`, `github.com/…`. */
export function isRemote(context: string): boolean {
  return /^(?:https?|git|ssh):\/\//i.test(context) || SCP.test(context) || context.startsWith('github.com/');
}

/** Throws an InputError, without the URL, where it holds a password or token: it would stand on a command line and in logs. */
export function checkRemote(input: InputName, url: string): string {
  const [, scheme = '', user = ''] = /^([a-z]+):\/\/([^/?#]*)@/i.exec(url) ?? [];
  if (user === '' || (/^(?:ssh|git)$/i.test(scheme) && !user.includes(':'))) return url;
  throw new InputError(
    `"${input}" has a URL with credentials, which everybody on the machine could read: leave them out and write them as a secret, GIT_AUTH_TOKEN.HOST=TOKEN in "secrets".`,
  );
}

/** Puts the URL of this repository at this commit where a text says `{{defaultContext}}`, as docker/build-push-action does. */
export function expandDefaultContext(text: string, git: GitContext): string {
  const url = `${git.serverUrl}/${git.repository}.git#${git.sha || git.ref}`;
  return text.replace(/\{\{\s*defaultContext\s*\}\}/g, () => url);
}

/** Tells whether a URL is a git repository on the GitHub server that the run belongs to: only that may see its token. */
export function isOnServer(url: string, { serverUrl }: GitContext): boolean {
  const full = url.startsWith('github.com/') ? `https://${url}` : url;
  const [remote, server] = [URL.parse(full), URL.parse(serverUrl)];
  const isGit = full !== url || remote?.pathname.endsWith('.git') === true;
  return isGit && server !== null && remote?.origin === server.origin && remote.origin !== 'null';
}

/** git's short form of an ssh URL, as BuildKit reads it (util/sshutil). */
const SCP = /^[\w-]+@[\w.-]+:/;
