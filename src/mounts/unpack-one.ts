import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file to take out of an archive. */
export interface OneFile {
  /** Path of the archive, with an extension that the program for decompressing knows. */
  readonly packed: string;
  /** Command that decompresses the archive: a program like gzip, with its options. */
  readonly program: readonly [command: string, ...options: string[]];
  /** Its name in the archive. */
  readonly member: string;
  /** Path of the new file, which must not exist. */
  readonly target: string;
  /** The largest size in bytes. */
  readonly limit: number;
}

/** Bytes that an archive may have in addition to its one file. */
const slack = 1024 * 1024;

/**
 * Takes one regular file out of a tar archive that anybody may have made. Tar only prints it, so no other member, link, mode or name of the
 * archive reaches the file system. The decompressed bytes pass through this process, which bounds their number and ends the programs when it
 * ends itself. Throws a sentence when there is no such file, or when it is too large.
 */
export async function unpackOne({ packed, program, member, target, limit }: OneFile): Promise<void> {
  const [command, ...options] = program;
  const unpacker = spawn(command, [...options, '-d', '-c', packed], { stdio: ['ignore', 'pipe', 'ignore'] });
  const args = ['-x', '-O', '--no-recursion', '-f', '-', '--', member];
  const tar = spawn('tar', args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const end = (error: unknown) => {
    for (const child of [unpacker, tar]) child.kill('SIGKILL');
    throw error;
  };
  const ends = await Promise.allSettled([
    pipeline(unpacker.stdout, atMost(limit + slack), tar.stdin).catch(end),
    pipeline(tar.stdout, atMost(limit), createWriteStream(target, { flags: 'wx', mode: 0o600 })).catch(end),
    once(unpacker, 'close'),
    once(tar, 'close'),
  ]);
  const reason = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])).find(isCause);
  if (reason !== undefined) throw reason;
  // For a link, a folder or a device tar prints no bytes, and an archive of ours is never empty.
  const isWhole = [unpacker, tar].every(({ exitCode }) => exitCode === 0);
  if (!isWhole || (await stat(target)).size === 0) throw new Error('its entry holds no archive');
}

/** Passes on that many bytes, and fails at the next one. */
function atMost(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes <= limit) done(null, chunk);
      else done(new Error('its entry is larger than "cache-mounts-max-size" allows'));
    },
  });
}

/** Tells whether an error is not merely that a program ended before it had read everything. */
function isCause(error: unknown): boolean {
  return !['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? '');
}
