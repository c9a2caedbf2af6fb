/** How a registry is told who asks. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token: only a token server takes it, in exchange for an access token. */
  | { readonly kind: 'identity-token'; readonly token: string }
  /** An access token: sent to the registry as it is. */
  | { readonly kind: 'registry-token'; readonly token: string };

/** The part of Docker's config.json that says who asks. */
export interface DockerLogins {
  /** By the key in `auths`; undefined for an entry without a secret (`docker login` leaves those when a helper holds it). */
  readonly auths: ReadonlyMap<string, Credentials | undefined>;
  /** `credHelpers`: the name behind `docker-credential-`, by host. */
  readonly helpers: ReadonlyMap<string, string>;
  /** `credsStore`: the helper of all other hosts. */
  readonly store: string | undefined;
  /** Every secret in it, in every spelling. */
  readonly secrets: readonly string[];
}

/** Parses config.json as docker/cli v29 reads it; throws an Error whose sentence names the file and the place, never a value. */
export function parseDockerConfig(text: string, file: string): DockerLogins {
  const problem: ToError = (what) =>
    new Error(
      `The Docker configuration ${file} ${what}: mend or remove it, or Docker asks every registry without a login.`,
    );
  const config = text.trim() === '' ? {} : parseObject(text, problem);
  const secrets: string[] = [];
  const auths = new Map<string, Credentials | undefined>();
  for (const [host, entry] of entries(config, 'auths', problem)) {
    const inEntry: ToError = (what) => problem(`${what} in the "auths" entry of ${withoutLogin(host)}`);
    auths.set(host, toCredentials(entry, secrets, inEntry));
  }
  const helpers = new Map<string, string>();
  for (const [host, helper] of entries(config, 'credHelpers', problem)) {
    if (typeof helper !== 'string')
      throw problem(`has a "credHelpers" entry of ${withoutLogin(host)} that is not a text`);
    helpers.set(host, helper);
  }
  return { auths, helpers, store: readText(config, 'credsStore', problem), secrets };
}

/** Parses DOCKER_AUTH_CONFIG; undefined where docker passes it over: only `auths` with nothing but an `auth` each is allowed there. */
export function parseDockerAuthConfig(text: string): DockerLogins | undefined {
  try {
    const logins = parseDockerConfig(text, 'DOCKER_AUTH_CONFIG');
    const { auths = {}, ...others } = JSON.parse(text);
    const plain = Object.values(auths).every((entry) => Object.keys(entry as object).join() === 'auth');
    return plain && Object.keys(others).length === 0 ? logins : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a field as Go's JSON decoder finds it: by its exact name, else without regard to case. */
export function readField(object: object, name: string): unknown {
  const fields = Object.entries(object);
  const exact = fields.find(([key]) => key === name);
  return (exact ?? fields.find(([key]) => key.toLowerCase() === name.toLowerCase()))?.[1];
}

/** Tells whether a JSON value is an object. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes an error of half a sentence, by naming whose it is. */
export type ToError = (what: string) => Error;

function parseObject(text: string, problem: ToError): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The rest of the engine's message quotes the text, which holds secrets.
    const place = /\(line \d+ column \d+\)/.exec(String(error))?.[0];
    throw problem(`is not valid JSON${place === undefined ? '' : ` ${place}`}`);
  }
  if (!isObject(value)) throw problem('is not a JSON object');
  return value;
}

/** RegistryToken, then IdentityToken, then the password: the order in which BuildKit's client looks. */
function toCredentials(entry: unknown, secrets: string[], problem: ToError): Credentials | undefined {
  if (entry === null) return undefined;
  if (!isObject(entry)) throw problem('has no JSON object');
  const auth = readText(entry, 'auth', problem);
  const registryToken = readText(entry, 'registrytoken', problem);
  const identityToken = readText(entry, 'identitytoken', problem);
  const plain = { username: readText(entry, 'username', problem), password: readText(entry, 'password', problem) };
  const { username = '', password } = auth === undefined ? plain : decodeAuth(auth, problem);
  const found = [auth, registryToken, identityToken, plain.password, password];
  secrets.push(...found.filter((secret) => secret !== undefined));
  if (registryToken !== undefined) return { kind: 'registry-token', token: registryToken };
  if (identityToken !== undefined) return { kind: 'identity-token', token: identityToken };
  return password === undefined ? undefined : { kind: 'password', username, password };
}

function decodeAuth(auth: string, problem: ToError): { username: string; password: string | undefined } {
  const base64 = auth.replace(/[\r\n]/g, '');
  const isBase64 = base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64);
  const decoded = Buffer.from(base64, 'base64').toString();
  const colon = decoded.indexOf(':');
  if (!isBase64 || colon < 1) throw problem('has an "auth" that is not base64 of user:password');
  const password = decoded.slice(colon + 1).replace(/^\0+|\0+$/g, '');
  return { username: decoded.slice(0, colon), password: password === '' ? undefined : password };
}

/** A field with text; undefined when it is missing, null or empty. */
function readText(object: object, name: string, problem: ToError): string | undefined {
  const value = readField(object, name) ?? '';
  if (typeof value !== 'string') throw problem(`has a "${name}" that is not a text`);
  return value === '' ? undefined : value;
}

function entries(config: object, name: string, problem: ToError): [string, unknown][] {
  const value = readField(config, name) ?? {};
  if (!isObject(value)) throw problem(`has "${name}" that is not a JSON object`);
  return Object.entries(value);
}

/** A key may be written as a URL with a login in it. */
function withoutLogin(key: string): string {
  return JSON.stringify(key.replace(/\/\/[^/@]*@/, '//'));
}
