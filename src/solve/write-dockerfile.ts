import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dockerfile } from '../request/build-request.ts';
import { readInside } from '../request/places.ts';

/**
 * Writes the replacement of a Dockerfile into a folder, with the same name and the same ignore file beside it, and returns its
 * place.
 */
export async function writeDockerfile(
  place: string,
  { directory, filename }: { readonly directory: string; readonly filename: string },
  content: string | Uint8Array,
): Promise<Dockerfile> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, filename), content);
  const ignore = `${filename}.dockerignore`;
  // Most Dockerfiles have no ignore file of their own, and the context's is sent with the context.
  const ignored = await readInside(directory, ignore);
  if (ignored !== undefined) await writeFile(join(place, ignore), ignored);
  return { directory: place, filename };
}
