import { type CommandReader, createCommandReader } from './workflow-commands.ts';

/** One line of a step's output as the process wrote it, with the milliseconds since its start. */
export type Line = { at: number; text: string };

/** Told each line as it comes, and what the runner's log shows for it: undefined for a command that shows nothing. */
export type OnLine = (line: Line, shown: string | undefined) => void;

export type Transcript = Pick<CommandReader, 'commands' | 'masks'> & {
  lines: Line[];
  /** What the runner's log shows. */
  log(): string;
  add(text: string): void;
  /** Says that no line will follow. */
  close(): void;
  /** Returns once a line matches, with that line; throws when the last one has come before. */
  waitFor(pattern: RegExp): Promise<Line>;
};

type Wait = { pattern: RegExp; found: (line: Line) => void; ended: () => void };

/** Returns the record of a step that starts now. */
export function createTranscript(onLine?: OnLine): Transcript {
  const start = performance.now();
  const lines: Line[] = [];
  const shown: string[] = [];
  const waits = new Set<Wait>();
  let open = true;
  const { read, commands, masks } = createCommandReader();
  const log = () => shown.join('\n');

  const add = (text: string) => {
    const line = { at: performance.now() - start, text };
    const visible = read(text);
    lines.push(line);
    if (visible !== undefined) shown.push(visible);
    onLine?.(line, visible);
    for (const wait of waits) {
      if (wait.pattern.test(text)) waits.delete(wait) && wait.found(line);
    }
  };
  const close = () => {
    open = false;
    for (const wait of waits) wait.ended();
  };
  const waitFor = (pattern: RegExp) =>
    new Promise<Line>((found, reject) => {
      const ended = () => reject(new Error(`The step ended without a line that matches ${pattern}:\n${log()}`));
      const known = lines.find(({ text }) => pattern.test(text));
      if (known !== undefined) found(known);
      else if (open) waits.add({ pattern, found, ended });
      else ended();
    });
  return { lines, commands, masks, log, add, close, waitFor };
}
