/** One line of an output, as a terminal would show it. */
export interface TerminalLine {
  write(text: string): void;
  /** Returns the line, with the number of characters that it has beyond the limit, and begins a new one. */
  take(): { readonly line: string; readonly cut: number };
  isEmpty(): boolean;
}

/** What moves the cursor within a line: back to the start, erase to the end, erase all of it. */
const moves = /(\r|\x1b\[[02]?K)/;

/** The beginning of such a sequence, of which the rest may come with the next piece. */
const begun = /\x1b(?:\[[02]?)?$/;

/**
 * Starts with an empty line. A carriage return goes back to the line's start and what follows writes over it, so that of a
 * progress bar only its last state is left. Where colours are involved, which take no place, writing over a part removes
 * what stands to its right: whoever draws in colour draws the whole line again. Never holds more than `limit` characters.
 */
export function createTerminalLine(limit = Number.POSITIVE_INFINITY): TerminalLine {
  let line = '';
  let held = '';
  let column = 0;
  let length = 0;

  const put = (text: string) => {
    if (text === '') return;
    if (column < line.length && (line.includes('\x1b') || text.includes('\x1b'))) erase();
    const part = text.slice(0, Math.max(0, limit - column));
    line = column >= line.length ? line + part : line.slice(0, column) + part + line.slice(column + part.length);
    column += text.length;
    length = Math.max(length, column);
  };
  const erase = () => {
    line = line.slice(0, column);
    length = column;
  };
  const move = (sequence: string) => {
    if (sequence === '\r') {
      column = 0;
      return;
    }
    if (sequence === '\x1b[2K') line = ' '.repeat(Math.min(column, line.length));
    erase();
  };

  return {
    write(text) {
      const whole = held + text;
      held = begun.exec(whole)?.[0] ?? '';
      const parts = whole.slice(0, whole.length - held.length).split(moves);
      for (const [index, part] of parts.entries()) {
        if (index % 2 === 0) put(part);
        else move(part);
      }
    },
    take() {
      put(held);
      const taken = { line, cut: Math.max(0, length - limit) };
      line = '';
      held = '';
      column = 0;
      length = 0;
      return taken;
    },
    isEmpty: () => line === '' && held === '',
  };
}

/** Returns a whole line as a terminal would show it. */
export function asTerminalShows(line: string): string {
  if (!line.includes('\r') && !line.includes('\x1b')) return line;
  const shown = createTerminalLine();
  shown.write(line);
  return shown.take().line;
}
