import { attributeValue, parseAttributes, withoutAttributes } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import type { KnownAttributes } from './buildkit.ts';
import { forInput, InputError, oneOf } from './input-error.ts';
import type { InputName } from './inputs.ts';

/**
 * Reads one attribute list with its type, written or implied; throws an InputError for a type that BuildKit does not know. An
 * attribute that the type does not have is left out with a warning, since BuildKit would ignore it in silence.
 */
export function parseTyped(
  input: InputName,
  text: string,
  known: KnownAttributes,
  warn: (text: string) => void,
  implied?: string,
): Attributes {
  const attributes = forInput(input, () => parseAttributes(text));
  const type = implied ?? attributeValue(attributes, 'type');
  const names = known.get(type ?? '');
  if (type === undefined || names === undefined) {
    const found = type === undefined ? 'an entry without a type' : `the unknown type=${type.slice(0, 50)}`;
    throw new InputError(`"${input}" has ${found}: write type=${oneOf([...known.keys()])}.`);
  }
  const isStray = (name: string) => !isKnown(name, names) && (name !== 'type' || implied !== undefined);
  const stray = attributes.map(([name]) => name).filter(isStray);
  if (stray.length === 0) return attributes;
  const hint = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`;
  warn(
    `"${input}" has ${stray.map((name) => `"${name.slice(0, 50)}"`).join(', ')}, which BuildKit would ignore with type=${type}, so it is left out: ${hint}.`,
  );
  return withoutAttributes(attributes, ...stray);
}

const ANNOTATION = /^annotation(?:-(?:index|manifest)(?:-descriptor)?)?(?:\[[a-z0-9_/-]+\])?\.\S+$/;

function isKnown(name: string, names: readonly string[]): boolean {
  return names.includes(name) || names.includes('*') || (names.includes('oci-artifact') && ANNOTATION.test(name));
}
