import { open } from 'node:fs/promises';
import { createProgress, type Progress, parseStatus } from '../trace/progress.ts';

/** The trace file of a solve, read while it grows. */
export interface TraceFile {
  /** The build according to the part of the file that was read. */
  readonly progress: Progress;
  /** Reads the new part of the file, and resolves with the build so far; a missing file counts as empty. */
  read(): Promise<Progress>;
  /** Number of bytes that were read. */
  bytes(): number;
  /** The lines that are not statuses but buildctl's own messages. */
  text(): string;
}

/** Starts at the beginning of a trace file, which need not exist yet. */
export function followTraceFile(path: string): TraceFile {
  const progress = createProgress();
  const words: string[] = [];
  let offset = 0;
  let rest = Buffer.alloc(0);
  let reading = Promise.resolve();

  const read = async () => {
    const fresh = await readFrom(path, offset);
    offset += fresh.length;
    const bytes = Buffer.concat([rest, fresh]);
    const end = bytes.lastIndexOf('\n') + 1;
    rest = bytes.subarray(end);
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      const status = parseStatus(line);
      if (status) progress.update(status);
      else words.push(line);
    }
  };

  return {
    progress,
    async read() {
      reading = reading.then(read).catch(() => undefined);
      await reading;
      return progress;
    },
    bytes: () => offset,
    text: () => [...words, rest.toString('utf8')].filter((line) => line.trim() !== '').join('\n'),
  };
}

/** Returns the build in a trace file; a missing file counts as empty. */
export function readTrace(path: string): Promise<Progress> {
  return followTraceFile(path).read();
}

async function readFrom(path: string, offset: number): Promise<Buffer> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const fresh = Buffer.alloc(Math.max(0, size - offset));
    const { bytesRead } = await file.read(fresh, 0, fresh.length, offset);
    return fresh.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
