/** An object literal of a TypeScript source, as far as its brackets tell. */
export interface ObjectLiteral {
  /** What it is the value of: `inputs` in `inputs: {…}` and `const inputs = {…}`. */
  readonly name: string | undefined;
  /** The names of its own properties. */
  readonly keys: string[];
  /** The first names of what is spread into it. */
  readonly spread: string[];
}

/** Finds whatever stands between braces in a source, object literals among it; total. */
export function objectLiterals(source: string): ObjectLiteral[] {
  const found: ObjectLiteral[] = [];
  // The literals around a token; undefined for other brackets.
  const around: (ObjectLiteral | undefined)[] = [];
  const all = tokens(source);
  for (const [index, token] of all.entries()) {
    const literal = around.at(-1);
    const last = all[index - 1] ?? '';
    if ((last === '{' || last === ',') && /^['"\w]/.test(token)) literal?.keys.push(token.replace(/^['"]|['"]$/g, ''));
    if (last === '...') literal?.spread.push(token);
    if (token === '{') {
      const opened = { name: nameBefore(all.slice(Math.max(0, index - 16), index)), keys: [], spread: [] };
      found.push(opened);
      around.push(opened);
    } else if (token === '(' || token === '[') around.push(undefined);
    else if (/^[)\]}]$/.test(token)) around.pop();
  }
  return found;
}

function nameBefore(before: readonly string[]): string | undefined {
  if (before.at(-1) === '=') return before[before.lastIndexOf('const') + 1];
  return before.at(-1) === ':' ? before.at(-2) : undefined;
}

/** Brackets, strings, words and the rest, without comments and space; a template is one token with all that is in it. */
function tokens(source: string): string[] {
  const token =
    /\/\/.*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\.{3}|[\w$]+|\s+|[\s\S]/g;
  return (source.match(token) ?? []).filter((each) => !/^(?:\/[/*]|\s)/.test(each));
}
