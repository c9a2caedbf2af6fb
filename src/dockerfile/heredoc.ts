/** A here-document that an instruction's line opens: its content follows until a line that is `name`. */
export interface Heredoc {
  readonly name: string;
  /** `<<-`: tabs before the closing name do not count. */
  readonly indented: boolean;
}

/**
 * Returns the here-documents that a RUN, COPY or ADD line opens, in order. BuildKit splits the line into words as a shell
 * does (frontend/dockerfile/shell) and looks for words that begin with `<<`; where quotes or braces do not close it sees no word at all.
 */
export function heredocsOf(line: string): Heredoc[] {
  if (!line.includes('<<')) return [];
  return (splitWords(line, 'raw') ?? []).flatMap((word) => {
    const [, dash, quoted = ''] = /^\d*<<(-?)([^<]*)$/.exec(word) ?? [];
    const [name, ...more] = splitWords(quoted, 'bare') ?? [];
    return name === undefined || more.length > 0 ? [] : [{ name, indented: dash === '-' }];
  });
}

/** `raw`: quotes and backslashes stay in the words; `bare`: they are gone, as in a shell's arguments. */
type Quoting = 'raw' | 'bare';

interface Source {
  readonly text: string;
  readonly quoting: Quoting;
  at: number;
  /** BuildKit's lexer has one buffer for all words: a `${name:-word}` drops what stands before it in its own word. */
  dropsWord: boolean;
}

/** `apart`: white space in the piece ends the word. */
type Emit = (piece: string, spaces: 'apart' | 'kept') => void;

class OpenEnd extends Error {}

function splitWords(text: string, quoting: Quoting): string[] | undefined {
  const words = [''];
  const source: Source = { text, quoting, at: 0, dropsWord: false };
  try {
    readUntil(source, undefined, quoting, (piece, spaces) => {
      const [first = '', ...others] = spaces === 'kept' ? [piece] : piece.split(/\s+/);
      const word = words.pop() ?? '';
      words.push(source.dropsWord ? first : word + first, ...others);
      source.dropsWord = false;
    });
  } catch (error) {
    // Braces within braces may be deeper than the stack.
    if (error instanceof OpenEnd || error instanceof RangeError) return undefined;
    throw error;
  }
  return words.filter((word) => word !== '');
}

function readUntil(source: Source, stop: string | undefined, escapes: Quoting, emit: Emit): void {
  while (source.at < source.text.length) {
    const char = source.text[source.at] as string;
    source.at += 1;
    if (char === stop) return;
    if (char === "'") emit(readSingleQuoted(source), 'kept');
    else if (char === '"') emit(readDoubleQuoted(source, escapes), 'kept');
    else if (char === '$') emit(readVariable(source), 'apart');
    else if (char === '<') emit(readAngle(source), 'kept');
    else if (char === '\\') emit((escapes === 'raw' ? char : '') + take(source), 'kept');
    else emit(char, 'apart');
  }
  if (stop !== undefined) throw new OpenEnd();
}

function readSingleQuoted(source: Source): string {
  const end = source.text.indexOf("'", source.at);
  if (end < 0) throw new OpenEnd();
  const content = source.text.slice(source.at, end);
  source.at = end + 1;
  return source.quoting === 'raw' ? `'${content}'` : content;
}

function readDoubleQuoted(source: Source, escapes: Quoting): string {
  let content = '';
  while (source.at < source.text.length) {
    const char = take(source);
    if (char === '"') return source.quoting === 'raw' ? `"${content}"` : content;
    if (char === '$') content += readVariable(source);
    else if (char !== '\\') content += char;
    else if (/["$\\]/.test(source.text[source.at] ?? '')) content += (escapes === 'raw' ? char : '') + take(source);
    else content += escapes === 'raw' ? char + char : char;
  }
  throw new OpenEnd();
}

/** No variable has a value here, so each stands for itself. */
function readVariable(source: Source): string {
  if (source.text[source.at] !== '{') return `$${readName(source)}`;
  source.at += 1;
  if (/^[{}:]?$/.test(source.text[source.at] ?? '')) throw new OpenEnd();
  const name = readName(source);
  let operator = take(source);
  if (operator === '}') return `\${${name}}`;
  if (operator === '/') {
    if (source.text[source.at] === '/') source.at += 1;
    return `\${${name}/${readNested(source, '/', 'raw')}/${readNested(source, '}', 'raw')}}`;
  }
  if (operator === ':') operator += take(source);
  if (!/^([-+?#%]|:[^#%])$/.test(operator)) throw new OpenEnd();
  return `\${${name}${operator}${readNested(source, '}', /[#%]/.test(operator) ? 'raw' : 'bare')}}`;
}

function readNested(source: Source, stop: string, escapes: Quoting): string {
  let content = '';
  readUntil(source, stop, escapes, (piece) => {
    content += piece;
  });
  source.dropsWord = true;
  return content;
}

/** A name, or one of the shell's special parameters; nothing when there is none. */
function readName(source: Source): string {
  const name = /(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)?/uy;
  name.lastIndex = source.at;
  const found = name.exec(source.text)?.[0] ?? '';
  source.at += found.length;
  return found;
}

/** Between `<<` and the name there may be white space. */
function readAngle(source: Source): string {
  const angle = /(?:<[\t\r ]*)?/y;
  angle.lastIndex = source.at;
  const more = angle.exec(source.text)?.[0] ?? '';
  source.at += more.length;
  return `<${more}`;
}

function take(source: Source): string {
  const char = source.text[source.at] ?? '';
  source.at += 1;
  return char;
}
