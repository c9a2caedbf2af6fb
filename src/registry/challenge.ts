/** One way to log in that a registry offers in WWW-Authenticate. */
export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** By lower-case name, quotes and escapes resolved; the first of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parses a WWW-Authenticate header with any number of challenges (RFC 9110 section 11.6.1); total: stops at what it cannot read. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(header) ?? undefined;
    if (match !== undefined) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    take(SEPARATOR);
    const current = challenges.at(-1);
    const parameter = current && take(PARAMETER);
    if (parameter) {
      const [, name = '', quoted, plain = ''] = parameter;
      const key = name.toLowerCase();
      const value = quoted?.replace(/\\(.)/gs, '$1') ?? plain;
      if (!current.parameters.has(key)) current.parameters.set(key, value);
      continue;
    }
    const scheme = take(SCHEME)?.[1];
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    else if (!take(TOKEN68)) break;
  }
  return challenges;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const SEPARATOR = /[\s,]*/y;
/** A value without quotes may be any text: some registries write their realm that way. */
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))(?=\\s*(?:,|$))`, 'sy');
const SCHEME = new RegExp(`(${TOKEN})(?=\\s|,|$)`, 'y');
/** The credentials of schemes that have no parameters (`Negotiate abc==`): skipped. */
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*/y;
