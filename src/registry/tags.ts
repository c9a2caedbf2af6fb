import { isTag } from '../text/reference.ts';
import type { Ask } from './call.ts';
import type { HttpAnswer } from './http.ts';
import type { Place } from './manifests.ts';
import { explainStatus, Problem } from './problem.ts';

/** Lists a repository's tags, page after page as they are asked for; a repository that does not exist has none. Throws a Problem when a page cannot be read. */
export async function* list(ask: Ask, place: Place): AsyncGenerator<string> {
  const seen = new Set<string>();
  // More than 100 is refused by some; registries without pages send all at once.
  let next: string | undefined = `/v2/${place.path}/tags/list?n=100`;
  while (next !== undefined) {
    if (seen.has(next) || seen.size === MOST_PAGES)
      throw new Problem(`${place.host} sends a list of tags without an end`);
    seen.add(next);
    const answer: HttpAnswer = await ask({
      ...place,
      actions: 'pull',
      method: 'GET',
      resource: next,
      largestBody: LARGEST_PAGE,
    });
    if (answer.status === 404 && seen.size === 1) return;
    if (answer.status !== 200) throw explainStatus(answer, place.host);
    yield* readTagPage(answer, place.host);
    next = readNextPage(answer, place.host);
  }
}

const LARGEST_PAGE = 16 * 1024 * 1024;
const MOST_PAGES = 10_000;

/** Reads one page of a tag list; throws a Problem when it is not one, because a list with holes is no base for a deletion. */
function readTagPage(answer: HttpAnswer, host: string): string[] {
  const tags = parseTags(answer.bytes);
  if (!tags?.every((tag) => typeof tag === 'string' && isTag(tag))) {
    throw new Problem(`${host} sent something that is not a list of tags`, answer);
  }
  return tags as string[];
}

/** The path of the next page from a Link header, undefined on the last one; throws a Problem for a link to another host (distribution spec, Listing Tags). */
function readNextPage(answer: HttpAnswer, host: string): string | undefined {
  const link = [answer.headers.link ?? []].flat().join(', ');
  const target = [...link.matchAll(LINK)].find(([, , parameters]) => NEXT.test(parameters ?? ''))?.[1];
  if (target === undefined) return undefined;
  const url = URL.parse(target, answer.url.href);
  // Registries behind a proxy that ends TLS link to http: what counts is who is asked.
  if (url?.host !== answer.url.host) throw new Problem(`${host} sent a next page that is on another host`, answer);
  return `${url.pathname}${url.search}`;
}

const LINK = /<([^<>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)/g;
const NEXT = /;\s*rel\s*=\s*"?next"?(?=\s|;|$)/i;

/** A repository without tags may have null there. */
function parseTags(bytes: Uint8Array): unknown[] | undefined {
  try {
    const tags = JSON.parse(Buffer.from(bytes).toString()).tags ?? [];
    return Array.isArray(tags) ? tags : undefined;
  } catch {
    return undefined;
  }
}
