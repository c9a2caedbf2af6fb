/** What a job may do in the Actions cache: it writes to the first scope and reads from all, in this order. Scopes are refs. */
export type Access = { scopes: readonly string[] };

/** Returns a token with the claim by which GitHub tells the cache service what a job may do; nobody signed it. */
export function runtimeToken(...scopes: string[]): string {
  const claim = scopes.map((scope, index) => ({ Scope: scope, Permission: index === 0 ? READ | WRITE : READ }));
  const parts = [{ alg: 'none', typ: 'JWT' }, { ac: JSON.stringify(claim) }];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}

/** Reads the access out of an Authorization header; undefined when it holds no such token. */
export function parseAccess(header: string | undefined): Access | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(header ?? '')?.[1];
  if (payload === undefined) return undefined;
  const { ac } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { ac: string };
  const claim = JSON.parse(ac) as { Scope: string; Permission: number }[];
  return { scopes: claim.filter(({ Permission }) => (Permission & READ) !== 0).map(({ Scope }) => Scope) };
}

const READ = 1;
const WRITE = 2;
