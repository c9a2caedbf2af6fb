import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { certificateFiles, toBuildkitdConfig } from '../text/buildkitd-config.ts';
import { formatCount } from '../text/units.ts';
import type { BuilderRequest, BuildRequest, Dockerfile, NamedContext, Note, Secret } from './build-request.ts';
import { checkConfig } from './builder-request.ts';
import { checkCaches, checkOutputs } from './destinations.ts';
import { findDockerfiles } from './find-dockerfiles.ts';
import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';
import { readLayoutDigest } from './oci-layout.ts';
import { type Bounds, toRealPlace, toRealStore } from './places.ts';
import { defaultDockerfile } from './source.ts';

/**
 * Checks that what the request names on disk is there and of the right kind, and that no link leads out of the workspace
 * (`toRealPlace`); throws an InputError with the resolved path. Returns the request with the real paths, the digests of
 * layouts and the content of `buildkitd-config`. `temp` is RUNNER_TEMP.
 */
export async function checkPaths(request: BuildRequest, workspace: string, temp?: string): Promise<BuildRequest> {
  const bounds: Bounds = { workspace, temp, outside: request.outsideWorkspace };
  const { cache } = request;
  const [source, dockerfile, builder, buildContexts, secrets, ssh, outputs, from, to] = await inOrder([
    checkSource(request, bounds),
    checkDockerfile(request, bounds),
    checkBuilder(request.builder, bounds),
    inOrder(request.buildContexts.map((each) => checkContext(each, bounds))),
    inOrder(request.secrets.map((each) => checkSecret(each, bounds))).then((all) =>
      all.filter((each) => each !== undefined),
    ),
    inOrder(request.ssh.map((each) => checkSsh(each, bounds))),
    checkOutputs(request.outputs, bounds),
    checkCaches('cache-from', cache.from, bounds),
    checkCaches('cache-to', cache.to, bounds),
  ]);
  const missing = request.secrets.length - secrets.length;
  return {
    ...request,
    notes: missing === 0 ? request.notes : [...request.notes, missingSecrets(missing)],
    source,
    dockerfile,
    builder,
    buildContexts,
    secrets,
    ssh,
    outputs,
    cache: { ...cache, from, to },
  };
}

type Kind = 'folder' | 'file' | 'file or socket';
const FOLDER: Kind = 'folder';
const FILE: Kind = 'file';
const KEY: Kind = 'file or socket';

/** BuildKit's limit for a secret (session/secrets/secretsprovider), in bytes. */
const LARGEST_SECRET = 500 * 1024;

async function checkSource({ source }: BuildRequest, bounds: Bounds): Promise<BuildRequest['source']> {
  if (source.kind === 'remote') return source;
  await checkKind('context', source.path, FOLDER, () => emptyHint(bounds.workspace));
  return { kind: 'directory', path: await toRealPlace('context', source.path, bounds) };
}

async function checkDockerfile(request: BuildRequest, bounds: Bounds): Promise<Dockerfile> {
  const { directory, filename } = request.dockerfile;
  if (directory === undefined) return request.dockerfile;
  const name = await spelledAsFound(directory, filename);
  const path = join(directory, name);
  if (path === defaultOf(request) && !(await exists(path))) throw await noDockerfile(request, bounds.workspace);
  await checkKind('file', path, FILE, () => dockerfileHint(request, path, bounds.workspace));
  const real = await toRealPlace('file', path, bounds);
  // All of the folder is open to the frontend, which may be one of the Dockerfile's own choice.
  return { directory: await toRealPlace('file', directory, bounds), filename: name, real };
}

function defaultOf({ source }: BuildRequest): string | undefined {
  return source.kind === 'directory' ? defaultDockerfile(source.path) : undefined;
}

async function noDockerfile({ source }: BuildRequest, workspace: string): Promise<InputError> {
  const context = source.kind === 'directory' ? relative(workspace, source.path) || '.' : '';
  const found = await findDockerfiles(workspace);
  const [first] = found;
  const named =
    first === undefined
      ? ''
      : ` There ${found.length === 1 ? 'is' : 'are'} ${found.join(', ')}: write file: ${first}, or context: ${dirname(first)}.`;
  return new InputError(
    `There is no Dockerfile in "context" (${context}).${named || ` Write one, or its path into "file".${await emptyHint(workspace)}`}`,
  );
}

/** docker takes a `dockerfile` where there is no Dockerfile. */
async function spelledAsFound(directory: string, filename: string): Promise<string> {
  if (filename !== 'Dockerfile') return filename;
  const names = await readdir(directory).catch((): string[] => []);
  return !names.includes(filename) && names.includes('dockerfile') ? 'dockerfile' : filename;
}

async function checkContext(context: NamedContext, bounds: Bounds): Promise<NamedContext> {
  if (context.kind === 'remote') return context;
  await checkKind('build-contexts', context.path, FOLDER);
  const toReal = context.kind === 'oci-layout' ? toRealStore : toRealPlace;
  const found = { ...context, path: await toReal('build-contexts', context.path, bounds) };
  if (found.kind !== 'oci-layout' || found.digest !== undefined) return found;
  return { ...found, digest: await readLayoutDigest(found) };
}

