/**
 * How a runner reads what a step prints, as far as commands go: the two parsers of actions/runner
 * (src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse) and the state that `::stop-commands::` keeps
 * (src/Runner.Worker/ActionCommandManager.cs). A line ends at LF, CR or both, as .NET's readers see it.
 */
export interface Obeyed {
  readonly name: string;
  readonly value: string;
}

const registered = [
  ...['stop-commands', 'set-env', 'set-output', 'save-state', 'add-mask', 'add-path', 'add-matcher', 'remove-matcher'],
  ...['debug', 'warning', 'error', 'notice', 'group', 'endgroup', 'echo', 'internal-set-repo-path'],
];

/** Returns the commands that a runner obeys in an output, and whether it is left with its commands stopped. */
export function obey(output: string): { obeyed: Obeyed[]; isStopped: boolean } {
  const names = new Set(registered);
  const obeyed: Obeyed[] = [];
  let token: string | undefined;
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = parseCurrent(line, names) ?? parseOlder(line, names);
    if (command === undefined) continue;
    if (token === undefined) {
      obeyed.push(command);
      if (command.name === 'stop-commands') {
        token = command.value;
        names.add(token.toLowerCase());
      }
    } else if (command.name === token.toLowerCase()) {
      names.delete(command.name);
      token = undefined;
    }
  }
  return { obeyed, isStopped: token !== undefined };
}

/** `::name properties::value`, after white space (.NET's Char.IsWhiteSpace). */
export function parseCurrent(line: string, names: ReadonlySet<string>): Obeyed | undefined {
  const text = line.replace(/^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, '');
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return undefined;
  const name = nameOf(text.slice(2, end), names);
  if (name === undefined) return undefined;
  return { name, value: decode(text.slice(end + 2), { '%0D': '\r', '%0A': '\n', '%25': '%' }) };
}

/** `##[name properties]value`, anywhere in a line. */
export function parseOlder(line: string, names: ReadonlySet<string>): Obeyed | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const name = nameOf(line.slice(start + 3, end), names);
  if (name === undefined) return undefined;
  const codes = { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' };
  return { name, value: decode(line.slice(end + 1), codes) };
}

/** Names are compared without case. */
function nameOf(info: string, names: ReadonlySet<string>): string | undefined {
  const name = (info.split(' ')[0] ?? '').toLowerCase();
  return names.has(name) ? name : undefined;
}

function decode(text: string, codes: Readonly<Record<string, string>>): string {
  return Object.entries(codes).reduce((result, [code, character]) => result.replaceAll(code, character), text);
}
