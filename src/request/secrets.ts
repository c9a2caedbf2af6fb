import { resolve } from 'node:path';
import type { BuildRequest, BuildSource, NamedContext, Secret } from './build-request.ts';
import type { Environment, GitContext, Surroundings } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseList, type Separator } from './lists.ts';
import { splitAtEquals } from './pairs.ts';
import { isOnServer } from './remote.ts';

/**
 * Reads the three inputs of secrets. An entry that gives no secret (an empty value, a variable that is not set, a line that is
 * no ID=VALUE) is left out with a warning, as docker/build-push-action does: a pull request of a fork has no secrets. Nothing that
 * is said holds a value, nor an id that may be a piece of one. Throws an InputError for an id that comes twice and for a value
 * that BuildKit would refuse.
 */
export function parseSecrets(inputs: Inputs, { workspace, env, warn }: Surroundings): Secret[] {
  const secrets = [
    ...entries(inputs, 'secrets', 'lines', warn).map(([id, value, number]): Secret => {
      if (Buffer.byteLength(value) <= LARGEST) return { kind: 'value', id, value };
      throw new InputError(
        `"secrets" has more than ${LARGEST} bytes in entry ${number}: BuildKit takes no larger ones.`,
      );
    }),
    ...entries(inputs, 'secret-envs', 'commas', warn).flatMap(([id, name, number]): Secret[] => {
      if (env[name] !== undefined) return [{ kind: 'env', id, env: name }];
      // The name may be the secret itself, written there by mistake, so neither it nor the id is shown.
      warn(
        `"secret-envs" names a variable that is not set in entry ${number}, which is left out: set it in "env" of the step.`,
      );
      return [];
    }),
    ...entries(inputs, 'secret-files', 'lines', warn).map(([id, path]): Secret => {
      return { kind: 'file', id, path: resolve(workspace, path) };
    }),
  ];
  const ids = secrets.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice < 0) return secrets;
  throw new InputError(
    `"secrets", "secret-envs" and "secret-files" give one id twice (secret ${twice + 1} of ${ids.length}): give each its own.`,
  );
}

/** Adds the token with which BuildKit fetches git contexts from this GitHub server, where there is one and no secret of the user's is it. */
export function withGitToken(
  secrets: readonly Secret[],
  token: string,
  [source, named]: readonly [BuildSource, readonly NamedContext[]],
  git: GitContext,
): Pick<BuildRequest, 'secrets' | 'gitToken'> {
  const isFor = (context: BuildSource | NamedContext) => context.kind === 'remote' && isOnServer(context.url, git);
  const contexts = named.filter(isFor).map(({ name }) => name);
  if (token === '' || (!isFor(source) && contexts.length === 0)) return { secrets, gitToken: undefined };
  const id = `GIT_AUTH_TOKEN.${new URL(git.serverUrl).host}`;
  const isGiven = secrets.some((secret) => secret.id === id || secret.id === 'GIT_AUTH_TOKEN');
  if (isGiven) return { secrets, gitToken: undefined };
  return { secrets: [...secrets, { kind: 'value', id, value: token }], gitToken: { id, contexts } };
}

/** Reads `default`, `ID` and `ID=PATH` entries as `--ssh` takes them, paths absolute. */
export function parseSsh(text: string, workspace: string, env: Environment): string[] {
  const ids = new Set<string>();
  return parseList('ssh', text, 'commas').map((entry) => {
    const [id, path] = splitAtEquals(entry);
    if (!/^[\w.-]+$/.test(id) || path === '') {
      throw new InputError(`"ssh" must have entries default, ID or ID=PATH: got ${shown(entry)}.`);
    }
    if (ids.has(id)) throw new InputError(`"ssh" has ${shown(id)} twice: write each id once.`);
    ids.add(id);
    if (path !== undefined) return `${id}=${resolve(workspace, path)}`;
    if (env.SSH_AUTH_SOCK) return id;
    throw new InputError(
      `"ssh" has ${shown(id)}, but no ssh agent runs (SSH_AUTH_SOCK is not set): start one before this step or write ${id}=PATH of a key.`,
    );
  });
}

/** BuildKit's limit (session/secrets/secretsprovider). */
const LARGEST = 500 * 1024;

type SecretInput = 'secrets' | 'secret-envs' | 'secret-files';

const FORMS: Readonly<Record<SecretInput, string>> = {
  secrets: 'ID=VALUE',
  'secret-envs': 'ID=VARIABLE',
  'secret-files': 'ID=PATH',
};

type Entry = readonly [id: string, value: string, number: number];

function entries(inputs: Inputs, input: SecretInput, separator: Separator, warn: (text: string) => void): Entry[] {
  return parseList(input, inputs[input], separator).flatMap((entry, index): Entry[] => {
    const [id, value] = splitAtEquals(entry);
    if (value && /^[^\s,"\p{Cc}]+$/u.test(id)) return [[id, value, index + 1]];
    const why =
      value === '' ? 'an empty value' : `no ${FORMS[input]}, which on one line of several needs double quotes`;
    warn(`"${input}" has ${why} in entry ${index + 1}, which is left out.`);
    return [];
  });
}
