import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../docker/child.ts';
import { docker, dockerLong } from '../docker/docker.ts';
import type { BuildRequest, NamedContext, OciLayout } from '../request/build-request.ts';
import { runnerPlatform } from '../request/platforms.ts';
import { toContextName } from '../request/source.ts';
import * as say from '../runner/say.ts';
import { parseReference } from '../text/reference.ts';
import { completeLayout } from './saved-image.ts';

/**
 * Returns the request with an image of Docker's own in the place of the one that a build failed for, since the registry does not
 * have it: an earlier step has loaded it, and a builder does not see what Docker has. Undefined for any other failure, where Docker has
 * no such image either, and with `pull`, which asks for what the registry has.
 */
export async function withDockersImage(
  request: BuildRequest,
  message: string,
  folder: string,
  signal: AbortSignal,
): Promise<BuildRequest | undefined> {
  const missing = findMissingImage(message);
  if (missing === undefined || request.pull || request.call !== 'build') return undefined;
  const { reference } = missing;
  const place = toPlace(request.buildContexts, reference);
  if (place === undefined || !(await isInDocker(missing, request.platforms))) return undefined;
  say.info(`No registry gives ${reference}, but Docker has it: the build is begun anew with that image.`);
  const layout = await saveLayout(reference, join(folder, `docker-image-${place.number}`), signal).catch(
    (error: Error) => {
      signal.throwIfAborted();
      say.warning(`Docker's image ${reference} could not be handed to the builder: ${error.message}`);
      return undefined;
    },
  );
  return layout === undefined ? undefined : { ...request, buildContexts: place.put({ kind: 'oci-layout', ...layout }) };
}

interface MissingImage {
  readonly reference: string;
  /** `absent`: its registry says that it is not there, or not for this job. `unknown`: it could not be asked. */
  readonly there: 'absent' | 'unknown';
}

/** Returns the image that BuildKit failed to find, by its whole reference. */
export function findMissingImage(message: string): MissingImage | undefined {
  const [, reference, why = ''] = /failed to resolve source metadata for (\S+): (.*)/s.exec(message) ?? [];
  if (reference === undefined) return undefined;
  // Docker Hub and others refuse what is not there in the words with which they refuse what is private.
  const absent = /: not found\b|pull access denied|insufficient_scope|: 40[134] |\bdenied\b|unauthorized/i;
  return { reference, there: absent.test(why) ? 'absent' : 'unknown' };
}

/** One that has no digest of a repository never was in a registry, so that there is no need to have asked one. */
async function isInDocker({ reference, there }: MissingImage, platforms: readonly string[]): Promise<boolean> {
  const [wanted = runnerPlatform(), ...more] = platforms;
  if (more.length > 0) return false;
  const format = '{{.Os}}/{{.Architecture}} {{len .RepoDigests}}';
  const [platform, digests] = (await docker('image', 'inspect', '--format', format, reference).catch(() => '')).split(
    ' ',
  );
  return platform === wanted.split('/').slice(0, 2).join('/') && (there === 'absent' || digests === '0');
}

interface Place {
  readonly number: number;
  put(layout: Omit<OciLayout, 'name'>): NamedContext[];
}

/** Finds which named context the image is, or what a named context in its place is called; undefined where one is there already. */
function toPlace(contexts: readonly NamedContext[], reference: string): Place | undefined {
  const number = contexts.findIndex((each) => each.kind === 'remote' && isImage(each.url, reference));
  if (number >= 0) {
    const put: Place['put'] = (layout) =>
      contexts.map((each, index) => (index === number ? { ...layout, name: each.name } : each));
    return { number, put };
  }
  const name = toContextName(reference);
  if (contexts.some((each) => each.name === name)) return undefined;
  return { number: contexts.length, put: (layout) => [...contexts, { ...layout, name }] };
}

function isImage(url: string, reference: string): boolean {
  const written = /^docker-image:\/\/(.+)$/.exec(url)?.[1];
  return written !== undefined && toContextName(written) === toContextName(reference);
}

async function saveLayout(
  reference: string,
  folder: string,
  signal: AbortSignal,
): Promise<Omit<OciLayout, 'kind' | 'name'>> {
  const archive = `${folder}.tar`;
  const options = { env: process.env, signal };
  await dockerLong(['save', '--output', archive, reference], options);
  await mkdir(folder, { recursive: true });
  const unpacked = await runChild('tar', ['-xf', archive, '--no-same-owner', '-C', folder], options);
  await rm(archive, { force: true });
  if (unpacked.code !== 0)
    throw new Error(`The image ${reference} that docker saved cannot be unpacked: ${unpacked.stderr}`);
  const { tag = 'latest' } = parseReference(reference);
  return { path: folder, tag, digest: await completeLayout(folder) };
}
