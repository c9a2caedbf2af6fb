import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** One file that is to be taken out of an archive. */
export interface OneFile {
  readonly packed: string;
  /** What decompresses the archive. */
  readonly program: string;
  /** Its name in the archive. */
  readonly member: string;
  /** Where it is written; nothing may be there. */
  readonly target: string;
  /** Bytes that it may have. */
  readonly limit: number;
}

/**
 * Takes one regular file out of a tar archive that anybody may have made. Tar only prints it, so that nothing else of the archive
 * reaches the file system: no other member, link, mode or name. Throws a sentence when there is none, or when it is too large.
 */
export async function unpackOne({ packed, program, member, target, limit }: OneFile): Promise<void> {
  const args = ['-x', '-O', '--no-recursion', '--use-compress-program', program, '-f', packed, '--', member];
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(tar, 'close');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limit)
        done(new Error(`its entry is larger than the ${limit} bytes that "cache-mounts-max-size" allows`));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(tar.stdout, count, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    tar.kill('SIGKILL');
    throw error;
  }
  const [status] = await closed;
  // A link, a folder or a device is printed as nothing, and no archive is empty.
  if (status !== 0 || bytes === 0) throw new Error('its entry holds no archive');
}
