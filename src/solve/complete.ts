import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labelNames } from '../dockerfile/labels.ts';
import { download } from '../registry/download.ts';
import type { BuildRequest, Note } from '../request/build-request.ts';
import { InputError } from '../request/input-error.ts';
import { holdsToken, ignoresGitDir, namesGitDir, readIgnoreFile } from './git-dir.ts';

/** A request that was completed from the Dockerfile and the context, and the messages about it. */
export interface CompleteRequest {
  readonly request: BuildRequest;
  readonly notes: readonly Note[];
}

/**
 * Completes a request from its files. Labels in the Dockerfile win over those from git. Where `git-dir` says so, an ignore file in
 * `folder` leaves `.git` out of the context. A Dockerfile that `file` names by a URL is fetched, as buildx does; a Dockerfile that
 * BuildKit fetches itself cannot be read from here. Throws an InputError for a URL that gives no Dockerfile.
 */
export async function completeRequest(
  asked: BuildRequest,
  folder: string,
  signal: AbortSignal,
): Promise<CompleteRequest> {
  const request = await fetchDockerfile(asked, folder, signal);
  const { directory, filename } = request.dockerfile;
  if (directory === undefined) return { request, notes: [] };
  const text = await readFile(join(directory, filename), 'utf8');
  return leaveGitDirOut(withoutDefaults(request, text), { directory, filename }, text, folder);
}

async function fetchDockerfile(request: BuildRequest, folder: string, signal: AbortSignal): Promise<BuildRequest> {
  const { url, filename } = request.dockerfile;
  if (url === undefined) return request;
  const text = await download(url, process.env, signal).catch((error: Error) => {
    throw new InputError(`"file" names a URL that gives no Dockerfile: ${error.message}.`);
  });
  const directory = join(folder, 'fetched');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, filename), text);
  return { ...request, dockerfile: { directory, filename } };
}

function withoutDefaults(request: BuildRequest, text: string): BuildRequest {
  const given = labelNames(text, request.target, request.buildArgs);
  const labels = request.labels.filter(([name]) => !given.has(name) || !request.defaultLabels.includes(name));
  return { ...request, labels };
}

async function leaveGitDirOut(
  request: BuildRequest,
  dockerfile: { directory: string; filename: string },
  text: string,
  folder: string,
): Promise<CompleteRequest> {
  const { source, gitDir } = request;
  if (source.kind === 'remote' || !existsSync(join(source.path, '.git'))) return { request, notes: [] };
  const ignoreFile = await readIgnoreFile(source.path, dockerfile);
  if (ignoresGitDir(ignoreFile)) return { request, notes: [] };
  const stays = gitDir === 'keep' || (gitDir === 'auto' && namesGitDir(text));
  if (stays) return { request, notes: await keepNotes(request, source.path) };
  const place = join(folder, 'dockerfile');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, dockerfile.filename), text);
  await writeFile(join(place, `${dockerfile.filename}.dockerignore`), `${ignoreFile}\n**/.git\n`);
  const note = '".git" is left out of the context, as a git context has none: git-dir: keep would keep it.';
  return {
    request: {
      ...request,
      dockerfile: { ...request.dockerfile, directory: place },
      leavesGitDirOut: true,
    },
    notes: [{ level: 'info', text: note }],
  };
}

async function keepNotes({ gitDir }: BuildRequest, context: string): Promise<Note[]> {
  const why = gitDir === 'keep' ? '' : ', since the Dockerfile names it';
  const note = `".git" is in the context${why}: it differs in every clone, and git-dir: drop leaves it out.`;
  if (!(await holdsToken(context))) return [{ level: 'info', text: note }];
  const token =
    '"context" has .git, whose configuration holds the token of the checkout: COPY . . would put it into the image. Write persist-credentials: false at actions/checkout, or git-dir: drop.';
  return [
    { level: 'info', text: note },
    { level: 'warning', text: token },
  ];
}
