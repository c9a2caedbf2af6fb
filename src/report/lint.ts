import type { VertexWarning } from '../trace/trace.ts';

/**
 * Parses what buildctl prints for `call: check` (`frontend.lint`, frontend/subrequests/lint in BuildKit), in the shape of
 * the warnings of a build's trace. The answer is text only: `WARNING: RULE - URL`, a sentence, an excerpt of the Dockerfile.
 */
export function parseLint(answer: string): VertexWarning[] {
  return answer
    .split(/^(?=WARNING: )/m)
    .filter((block) => block.startsWith('WARNING: '))
    .map(parseViolation);
}

function parseViolation(block: string): VertexWarning {
  const [heading = '', sentence = '', ...rest] = block.split('\n');
  const [, rule = '', url] = /^WARNING: (\S+)(?: - (\S+))?/.exec(heading) ?? [];
  const [, file] = /^(.+):\d+$/.exec(rest[0] ?? '') ?? [];
  const marked = rest.flatMap((line) => /^ *(\d+) \| >>> /.exec(line)?.[1] ?? []).map(Number);
  return {
    short: `${rule}: ${sentence}`,
    detail: [],
    url,
    file,
    startLine: marked[0],
    endLine: marked.at(-1),
  };
}
