import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dockerfile } from '../request/build-request.ts';
import { readInside } from '../request/places.ts';

/** Writes what takes a Dockerfile's place into a folder, under the same name and beside the same ignore file, and returns it. */
export async function writeDockerfile(
  place: string,
  { directory, filename }: { readonly directory: string; readonly filename: string },
  content: string | Uint8Array,
): Promise<Dockerfile> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, filename), content);
  const ignore = `${filename}.dockerignore`;
  // Most Dockerfiles have none of their own, and the context's goes with the context.
  const ignored = await readInside(directory, ignore);
  if (ignored !== undefined) await writeFile(join(place, ignore), ignored);
  return { directory: place, filename };
}
