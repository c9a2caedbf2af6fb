import { randomUUID } from 'node:crypto';
import { toVisible } from '../text/visible.ts';
import { cutLine } from './lines.ts';

/** Prints to a runner that obeys commands in what it is told, and obeys none of the build's. */
export interface Printer {
  /** A sentence of ours, in which names of the build may stand. */
  line(text: string): void;
  /** What the build printed. */
  foreign(lines: readonly string[]): void;
  openGroup(title: string): void;
  closeGroup(): void;
  /** From here on, until the build prints again, workflow commands are obeyed. */
  obey(): void;
}

/** Returns a printer to the step's log, with a token of its own. */
export function openPrinter(): Printer {
  return createPrinter((text) => process.stdout.write(text), randomUUID());
}

/**
 * Starts in the state where commands are obeyed. What the build printed stands between `::stop-commands::TOKEN` and
 * `::TOKEN::`; the marks of a group are commands themselves and not obeyed in between, so commands are stopped only when
 * the build's first line comes and obeyed again for each mark. The token must be one that the build cannot know.
 */
export function createPrinter(write: (text: string) => void, token: string): Printer {
  let stopped = false;
  const stop = () => {
    if (!stopped) write(`::stop-commands::${token}\n`);
    stopped = true;
  };
  const obey = () => {
    if (stopped) write(`::${token}::\n`);
    stopped = false;
  };
  const foreign = (lines: readonly string[]) => {
    if (lines.length === 0) return;
    stop();
    write(lines.map((line) => `${toVisible(cutLine(line))}\n`).join(''));
  };
  return {
    line(text) {
      // A frontend of the Dockerfile's choice may name its steps like a command.
      if (/^[^!-~]*::/.test(text)) foreign([text]);
      else write(`${toVisible(text)}\n`);
    },
    foreign,
    openGroup(title) {
      obey();
      write(`::group::${toVisible(title).replaceAll('%', '%25')}\n`);
    },
    closeGroup() {
      obey();
      write('::endgroup::\n');
    },
    obey,
  };
}
