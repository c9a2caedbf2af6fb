const colour = /\x1b\[[0-9;:]*m/g;

/**
 * Everything in a text that a log would obey instead of showing it, but for colours:
 *
 * | what | why | becomes |
 * | --- | --- | --- |
 * | colour (SGR) | the runner's log shows colours | stays |
 * | `##[` anywhere | the runner's older command syntax, which the web log renders even where commands are stopped | `##\[` |
 * | CR, LF and other C0 controls, DEL | a CR ends a line for the runner, so that `\r::add-mask::x` would be a command | `␍`, `␊`, `␛` … |
 * | C1 controls, line and paragraph separators, invisible direction marks | end lines or reorder what is read | `\x85`, `\u202e` … |
 */
const obeyed =
  /\x1b\[[0-9;:]*m|##\[|[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Makes one line of foreign text safe to print: nothing in it is obeyed, everything is seen, colours stay within the line. */
export function toVisible(text: string): string {
  const visible = text.toWellFormed().replaceAll(obeyed, picture);
  const lastColour = visible.match(colour)?.at(-1);
  return lastColour === undefined || /^\x1b\[0?m$/.test(lastColour) ? visible : `${visible}\x1b[0m`;
}

/** Returns the line as it is read: without colours, everything else made visible. */
export function toPlainText(text: string): string {
  return toVisible(text.replaceAll(colour, ''));
}

/**
 * Makes a sentence of ours, in which foreign words may stand, safe to print, of however many lines: nothing in it is obeyed, not even
 * a line that begins like a workflow command.
 */
export function toSafeText(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => toVisible(line).replace(/^([^!-~]*)::/, '$1\\::'));
  return lines.join('\n');
}

/** Cuts a text to a number of characters, the last one being `…` where something was cut. */
export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit
    ? text
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

function picture(match: string): string {
  if (match === '##[') return '##\\[';
  if (match.length > 1) return match;
  const code = match.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return code < 0x100 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
