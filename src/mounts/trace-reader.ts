import { open } from 'node:fs/promises';
import { createProgress, type Progress, parseStatus } from '../trace/progress.ts';

/** Reads a trace while it is written. Resolves with the build as far as the file tells. */
export type TraceReader = () => Promise<Progress>;

/** Starts at the beginning of a trace file, which need not be there yet. Each call reads only what is new. */
export function createTraceReader(path: string): TraceReader {
  const progress = createProgress();
  let offset = 0;
  let rest = Buffer.alloc(0);
  let reading = Promise.resolve();

  const read = async () => {
    const file = await open(path).catch(() => undefined);
    if (file === undefined) return;
    try {
      const { size } = await file.stat();
      const fresh = Buffer.alloc(Math.max(0, size - offset));
      const { bytesRead } = await file.read(fresh, 0, fresh.length, offset);
      offset += bytesRead;
      const bytes = Buffer.concat([rest, fresh.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf('\n') + 1;
      rest = bytes.subarray(end);
      for (const line of bytes.toString('utf8', 0, end).split('\n')) {
        const status = parseStatus(line);
        if (status) progress.update(status);
      }
    } finally {
      await file.close();
    }
  };

  return async () => {
    reading = reading.then(read).catch(() => undefined);
    await reading;
    return progress;
  };
}
