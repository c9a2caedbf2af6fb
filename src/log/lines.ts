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

/** Reads UTF-8; what is none shows as `�`. Never holds more than one line's limit in memory. */
export function createLineReader(): LineReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let cut = 0;

  const append = (text: string) => {
    const room = lineLimit - rest.length;
    cut += Math.max(0, text.length - room);
    rest += text.slice(0, Math.max(0, room));
  };
  const take = () => {
    const line = cut > 0 ? rest + cutNote(cut) : rest.replace(/\r$/, '');
    rest = '';
    cut = 0;
    return line;
  };

  return {
    push(data) {
      const parts = decoder.decode(data, { stream: true }).split('\n');
      const lines: string[] = [];
      for (const [index, part] of parts.entries()) {
        append(part);
        if (index < parts.length - 1) lines.push(take());
      }
      return lines;
    },
    flush() {
      append(decoder.decode());
      return rest === '' ? [] : [take()];
    },
  };
}

function cutNote(characters: number): string {
  return ` … (${formatNumber(characters)} more characters)`;
}
