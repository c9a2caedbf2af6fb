import { randomBytes } from 'node:crypto';

/** Secrets that a runner is given, and that may turn up nowhere. */
export interface Canaries {
  /** Of the input `secrets`: with what JSON has to escape. */
  readonly secret: string;
  /** Of the input `github-token`. */
  readonly token: string;
  /** Of a login in docker's configuration. */
  readonly password: string;
  /** Of the Actions runtime, in the environment. */
  readonly runtimeToken: string;
}

/** Makes secrets that nobody else has. */
export function makeCanaries(): Canaries {
  const any = () => randomBytes(12).toString('hex');
  return {
    secret: `canary "s" \\ ${any()}`,
    token: `canary-t-${any()}`,
    password: `canary:p ${any()}`,
    runtimeToken: `canary-r-${any()}`,
  };
}

/** Returns the places, by name, whose text holds a secret: raw, as base64 at any offset, or as JSON or a URL escapes it. */
export function findSecrets(
  secrets: Readonly<Record<string, string>>,
  places: Readonly<Record<string, string>>,
): string[] {
  const forms = Object.entries(secrets).map(([name, value]) => ({ name, forms: formsOf(value) }));
  return Object.entries(places).flatMap(([place, text]) =>
    forms.filter((secret) => secret.forms.some((form) => text.includes(form))).map(({ name }) => `${name} in ${place}`),
  );
}

function formsOf(value: string): string[] {
  // What stands before it shifts base64 by one or two bytes; the characters that it shares with its neighbours are cut off.
  const shifted = [0, 1, 2].map((before) =>
    Buffer.from(`${'-'.repeat(before)}${value}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before === 0 ? 0 : before + 1, -1),
  );
  return [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), ...shifted])];
}
