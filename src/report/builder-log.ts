import { readLog } from '../builder/ready.ts';
import { openPrinter } from '../log/printer.ts';

/** Shows what a builder wrote, in a group of its own; a Dockerfile's author may have chosen some of it, so none of it is obeyed. */
export async function showBuilderLog(container: string): Promise<void> {
  const lines = (await readLog(container, undefined)).trimEnd().split('\n');
  const printer = openPrinter();
  printer.openGroup('Log of BuildKit');
  printer.foreign(lines);
  printer.closeGroup();
  printer.obey();
}
