import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dockerfile } from '../request/build-request.ts';

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
  await copyFile(join(directory, ignore), join(place, ignore)).catch(() => undefined);
  return { directory: place, filename };
}
