/** Returns a document with text between the comments `<!-- mark -->` and `<!-- /mark -->`; throws where they are missing. */
export function insertBetween(document: string, mark: string, text: string): string {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [before, rest] = split(document, start);
  const [, after] = split(rest, end);
  return `${before}${start}\n\n${text}\n\n${end}${after}`;
}

function split(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`There is no ${mark} in the document.`);
  return [text.slice(0, index), text.slice(index + mark.length)];
}
