import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { BuildRequest, Dockerfile, NamedContext } from './build-request.ts';
import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';
import { readLayoutDigest } from './oci-layout.ts';

/**
 * Checks that what the request names on disk is there and of the right kind, and that context and Dockerfile lie in the
 * workspace by their real paths; throws an InputError with the resolved path. Returns the request with those real paths,
 * the digests of layouts and the content of `buildkitd-config`.
 */
export async function checkPaths(request: BuildRequest, workspace: string): Promise<BuildRequest> {
  const { buildContexts, secrets, ssh, builder } = request;
  const source = checkSource(request, workspace);
  const dockerfile = checkDockerfile(request, workspace);
  const config = builder.configFile === undefined ? Promise.resolve(builder.config) : readConfig(builder.configFile);
  const tls = builder.endpoint?.tlsFolder;
  const contexts = buildContexts.map(checkContext);
  await inOrder([
    source,
    dockerfile,
    config,
    ...contexts,
    ...secrets.map((each) => (each.kind === 'file' ? checkSecret(each.path) : undefined)),
    ...ssh.map((each) => (each.includes('=') ? checkKind('ssh', each.slice(each.indexOf('=') + 1), KEY) : undefined)),
    tls === undefined ? undefined : checkKind('endpoint-tls', tls, FOLDER),
  ]);
  const whole = { ...builder, config: await config, configFile: undefined };
  return {
    ...request,
    source: await source,
    dockerfile: await dockerfile,
    buildContexts: await Promise.all(contexts),
    builder: whole,
  };
}

type Kind = 'folder' | 'file' | 'file or socket';
const FOLDER: Kind = 'folder';
const FILE: Kind = 'file';
const KEY: Kind = 'file or socket';

/** BuildKit's limit for a secret (session/secrets/secretsprovider), in bytes. */
const LARGEST_SECRET = 500 * 1024;

async function checkSource(request: BuildRequest, workspace: string): Promise<BuildRequest['source']> {
  const { source } = request;
  if (source.kind === 'remote') return source;
  await checkKind('context', source.path, FOLDER, () => emptyHint(workspace));
  const path = await checkInside('context', source.path, request, workspace);
  return { kind: 'directory', path };
}

async function checkDockerfile(request: BuildRequest, workspace: string): Promise<Dockerfile> {
  const { directory, filename } = request.dockerfile;
  if (directory === undefined) return request.dockerfile;
  const name = await spelledAsFound(directory, filename);
  const path = join(directory, name);
  await checkKind('file', path, FILE, () => dockerfileHint(request, path, workspace));
  const real = await checkInside('file', path, request, workspace);
  return { directory: await realpath(directory), filename: name, real };
}

/** docker takes a `dockerfile` where there is no Dockerfile. */
async function spelledAsFound(directory: string, filename: string): Promise<string> {
  if (filename !== 'Dockerfile') return filename;
  const names = await readdir(directory).catch((): string[] => []);
  return !names.includes(filename) && names.includes('dockerfile') ? 'dockerfile' : filename;
}

async function checkContext(context: NamedContext): Promise<NamedContext> {
  if (context.kind === 'remote') return context;
  await checkKind('build-contexts', context.path, FOLDER);
  if (context.kind !== 'oci-layout' || context.digest !== undefined) return context;
  return { ...context, digest: await readLayoutDigest(context) };
}

async function checkSecret(path: string): Promise<void> {
  const size = await checkKind('secret-files', path, FILE);
  if (size <= LARGEST_SECRET) return;
  throw new InputError(
    `"secret-files" names ${path}, which has ${size} bytes: BuildKit takes at most ${LARGEST_SECRET}.`,
  );
}

async function readConfig(path: string): Promise<string> {
  await checkKind('buildkitd-config', path, FILE);
  return readFile(path, 'utf8');
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

/** Returns the real path; throws an InputError where it leaves the workspace's real path. */
async function checkInside(input: InputName, path: string, request: BuildRequest, workspace: string): Promise<string> {
  const [real, root] = await Promise.all([realpath(path), realpath(workspace).catch(() => workspace)]);
  const way = relative(root, real);
  const leaves = isAbsolute(way) || way.split('/')[0] === '..';
  if (!leaves || request.outsideWorkspace === 'allowed') return real;
  const through = real === path ? path : `${path}, which is ${real}`;
  throw new InputError(
    `"${input}" names ${through} outside the workspace ${root}: write a path inside it, or allow-outside-workspace: true.`,
  );
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
async function inOrder(checks: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const result of await Promise.allSettled(checks)) {
    if (result.status === 'rejected') throw result.reason;
  }
}
