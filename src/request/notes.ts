import { lowerRepository } from '../text/reference.ts';
import { annotatesIndex, hasIndex, parseAnnotations } from './annotations.ts';
import type { BuildRequest, Note } from './build-request.ts';
import type { InputName, Inputs } from './inputs.ts';
import { parseList } from './lists.ts';
import { isWhole } from './names.ts';

/** Says what a person should know about a request that is valid: what was changed, what has no meaning, what is risky. */
export function toNotes(inputs: Inputs, request: Omit<BuildRequest, 'notes'>): Note[] {
  return [
    ...loweredNotes(inputs),
    ...variableNotes(
      'build-args',
      request.buildArgs,
      'the image records it; use "secrets" and RUN --mount=type=secret',
    ),
    ...variableNotes('builder-env', request.builder.env, 'everybody on the machine can read it with docker inspect'),
    ...queryNotes(request),
    ...annotationNotes(inputs, request),
    ...cacheNotes(request),
    ...meaninglessNotes(inputs),
  ];
}

function loweredNotes(inputs: Inputs): Note[] {
  const written = [inputs.image, ...parseList('tags', inputs.tags, 'commas').filter(isWhole)];
  const changed = [...written, inputs['cache-ref']].filter((text) => lowerRepository(text) !== text);
  const pairs = [...new Set(changed)].map((text) => `${text} is ${lowerRepository(text)}`);
  return pairs.length === 0 ? [] : [info(`Repositories have no upper-case letters: ${pairs.join(', ')}.`)];
}

function variableNotes(input: InputName, variables: BuildRequest['buildArgs'], why: string): Note[] {
  const names = variables.filter(([name]) => SECRET.test(name) && !HARMLESS.test(name)).map(([name]) => name);
  const addresses = variables.filter(([name, value]) => LOGIN.test(value) && !names.includes(name));
  return [
    ...names.map((name) => warning(`"${input}" has ${name}, which looks like a secret: ${why}.`)),
    ...addresses.map(([name]) => warning(`"${input}" has a URL with a password in ${name}: ${why}.`)),
  ];
}

/** What stands behind the question mark is part of the source that BuildKit writes down; a git URL has only words of BuildKit's own there. */
function queryNotes({ source, buildContexts }: Pick<BuildRequest, 'source' | 'buildContexts'>): Note[] {
  const queried = (url: string) => {
    const { searchParams = new Map<string, string>() } = /^https?:/i.test(url) ? (URL.parse(url) ?? {}) : {};
    return [...searchParams.keys()].some((name) => !GIT_QUERY.includes(name));
  };
  const inputs: [InputName, boolean][] = [
    ['context', source.kind === 'remote' && queried(source.url)],
    ['build-contexts', buildContexts.some((each) => each.kind === 'remote' && queried(each.url))],
  ];
  return inputs.flatMap(([input, has]) =>
    has
      ? [
          warning(
            `"${input}" has a URL with a query, which stands in the provenance that is pushed and on buildctl's command line: leave out what is secret, such as a token or a signature.`,
          ),
        ]
      : [],
  );
}

/** BuildKit, util/gitutil. */
const GIT_QUERY = [
  'ref',
  'tag',
  'branch',
  'subdir',
  'checksum',
  'commit',
  'keep-git-dir',
  'submodules',
  'fetch-by-commit',
];

function annotationNotes(inputs: Inputs, request: Omit<BuildRequest, 'notes'>): Note[] {
  const written = parseAnnotations(inputs.annotations);
  const mixed = written.map(([name]) => name.slice(name.indexOf('.') + 1)).filter((name) => /[A-Z]/.test(name));
  const dropped = request.call === 'build' && annotatesIndex(inputs) && !hasIndex(request);
  return [
    ...[...new Set(mixed)].map((name) => warning(`"annotations" has ${name}: BuildKit writes it in lower case.`)),
    ...(dropped
      ? [warning('Annotations of the index are left out: an image of one platform without attestations has no index.')]
      : []),
  ];
}

function cacheNotes({ cache }: Pick<BuildRequest, 'cache'>): Note[] {
  const inputs = { 'cache-from': cache.from, 'cache-to': cache.to };
  return Object.entries(inputs).flatMap(([input, lists]) => {
    const names = lists.flat().map(([name]) => name);
    const secret = CREDENTIALS.find((name) => names.includes(name));
    if (secret === undefined) return [];
    return [
      warning(`"${input}" has ${secret}: buildctl takes it on its command line, where other processes can read it.`),
    ];
  });
}

function meaninglessNotes(inputs: Inputs): Note[] {
  const own: readonly InputName[] = [
    'builder-env',
    'builder-memory',
    'builder-cpus',
    'buildkitd-config',
    'buildkitd-flags',
  ];
  const unused = inputs.endpoint === '' ? [] : own.filter((name) => inputs[name] !== '');
  return [
    ...(inputs.builder === '' ? [] : [warning('"builder" has no meaning: this action starts its own builder.')]),
    ...unused.map((name) => warning(`"${name}" has no meaning with "endpoint": that builder runs already.`)),
  ];
}

/** The words of BuildKit's own check SecretsUsedInArgOrEnv. */
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)(?:public|file|version)(?:_|$)/i;
/** A proxy's address with a user's password. */
const LOGIN = /:\/\/[^/?#\s]*:[^/?#\s]+@/;
const CREDENTIALS = ['token', 'ghtoken', 'access_key_id', 'secret_access_key', 'session_token'];

function info(text: string): Note {
  return { level: 'info', text };
}

function warning(text: string): Note {
  return { level: 'warning', text };
}
