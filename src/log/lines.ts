import { createTerminalLine } from '../text/terminal-line.ts';
import { formatNumber } from '../text/units.ts';

/** Characters of one line that are kept; a longer line is cut and says by how much. */
export const lineLimit = 4096;

/** Cuts a whole line that is too long. */
export function cutLine(line: string): string {
  // A line that was cut before is longer by its note.
  const cut = line.length - lineLimit;
  return cut > 100 ? line.slice(0, lineLimit) + cutNote(cut) : line;
}

/** Cuts an output, which comes in pieces of any size, into lines. */
export interface LineReader {
  /** Returns the lines that became whole. */
  push(data: Uint8Array): string[];
  /** Returns what stands without a line end, if anything. */
  flush(): string[];
}

/** Reads UTF-8; what is none shows as `�`. Never holds more than one line's limit in memory, and shows it as a terminal would. */
export function createLineReader(): LineReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const current = createTerminalLine(lineLimit);
  const take = () => {
    const { line, cut } = current.take();
    return cut > 0 ? line + cutNote(cut) : line;
  };

  return {
    push(data) {
      const parts = decoder.decode(data, { stream: true }).split('\n');
      const lines: string[] = [];
      for (const [index, part] of parts.entries()) {
        current.write(part);
        if (index < parts.length - 1) lines.push(take());
      }
      return lines;
    },
    flush() {
      current.write(decoder.decode());
      return current.isEmpty() ? [] : [take()];
    },
  };
}

function cutNote(characters: number): string {
  return ` … (${formatNumber(characters)} more characters)`;
}
