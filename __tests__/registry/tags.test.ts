import { describe, expect, test } from 'vitest';
import { RegistryError } from '../../src/registry/client.ts';
import { at, client, serve, type TestServer } from './server.ts';

const page = (tags: unknown): string => JSON.stringify({ name: 'o/app', tags });

/** Lists all tags; what stands behind `partial` is what came before an error. */
async function list(server: TestServer, partial: string[] = []): Promise<string[]> {
  for await (const tag of client({ timeoutMilliseconds: 1000 }).listTags(at(server, 'o/app'))) partial.push(tag);
  return partial;
}

describe("a repository's tags are listed", () => {
  test('from one page', async () => {
    const server = await serve((_, response) => response.end(page(['a', 'B_1.2-3'])));
    expect(await list(server)).toStrictEqual(['a', 'B_1.2-3']);
    expect(server.lines()).toStrictEqual(['GET /v2/o/app/tags/list?n=100']);
  });

  test.each([
    ['relative', () => '</v2/o/app/tags/list?n=100&last=LAST>; rel="next"'],
    ['absolute', (host: string) => `<http://${host}/v2/o/app/tags/list?n=100&last=LAST>; rel="next"`],
    [
      'with another scheme, as behind a proxy',
      (host: string) => `<https://${host}/v2/o/app/tags/list?n=100&last=LAST>;rel=next`,
    ],
    [
      'among others',
      () => '</first>; rel="first"; title="a, <b>", </v2/o/app/tags/list?n=100&last=LAST> ; Rel = "next"',
    ],
  ])('from several pages, by a link that is %s', async (_, link) => {
    const all = Array.from({ length: 250 }, (_, index) => `tag-${index}`);
    const server = await serve(({ url }, response) => {
      const last = new URL(url, 'http://x').searchParams.get('last');
      const start = last === null ? 0 : all.indexOf(last) + 1;
      const tags = all.slice(start, start + 100);
      if (start + 100 < all.length)
        response.setHeader('link', link(server.host).replace('LAST', tags.at(-1) as string));
      response.end(page(tags));
    });
    expect(await list(server)).toStrictEqual(all);
    expect(server.seen).toHaveLength(3);
  });

  test('as far as they are wanted', async () => {
    const server = await serve((_, response) => {
      response.setHeader('link', `</v2/o/app/tags/list?n=100&last=${server.seen.length}>; rel="next"`);
      response.end(page(['a', 'b']));
    });
    const tags = client().listTags(at(server, 'o/app'));
    expect((await tags.next()).value).toBe('a');
    await tags.return(undefined);
    expect(server.seen).toHaveLength(1);
  });

  test('of which a repository that does not exist has none', async () => {
    const server = await serve((_, response) => response.writeHead(404).end('{"errors":[{"code":"NAME_UNKNOWN"}]}'));
    expect(await list(server)).toStrictEqual([]);
  });

  test.each([['null'], ['[]']])('and one that has %s', async (tags) => {
    const server = await serve((_, response) => response.end(`{"name":"o/app","tags":${tags}}`));
    expect(await list(server)).toStrictEqual([]);
  });
});

describe('a list that cannot be read to its end throws', () => {
  const failing = async (
    second: (server: TestServer, url: string) => [number, string, string?],
    clause: string | RegExp,
  ) => {
    const server: TestServer = await serve(({ url }, response) => {
      const isFirst = server.seen.length === 1;
      const [status, body, link] = isFirst
        ? [200, page(['a']), '</v2/o/app/tags/list?p=2>; rel="next"']
        : second(server, url);
      if (link) response.setHeader('link', link);
      response.writeHead(status).end(body);
    });
    const partial: string[] = [];
    const error = await list(server, partial).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(partial[0]).toBe('a');
    expect(error).toBeInstanceOf(RegistryError);
    const { failure, message } = error as RegistryError;
    expect(message).toMatch(clause);
    expect(message).toBe(failure.reason);
    expect(message.startsWith(`Listing the tags of ${server.host}/o/app failed: `)).toBe(true);
    return server;
  };

  test('when a page fails', async () => {
    await failing(() => [500, ''], 'answers 500');
  });

  test('when a later page is missing', async () => {
    await failing(() => [404, ''], 'answers 404');
  });

  test.each([
    ['junk'],
    ['null'],
    ['{"tags":{"a":1}}'],
    ['{"tags":["ok",1]}'],
    ['{"tags":["../evil"]}'],
    ['{"tags":["a\\n::error::"]}'],
  ])('when a page is %s', async (body) => {
    await failing(() => [200, body], 'sent something that is not a list of tags');
  });

  test('when the next page is on another host, which is not asked', async () => {
    const evil = await serve((_, response) => response.end(page(['evil'])));
    await failing(
      () => [200, page(['b']), `<http://${evil.host}/v2/o/app/tags/list?p=3>; rel="next"`],
      'sent a next page that is on another host',
    );
    await failing(
      () => [200, page(['b']), `<//${evil.host}/x>; rel="next"`],
      'sent a next page that is on another host',
    );
    await failing(
      () => [200, page(['b']), '<file:///etc/passwd>; rel="next"'],
      'sent a next page that is on another host',
    );
    await failing(
      ({ host }) => [200, page(['b']), `<http://me@${evil.host}/?${host}>; rel="next"`],
      'sent a next page that is on another host',
    );
    expect(evil.seen).toStrictEqual([]);
  });

  test('when the pages go round in a circle', async () => {
    const server = await failing(
      (_, url) => [200, page(['b']), `<${url}>; rel="next"`],
      'sends a list of tags without an end',
    );
    expect(server.seen).toHaveLength(2);
  });

  test('when a page never comes', async () => {
    const server = await serve(() => undefined);
    await expect(list(server)).rejects.toThrow('did not answer within 1 s');
  });
});

test('an error of the one who reads the list passes through', async () => {
  const server = await serve((_, response) => response.end(page(['a'])));
  const read = async (): Promise<void> => {
    for await (const tag of client().listTags(at(server, 'o/app'))) throw new TypeError(tag);
  };
  await expect(read()).rejects.toThrow(TypeError);
});
