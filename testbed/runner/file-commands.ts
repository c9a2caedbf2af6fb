/**
 * Parses the text that a step wrote to GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: `name=value` lines, and
 * `name<<DELIMITER`, lines, `DELIMITER` for values of several lines; throws where the runner would fail the step.
 */
export function parseKeyValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values[nameOf(line, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      values[nameOf(line, heredoc)] = takeUntil(lines, line.slice(heredoc + 2));
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

function nameOf(line: string, end: number): string {
  if (end === 0) throw new Error(`Invalid format '${line}': the name is empty`);
  return line.slice(0, end);
}

function takeUntil(lines: string[], delimiter: string): string {
  const end = lines.indexOf(delimiter);
  if (delimiter === '' || end < 0) throw new Error(`Invalid value: no line with the delimiter '${delimiter}'`);
  return lines
    .splice(0, end + 1)
    .slice(0, end)
    .join('\n');
}
