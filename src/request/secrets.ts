import { resolve } from 'node:path';
import type { BuildSource, NamedContext, Secret } from './build-request.ts';
import type { GitContext } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import type { InputName, Inputs } from './inputs.ts';
import { parseList, type Separator } from './lists.ts';
import { splitAtEquals } from './pairs.ts';
import { isOnServer } from './remote.ts';
import type { Environment } from './surroundings.ts';

/** Reads the three inputs of secrets; what it throws never holds a value, nor an id that may be a piece of one. */
export function parseSecrets(inputs: Inputs, workspace: string, env: Environment): Secret[] {
  const secrets = [
    ...entries(inputs, 'secrets', 'lines').map(([id, value], index): Secret => {
      if (Buffer.byteLength(value) <= LARGEST) return { kind: 'value', id, value };
      throw new InputError(
        `"secrets" has more than ${LARGEST} bytes in entry ${index + 1}: BuildKit takes no larger ones.`,
      );
    }),
    ...entries(inputs, 'secret-envs', 'commas').map(([id, name], index): Secret => {
      if (env[name] !== undefined) return { kind: 'env', id, env: name };
      // The name may be the secret itself, written there by mistake, so neither it nor the id is shown.
      throw new InputError(
        `"secret-envs" names a variable that is not set in entry ${index + 1}: write ID=VARIABLE and set the variable in "env" of the step.`,
      );
    }),
    ...entries(inputs, 'secret-files', 'lines').map(([id, path]): Secret => {
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
  contexts: readonly (BuildSource | NamedContext)[],
  git: GitContext,
): readonly Secret[] {
  const onServer = contexts.some((context) => context.kind === 'remote' && isOnServer(context.url, git));
  if (token === '' || !onServer) return secrets;
  const id = `GIT_AUTH_TOKEN.${new URL(git.serverUrl).host}`;
  const given = secrets.some((secret) => secret.id === id || secret.id === 'GIT_AUTH_TOKEN');
  return given ? secrets : [...secrets, { kind: 'value', id, value: token }];
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

function entries(inputs: Inputs, input: InputName, separator: Separator): (readonly [id: string, value: string])[] {
  return parseList(input, inputs[input], separator).map((entry, index) => {
    const [id, value] = splitAtEquals(entry);
    const empty = value === '' && input !== 'secrets';
    if (value !== undefined && !empty && /^[^\s,"\p{Cc}]+$/u.test(id)) return [id, value];
    const written = { secrets: 'ID=VALUE', 'secret-envs': 'ID=VARIABLE', 'secret-files': 'ID=PATH' };
    const form = written[input as keyof typeof written];
    throw new InputError(
      `"${input}" has no ${form} in entry ${index + 1}: an id has no white space, and an entry of several lines stands in double quotes.`,
    );
  });
}
