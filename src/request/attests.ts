import { attributeValue, formatAttributes, withoutAttributes } from '../text/attributes.ts';
import type { Attributes, Pair } from './build-request.ts';
import { ATTESTATIONS } from './buildkit.ts';
import type { Surroundings } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { parseTyped } from './known-attributes.ts';
import { parseList } from './lists.ts';
import { isBoolean } from './scalars.ts';

/** What attestations depend on beside their inputs. */
export interface Attested extends Surroundings {
  /** Whether `docker load` reads the image, which knows no attestations. */
  readonly loaded: boolean;
}

/**
 * Reads `provenance`, `sbom` and `attests` as the frontend's `attest:TYPE` options; the first two win. None are made
 * unless asked for: buildctl adds none by itself. Provenance without a mode is `max`, as BuildKit and docker/build-push-action
 * have it: it records the build arguments.
 */
export function parseAttests(inputs: Inputs, run: Attested): Pair[] {
  const given = parseList('attests', inputs.attests, 'lines').map((entry) =>
    parseTyped('attests', entry, ATTESTATIONS, run.warn),
  );
  checkOnce(given);
  return (['provenance', 'sbom'] as const).flatMap((type): Pair[] => {
    const attributes =
      parseOwn(type, inputs[type], run.warn) ?? given.find((each) => attributeValue(each, 'type') === type);
    if (attributes === undefined || isDisabled(attributes)) return [];
    const plain = withoutAttributes(attributes, 'type', 'disabled');
    if (type === 'sbom' && run.loaded) {
      throw new InputError('"sbom" cannot be made for an image that is loaded: push it instead, or remove "load".');
    }
    const whole = type === 'provenance' ? completeProvenance(plain, run) : plain;
    return [[type, whole.length === 0 ? '' : formatAttributes(whole)]];
  });
}

/** An input that is empty leaves the word to `attests`. */
function parseOwn(type: 'provenance' | 'sbom', text: string, warn: (text: string) => void): Attributes | undefined {
  if (text === '') return undefined;
  if (type === 'provenance' && /^(?:min|max)$/i.test(text)) {
    throw new InputError(
      `"provenance" must be true, false or attributes: got ${shown(text)}, write mode=${text.toLowerCase()}.`,
    );
  }
  if (isBoolean(text)) return [['disabled', String(/^false$/i.test(text))]];
  return parseTyped(type, text, ATTESTATIONS, warn, type);
}

function isDisabled(attributes: Attributes): boolean {
  const disabled = attributeValue(attributes, 'disabled');
  if (disabled === undefined || /^(?:0|f|false)$/i.test(disabled)) return false;
  if (/^(?:1|t|true)$/i.test(disabled)) return true;
  throw new InputError(`"attests" must have disabled=true or disabled=false: got ${shown(disabled)}.`);
}

function completeProvenance(attributes: Attributes, { git, env, loaded }: Attested): Attributes {
  const mode = attributeValue(attributes, 'mode') ?? 'max';
  if (mode !== 'min' && mode !== 'max') {
    throw new InputError(`"provenance" must have mode=min or mode=max: got ${shown(mode)}.`);
  }
  const run = env.GITHUB_RUN_ID;
  const url = `${git.serverUrl}/${git.repository}/actions/runs/${run}/attempts/${env.GITHUB_RUN_ATTEMPT || '1'}`;
  const isNamed = attributeValue(attributes, 'builder-id') !== undefined || !run;
  return [
    ['mode', mode],
    ...withoutAttributes(attributes, 'mode', ...(loaded ? ['inline-only'] : [])),
    // Then it goes to the registry only, if the image is pushed too.
    ...(loaded ? ([['inline-only', 'true']] as const) : []),
    ...(isNamed ? [] : ([['builder-id', url]] as const)),
  ];
}

function checkOnce(given: readonly Attributes[]): void {
  const types = given.map((each) => attributeValue(each, 'type') ?? '');
  const twice = types.find((type, index) => types.indexOf(type) < index);
  if (twice !== undefined) throw new InputError(`"attests" has type=${twice} twice: write it once.`);
}
