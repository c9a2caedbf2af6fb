import { parse } from 'csv-parse/sync';
import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** What stands between two entries: `commas` or newlines, or `lines` alone. */
export type Separator = 'commas' | 'lines';

/**
 * Splits a list input as docker/build-push-action does (csv-parse's grammar); throws an InputError for a quote without end.
 *
 * | text | commas | lines |
 * | --- | --- | --- |
 * | `a,b` | `a` `b` | `a,b` |
 * | `a` newline `b` | `a` `b` | `a` `b` |
 * | `"a=1` newline `2"` | `a=1` newline `2` | `a=1` newline `2` |
 * | `"a=""1"""` | `a="1"` | `a="1"` |
 * | `a=x,"y"` | `a=x` `y` | `a=x,"y"` (there: `a=x,y`, so a value would not arrive as it was written) |
 *
 * White space around an entry and empty entries are dropped; inside quotes white space stays.
 */
export function parseList(input: InputName, text: string, separator: Separator): string[] {
  if (text.trim() === '') return [];
  const records = parseRecords(input, text, separator === 'commas' ? ',' : NEVER);
  const entries = separator === 'commas' ? records.flatMap(splitRecord) : records.map((fields) => fields.join(NEVER));
  return entries.filter((entry) => entry.trim() !== '');
}

/**
 * Splits a list of lines byte for byte as docker/build-push-action does where it takes commas for a part of the value: fields by
 * csv-parse's grammar, joined again, so that a field in double quotes loses them (`a=x,"y"` is `a=x,y`).
 */
export function parseLines(input: InputName, text: string): string[] {
  if (text.trim() === '') return [];
  const lines = parseRecords(input, text, ',', false).map((fields) => fields.join(','));
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** An input comes from an environment variable, which cannot hold this character: with it a line is one field. */
const NEVER = '\0';

function parseRecords(input: InputName, text: string, delimiter: string, trims = true): string[][] {
  try {
    return parse(text.trim(), {
      delimiter,
      // Left to itself the parser takes the first kind of line end it meets for the only one.
      recordDelimiter: ['\r\n', '\n'],
      relaxQuotes: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      cast: (field, { quoting }) => (quoting || !trims ? field : field.trim()),
    });
  } catch {
    // The parser's own message may hold a part of the text, which may be a secret.
    throw new InputError(
      `"${input}" has a double quote that is not closed: an entry that begins with one must end with one, and those inside it are doubled.`,
    );
  }
}

/** A quoted line that is the only field of its record is split like an unquoted one: docker/build-push-action does so too. */
function splitRecord(fields: string[]): string[] {
  return fields.length === 1 ? (fields[0] ?? '').split(',').map((entry) => entry.trim()) : fields;
}