/** A file that is not there gives no secret, as with docker/build-push-action: neither id nor path is shown. */
async function checkSecret(secret: Secret, bounds: Bounds): Promise<Secret | undefined> {
  if (secret.kind !== 'file') return secret;
  const { path } = secret;
  if (!(await exists(path))) return undefined;
  const size = await checkKind('secret-files', path, FILE);
  if (size <= LARGEST_SECRET) return { ...secret, path: await toRealPlace('secret-files', path, bounds) };
  throw new InputError(
    `"secret-files" names ${path}, which has ${size} bytes: BuildKit takes at most ${LARGEST_SECRET}.`,
  );
}

function missingSecrets(count: number): Note {
  const text = `"secret-files" names ${formatCount(count, 'file')} that ${count === 1 ? 'does' : 'do'} not exist, which ${count === 1 ? 'is' : 'are'} left out.`;
  return { level: 'warning', text };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}

/** `ID` or `ID=PATH`. */
async function checkSsh(written: string, bounds: Bounds): Promise<string> {
  const border = written.indexOf('=');
  if (border < 0) return written;
  const path = written.slice(border + 1);
  await checkKind('ssh', path, KEY);
  return `${written.slice(0, border)}=${await toRealPlace('ssh', path, bounds)}`;
}

async function checkBuilder(builder: BuilderRequest, bounds: Bounds): Promise<BuilderRequest> {
  const { configFile, endpoint } = builder;
  const config = configFile === undefined ? builder.config : await readConfig(configFile, bounds);
  if (endpoint === undefined) {
    const input = configFile === undefined ? 'buildkitd-config-inline' : 'buildkitd-config';
    return { ...builder, config, configFile: undefined, certificates: await readCertificates(input, config, bounds) };
  }
  if (endpoint.tlsFolder === undefined) return { ...builder, config, configFile: undefined };
  const tlsFolder = await checkTls(endpoint.tlsFolder, bounds);
  return { ...builder, config, configFile: undefined, endpoint: { ...endpoint, tlsFolder } };
}

async function readConfig(path: string, bounds: Bounds): Promise<string> {
  await checkKind('buildkitd-config', path, FILE);
  const text = await readFile(await toRealPlace('buildkitd-config', path, bounds), 'utf8');
  checkConfig('buildkitd-config', text);
  return text;
}

async function readCertificates(
  input: 'buildkitd-config' | 'buildkitd-config-inline',
  config = '',
  bounds: Bounds,
): Promise<Record<string, string>> {
  const files = certificateFiles(toBuildkitdConfig(config)).map(async (file) => {
    const path = resolve(bounds.workspace, file);
    await checkKind(input, path, FILE);
    return [file, await readFile(await toRealPlace(input, path, bounds), 'utf8')] as const;
  });
  return Object.fromEntries(await inOrder(files));
}

/** What buildctl looks for in the folder (cmd/buildctl/common), each under one of two names. */
const TLS_FILES = [
  ['ca.pem', 'ca.crt'],
  ['cert.pem', 'tls.crt'],
  ['key.pem', 'tls.key'],
] as const;

async function checkTls(folder: string, bounds: Bounds): Promise<string> {
  await checkKind('endpoint-tls', folder, FOLDER);
  const real = await toRealPlace('endpoint-tls', folder, bounds);
  const names = await readdir(real);
  const found = TLS_FILES.flat().filter((name) => names.includes(name));
  await Promise.all(found.map((name) => toRealPlace('endpoint-tls', join(folder, name), bounds)));
  const missing = TLS_FILES.filter((either) => !either.some((name) => found.includes(name)));
  if (missing.length === 0) return real;
  const list = missing.map(([name, other]) => `${name} (or ${other})`).join(', ');
  throw new InputError(`"endpoint-tls" names ${folder}, which has no ${list}: write a folder with all three files.`);
}

/** Returns the size in bytes; throws an InputError where nothing or another kind of thing is there. */
async function checkKind(input: InputName, path: string, kind: Kind, hint = async () => ''): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const missing = found.code === 'ENOENT' || found.code === 'ENOTDIR';
    const why = missing ? 'does not exist' : `cannot be read (${found.code})`;
    throw new InputError(`"${input}" names ${path}, which ${why}: write the path of a ${kind}.${await hint()}`);
  }
  const is = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : found.isSocket() ? 'socket' : 'device';
  if (kind.split(' or ').includes(is)) return found.size;
  throw new InputError(`"${input}" names ${path}, which is a ${is}: write the path of a ${kind}.`);
}

async function emptyHint(workspace: string): Promise<string> {
  const entries = await readdir(workspace).catch(() => undefined);
  return entries?.length === 0 ? ' The workspace is empty: put actions/checkout before this step.' : '';
}

/** People write `file` relative to the context, as other tools have it. */
async function dockerfileHint({ source }: BuildRequest, path: string, workspace: string): Promise<string> {
  if (source.kind === 'remote') return '';
  const meant = resolve(source.path, relative(workspace, path));
  const exists =
    meant !== path &&
    (await stat(meant).then(
      (found) => found.isFile(),
      () => false,
    ));
  return exists
    ? ` Paths are relative to the workspace: write file: ${relative(workspace, meant)}.`
    : await emptyHint(workspace);
}

/** Waits for all checks and throws the first failure in their order, so that the same mistake always gives the same sentence. */
async function inOrder<T extends readonly unknown[]>(
  checks: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<T> {
  await Promise.allSettled(checks);
  const values: unknown[] = [];
  for (const check of checks) values.push(await check);
  return values as unknown as T;
}
