import { type Challenge, parseChallenges } from './challenge.ts';
import type { Credentials } from './docker-config.ts';
import type { HttpAnswer } from './http.ts';
import { askForLogin, explainStatus, HiddenProblem, Problem } from './problem.ts';
import { basic, fetchToken, type Grant, type Scope, type TokenOptions } from './token.ts';

export interface Authorizer {
  /** The Authorization header that this scope was given before; undefined when there is none yet. */
  known(scope: Scope): Promise<Grant | undefined>;
  /** The header that answers a 401; throws a Problem when there is none, or none but the one that was refused. */
  answer(scope: Scope, answer: HttpAnswer, refused: Grant | undefined): Promise<Grant>;
}

export interface AuthorizerOptions extends TokenOptions {
  readonly credentials: (host: string) => Promise<Credentials | undefined>;
}

/** Creates the authorizer, which has the logins: calls of one scope that run side by side share one token, and one refusal. */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const grants = new Map<string, Promise<Grant>>();
  const keyOf = (scope: Scope): string => `${scope.host} ${scope.path} ${scope.actions}`;
  const isFresh = (grant: Grant): boolean => grant.expires > Date.now();

  const renew = (key: string, scope: Scope, answer: HttpAnswer): Promise<Grant> => {
    const grant = obtain(scope, answer, options);
    grants.set(key, grant);
    // A refusal stays, so that a wrong password is tried once; a fault may pass.
    grant.catch((error: unknown) => {
      if (!isRefusal(error) && grants.get(key) === grant) grants.delete(key);
    });
    return grant;
  };

  return {
    async known(scope) {
      const grant = await grants.get(keyOf(scope))?.catch(() => undefined);
      return grant && isFresh(grant) ? grant : undefined;
    },
    async answer(scope, answer, refused) {
      const key = keyOf(scope);
      const held = grants.get(key);
      const grant = await held;
      if (grant && grant.header !== refused?.header && isFresh(grant)) return grant;
      // Another call may have renewed it while this one waited.
      const newer = grants.get(key);
      const renewed = await (newer !== undefined && newer !== held ? newer : renew(key, scope, answer));
      if (renewed.header === refused?.header) throw refusal(scope, answer, renewed);
      return renewed;
    },
  };
}

/** Explains a 401 to a call that had a login. */
export function refusal(scope: Scope, answer: HttpAnswer, grant: Grant): Problem {
  const { message } = explainStatus(answer, scope.host);
  if (isHidden(scope, grant)) return new HiddenProblem(message, answer);
  return new Problem(`${message} (it does not accept the login that Docker's configuration holds)`, answer);
}

/** Tells whether a refusal may mean that there is nothing to be read, or not for this login. */
export function isHidden({ actions }: Scope, grant: Grant | undefined): boolean {
  return actions === 'pull' && grant?.tokenFor === 'login';
}

function isRefusal(error: unknown): boolean {
  return error instanceof Problem && (error.status === 401 || error.status === 403);
}

/** Bearer before Basic, as containerd has it; an identity token is no use without a token server. */
async function obtain(scope: Scope, answer: HttpAnswer, options: AuthorizerOptions): Promise<Grant> {
  const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
  const find = (scheme: string): Challenge | undefined => challenges.find((challenge) => challenge.scheme === scheme);
  const bearer = find('bearer');
  const credentials = await readLogin(scope.host, options);
  if (credentials?.kind === 'registry-token') return forever(`Bearer ${credentials.token}`);
  if (bearer) return fetchToken(scope, bearer, answer.url, credentials, options);
  if (!find('basic')) throw new Problem(`${scope.host} asks for a login without saying how it takes one`, answer);
  if (credentials === undefined) throw new Problem(askForLogin(scope.host), answer);
  if (credentials.kind !== 'password') throw new Problem(`${scope.host} takes no identity token`, answer);
  return forever(basic(credentials.username, credentials.password, options.mask));
}

async function readLogin(host: string, options: AuthorizerOptions): Promise<Credentials | undefined> {
  const credentials = await options.credentials(host).catch((error: Error) => {
    throw new Problem(error.message.replace(/\.$/, ''));
  });
  if (credentials) options.mask(credentials.kind === 'password' ? credentials.password : credentials.token);
  return credentials;
}

function forever(header: string): Grant {
  return { header, expires: Number.POSITIVE_INFINITY, tokenFor: undefined };
}
