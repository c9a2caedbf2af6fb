import { asTerminalShows } from '../text/terminal-line.ts';

/** The last bytes of an output, however long it grows. */
export interface Tail {
  push(data: Uint8Array): void;
  /** Whole lines, as a terminal would show them; the first may be cut where the memory begins. */
  lines(): string[];
}

/** Bytes that are kept: some hundred lines, of every step that prints. */
const limit = 16 * 1024;

/** Starts with an empty output. */
export function createTail(): Tail {
  let chunks: Uint8Array[] = [];
  let length = 0;
  const bytes = () => Buffer.concat(chunks).subarray(-limit);
  return {
    push(data) {
      chunks.push(data);
      length += data.length;
      // Not at every chunk: copying the tail for each short line would cost more than the build's own printing.
      if (length > 4 * limit) {
        chunks = [Buffer.from(bytes())];
        length = limit;
      }
    },
    lines() {
      const text = bytes().toString('utf8').replace(/\n$/, '');
      return text === '' ? [] : text.split('\n').map(asTerminalShows);
    },
  };
}
