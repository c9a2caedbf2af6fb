import { spread } from './statistics.ts';

/** Writes a table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Formats milliseconds as seconds: two decimals, one from ten seconds on. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);
}

/** Formats the median of some milliseconds as seconds, with the least and the greatest where there are several. */
export function secondsWithSpread(milliseconds: readonly number[]): string {
  const found = spread(milliseconds);
  if (found === undefined) return '–';
  const { least, middle, greatest } = found;
  return milliseconds.length === 1 ? seconds(middle) : `${seconds(middle)} (${seconds(least)}–${seconds(greatest)})`;
}

/** Formats bytes as megabytes: two decimals, none from ten megabytes on. */
export function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value.toFixed(value < 10 ? 2 : 0);
}
