import { randomBytes } from 'node:crypto';
import type { Grant } from './access.ts';

/** The tokens that a token server gave out; opaque, kept in memory only. */
export type TokenStore = {
  /** Returns a new access token. */
  issue(grants: readonly Grant[]): string;
  /** Returns what a token allows, or undefined for one that is not known or no longer valid. */
  grantsOf(token: string): readonly Grant[] | undefined;
  /** Returns a user's refresh token, also called identity token, which stays valid. */
  refreshTokenOf(user: string): string;
  userOf(refreshToken: string): string | undefined;
};

/** Returns an empty store whose access tokens are valid for a number of seconds. */
export function createTokenStore(lifetimeSeconds: number): TokenStore {
  const access = new Map<string, { grants: readonly Grant[]; until: number }>();
  const refresh = new Map<string, string>();
  return {
    issue(grants) {
      const token = randomBytes(32).toString('base64url');
      access.set(token, { grants, until: performance.now() + lifetimeSeconds * 1000 });
      return token;
    },
    grantsOf(token) {
      const entry = access.get(token);
      return entry !== undefined && performance.now() < entry.until ? entry.grants : undefined;
    },
    refreshTokenOf(user) {
      const token = randomBytes(32).toString('base64url');
      refresh.set(token, user);
      return token;
    },
    userOf: (refreshToken) => refresh.get(refreshToken),
  };
}
