/** Tells each line of a stream; a line ends at \r as well, as it does for the runner's own reader. */
export function readLines(stream: NodeJS.ReadableStream, add: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    // A \r at the very end may be the first half of \r\n.
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? '';
    for (const part of parts) add(part);
  });
  stream.on('end', () => {
    if (rest !== '') add(rest.replace(/\r$/, ''));
  });
}
