import { formatBytes, formatCount } from '../text/units.ts';

/** Characters of output kept of one step that is not in front; when there are more, its oldest lines go. */
export const keptLimit = 1_000_000;

/** Lines that wait to be printed. */
export interface KeptLines {
  push(lines: readonly string[]): void;
  /** Returns the lines and forgets them; the first says how much was left out, if anything. */
  take(): string[];
  isEmpty(): boolean;
}

/** Starts empty. */
export function createKeptLines(): KeptLines {
  let lines: string[] = [];
  let size = 0;
  let left = { lines: 0, size: 0 };

  // Half at once, so that a step that prints without end does not pay for it at every line.
  const leaveOut = () => {
    while (size > keptLimit) {
      const out = lines.splice(0, Math.ceil(lines.length / 2));
      const outSize = sizeOf(out);
      left = { lines: left.lines + out.length, size: left.size + outSize };
      size -= outSize;
    }
  };

  return {
    push(more) {
      for (const line of more) lines.push(line);
      size += sizeOf(more);
      leaveOut();
    },
    take() {
      const note = `… ${formatCount(left.lines, 'earlier line')} (${formatBytes(left.size)}) left out: "progress: plain" prints them`;
      const taken = left.lines > 0 ? [note, ...lines] : lines;
      lines = [];
      size = 0;
      left = { lines: 0, size: 0 };
      return taken;
    },
    isEmpty: () => lines.length === 0 && left.lines === 0,
  };
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
