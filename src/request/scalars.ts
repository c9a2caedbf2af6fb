import { InputError, oneOf, shown } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** Reads a boolean as YAML 1.2's core schema writes it; '' is the default. */
export function parseBoolean(input: InputName, text: string, byDefault: boolean): boolean {
  if (text === '') return byDefault;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  throw new InputError(`"${input}" must be true or false: got ${shown(text)}.`);
}

/** Tells whether a text is one of YAML 1.2's booleans, for inputs that may be something else. */
export function isBoolean(text: string): boolean {
  return TRUE.test(text) || FALSE.test(text);
}

/** Reads one of a few words; '' is the default. */
export function parseChoice<T extends string>(input: InputName, text: string, choices: readonly T[], byDefault: T): T {
  if (text === '') return byDefault;
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new InputError(`"${input}" must be ${oneOf(choices)}: got ${shown(text)}.`);
  return choice;
}

/** Reads a whole number between two others; undefined for ''. */
export function parseInteger(input: InputName, text: string, least: number, most: number): number | undefined {
  if (text === '') return undefined;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InputError(`"${input}" must be a whole number from ${least} to ${most}: got ${shown(text)}.`);
}

/** Reads a size as docker does (`64m`, `1.5g`, `2GiB`, all powers of 1024) in bytes; undefined for ''. */
export function parseSize(input: InputName, text: string): number | undefined {
  if (text === '') return undefined;
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * 1024 ** ' kmgtp'.indexOf(unit?.toLowerCase() || ' '));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new InputError(`"${input}" must be a size like 64m, 2g or 1048576 (bytes): got ${shown(text)}.`);
}

/** Reads a duration (`90s`, `30m`, `1h30m`) in milliseconds; undefined for ''. */
export function parseDuration(input: InputName, text: string): number | undefined {
  if (text === '') return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/.exec(text) ?? [];
  const duration = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (duration > 0 && duration <= LONGEST_HOURS * 3_600_000) return duration;
  throw new InputError(
    `"${input}" must be a time like 90s, 30m or 1h30m, at most ${LONGEST_HOURS}h: got ${shown(text)}.`,
  );
}

/** The core schema has no `yes`, `on` or `1` (YAML 1.2.2 section 10.3.2); the runner's own toolkit reads the same words. */
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;

/** Node's timers end after 2³¹ − 1 ms, which is 596 hours. */
const LONGEST_HOURS = 500;
