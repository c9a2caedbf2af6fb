/** An object of a JSON text; what its fields hold is not known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Returns the objects of a list; of anything else, none. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
    : [];
}

/** Returns the strings of a list; of anything else, none. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Returns a string that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Returns a number. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Returns a point in time as epoch milliseconds. */
export function time(value: unknown): number | undefined {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Decodes base64; of anything else, no bytes. */
export function bytes(value: unknown): Uint8Array {
  return Buffer.from(typeof value === 'string' ? value : '', 'base64');
}

/** Decodes base64 that holds UTF-8. */
export function utf8(value: unknown): string {
  return Buffer.from(bytes(value)).toString('utf8');
}
