/** A workflow command that the runner obeyed, as in `::error file=Dockerfile,line=3::message`. */
export type WorkflowCommand = { name: string; properties: Record<string, string>; value: string };

export type CommandReader = {
  /** What the runner's log shows for one line of output: undefined for nothing, secrets as `***`. */
  read(line: string): string | undefined;
  /** The commands that were obeyed so far, in order. */
  commands: WorkflowCommand[];
  masks: string[];
};

/**
 * Returns a reader that obeys workflow commands line by line as the runner does: `::name k=v,…::value` after leading blanks,
 * `##[name k=v;…]value` anywhere in a line, and neither between `::stop-commands::TOKEN` and `::TOKEN::`.
 */
export function createCommandReader(): CommandReader {
  const commands: WorkflowCommand[] = [];
  const masks: string[] = [];
  let stopToken: string | undefined;
  const read = (line: string): string | undefined => {
    const command = parseCommand(line);
    if (stopToken !== undefined) {
      if (command?.name !== stopToken) return masked(line, masks);
      stopToken = undefined;
      return undefined;
    }
    if (command === undefined || !known.has(command.name)) return masked(line, masks);
    commands.push(command);
    if (command.name === 'stop-commands') stopToken = command.value.toLowerCase();
    if (command.name === 'add-mask') masks.push(...command.value.split(/\r?\n/).filter((text) => text !== ''));
    return shown.has(command.name) ? masked(`##[${command.name}]${command.value}`, masks) : undefined;
  };
  return { read, commands, masks };
}

const shown = new Set(['error', 'warning', 'notice', 'group', 'endgroup']);
const known = new Set([
  ...shown,
  ...[
    'debug',
    'add-mask',
    'add-path',
    'add-matcher',
    'remove-matcher',
    'echo',
    'save-state',
    'set-env',
    'set-output',
    'stop-commands',
  ],
]);

function parseCommand(line: string): WorkflowCommand | undefined {
  const current = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/s.exec(line);
  if (current !== null) {
    const [, name = '', properties = '', value = ''] = current;
    return { name: name.toLowerCase(), properties: parseProperties(properties, ','), value: decode(value) };
  }
  const old = /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/s.exec(line);
  if (old === null) return undefined;
  const [, name = '', properties = '', value = ''] = old;
  return { name: name.toLowerCase(), properties: parseProperties(properties, ';'), value: decode(value) };
}

function parseProperties(text: string, separator: string): Record<string, string> {
  const pairs = text.split(separator).filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return [
        pair.slice(0, equals).trim(),
        decode(
          pair
            .slice(equals + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ];
    }),
  );
}

/** A percent sign comes last, so that an escaped one starts no other escape. */
function decode(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function masked(text: string, masks: readonly string[]): string {
  return masks.reduce((result, mask) => result.replaceAll(mask, '***'), text);
}
