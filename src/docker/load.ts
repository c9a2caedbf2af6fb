import { Transform } from 'node:stream';
import { docker, dockerLong } from './docker.ts';

/** A `docker load` that reads an archive while it is written, and starts with its first byte. */
export interface ImageLoad {
  /** Takes the archive. */
  readonly archive: Transform;
  /** Aborted when Docker refuses the archive before it is whole; the reason is a DockerError. */
  readonly refused: AbortSignal;
  /** Resolves with the id by which Docker knows the image once it is loaded; throws DockerError. Undefined where no archive came. */
  end(): Promise<string | undefined>;
}

/** Prepares a load. It starts with the archive, because a build before it may take longer than a connection to Docker lasts idle. */
export function openLoad(signal: AbortSignal): ImageLoad {
  const refused = new AbortController();
  let output: Promise<string> | undefined;
  const start = () => {
    output = dockerLong(['load'], { env: process.env, signal, input: archive });
    output.catch((error: Error) => {
      // What Docker says of an archive that was cut off is not the reason why it was.
      if (!archive.writableEnded) refused.abort(error);
    });
  };
  const archive: Transform = new Transform({
    transform(chunk, _encoding, done) {
      if (output === undefined) start();
      done(undefined, chunk);
    },
  });
  return {
    archive,
    refused: refused.signal,
    end: async () => (output === undefined ? undefined : readId(await output)),
  };
}

/** The id is that of the image's configuration, or of its manifest where Docker keeps its images in containerd. */
async function readId(output: string): Promise<string> {
  const [, loaded = ''] = /^Loaded image(?: ID)?: (\S+)/m.exec(output) ?? [];
  return docker('image', 'inspect', '--format', '{{.Id}}', loaded);
}
