import { queryParameter, type Target } from './target.ts';

export type Right = 'pull' | 'push' | 'delete';

/** What may be done with one repository. */
export type Grant = { repository: string; rights: readonly Right[] };

/** Rights by repository: a whole name, or the start of one and `*`. */
export type Rights = Readonly<Record<string, readonly Right[]>>;

/** Returns what a request needs, by its method and the repository that it mounts a blob from. */
export function neededGrants({ method, kind, repository, path }: Target): Grant[] {
  if (repository === undefined) return [];
  const grants: Grant[] = [{ repository, rights: byMethod[method] ?? ['pull', 'push'] }];
  const from = kind === 'upload' && method === 'POST' ? queryParameter(path, 'from') : undefined;
  return from === undefined ? grants : [...grants, { repository: from, rights: ['pull'] }];
}

const byMethod: Readonly<Record<string, readonly Right[]>> = { GET: ['pull'], HEAD: ['pull'], DELETE: ['delete'] };

/** Tells whether grants contain all that is needed. */
export function allow(grants: readonly Grant[], needed: readonly Grant[]): boolean {
  return needed.every(({ repository, rights }) =>
    rights.every((right) => grants.some((grant) => grant.repository === repository && grant.rights.includes(right))),
  );
}

/** Returns of the grants that are asked for what someone has a right to. */
export function grantsWithin(asked: readonly Grant[], rights: Rights): Grant[] {
  return asked.flatMap(({ repository, rights: wanted }) => {
    const granted = wanted.filter((right) => rightsOn(rights, repository).includes(right));
    return granted.length === 0 ? [] : [{ repository, rights: granted }];
  });
}

/** Parses scopes such as `repository:o/app:pull,push`, several divided by spaces; leaves out what is about no repository. */
export function parseScopes(text: string): Grant[] {
  return text.split(' ').flatMap((scope) => {
    const [, repository, actions] = /^repository:(.+):([^:]*)$/.exec(scope) ?? [];
    if (repository === undefined || actions === undefined) return [];
    const names = actions.split(',');
    return [{ repository, rights: all.filter((right) => names.includes(right) || names.includes('*')) }];
  });
}

/** Formats grants as scopes. */
export function formatScopes(grants: readonly Grant[]): string {
  return grants.map(({ repository, rights }) => `repository:${repository}:${rights.join(',')}`).join(' ');
}

const all: readonly Right[] = ['pull', 'push', 'delete'];

function rightsOn(rights: Rights, repository: string): Right[] {
  return Object.entries(rights).flatMap(([name, granted]) => {
    const fits = name.endsWith('*') ? repository.startsWith(name.slice(0, -1)) : repository === name;
    return fits ? granted : [];
  });
}
