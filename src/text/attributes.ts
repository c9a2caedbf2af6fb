/** A name and its value; the order is the user's. */
export type Pair = readonly [name: string, value: string];

/** One CSV attribute string of BuildKit (`type=image,push=true`), parsed; names in lower case, each once. */
export type Attributes = readonly Pair[];

/** Writes attributes as BuildKit's flags take them: CSV, a field that needs it quoted whole (go-csvvalue). */
export function formatAttributes(attributes: Attributes): string {
  return attributes.map(([name, value]) => formatField(`${name}=${value}`)).join(',');
}

/**
 * Reads an attribute list as BuildKit's reader does; throws an Error with a sentence where BuildKit would ignore or
 * override in silence: a name that comes twice, white space around a name or a value.
 *
 * Names come out in lower case, as BuildKit takes them. The sentences hold names only, since values may be secret.
 */
export function parseAttributes(text: string): Attributes {
  const attributes = splitFields(text).map(parseField);
  const seen = new Set<string>();
  for (const [name] of attributes) {
    if (seen.has(name)) throw new Error(`The attribute "${name}" stands twice: write it once.`);
    seen.add(name);
  }
  return attributes;
}

/** The value of an attribute; undefined when it is not there. */
export function attributeValue(attributes: Attributes, name: string): string | undefined {
  return attributes.find(([each]) => each === name)?.[1];
}

/** The attributes but those of some names. */
export function withoutAttributes(attributes: Attributes, ...names: readonly string[]): Attributes {
  return attributes.filter(([name]) => !names.includes(name));
}

function formatField(field: string): string {
  // An unquoted newline at the very end would be cut off.
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** One field: quoted, with doubled quotes inside, or anything without a comma. */
const FIELD = /"([^"]*(?:""[^"]*)*)"(?=,|$)|(?!")([^,]*)/y;

function splitFields(text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= text.length; at = FIELD.lastIndex + 1) {
    FIELD.lastIndex = at;
    const [, quoted, bare] = FIELD.exec(text) ?? [];
    if (quoted === undefined && (bare === undefined || bare.includes('"'))) {
      throw new Error(
        `Attribute ${fields.length + 1} has a stray double quote: quote it whole, like "name=a,b", and double the quotes inside.`,
      );
    }
    fields.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
  }
  return fields;
}

function parseField(field: string, index: number): readonly [name: string, value: string] {
  const border = field.indexOf('=');
  const name = field.slice(0, border).toLowerCase();
  const value = field.slice(border + 1);
  if (border < 0 || name.trim() === '') {
    throw new Error(
      `Attribute ${index + 1} is no NAME=VALUE; an attribute whose value has a comma is quoted whole, like "name=a,b".`,
    );
  }
  if (/\s/.test(name)) throw new Error(`The attribute ${JSON.stringify(name)} has white space in its name: remove it.`);
  // What an annotation says is text for people.
  if (value !== value.trim() && !name.startsWith('annotation')) {
    throw new Error(`The attribute "${name}" has white space around its value: remove it.`);
  }
  return [name, value];
}
