import type { HeaderChanges } from './rule.ts';

/** Headers as Node.js has them raw: names and values by turns, in the order of the wire and with its spelling. */
export type RawHeaders = readonly string[];

/** Returns the headers that a proxy passes on: all but those of the one connection (RFC 9110 section 7.6.1). */
export function endToEnd(headers: RawHeaders): string[] {
  const named = pairs(headers)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/));
  return keep(headers, (name) => !hopByHop.has(name) && !named.includes(name));
}

/** Returns headers with some set, in the place of all of that name, and some taken away. */
export function changeHeaders(headers: RawHeaders, changes: HeaderChanges): string[] {
  const names = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  return [...keep(headers, (name) => !names.has(name)), ...added];
}

/** Returns the first value of a header. */
export function headerValue(headers: RawHeaders, name: string): string | undefined {
  return pairs(headers).find(([other]) => other.toLowerCase() === name)?.[1];
}

/**
 * Returns headers whose Location stays at the proxy. The registry sees the client's Host and so mostly names the proxy by
 * itself; one that names itself is rewritten. Other hosts, such as a blob store's, are left alone.
 */
export function keepLocation(headers: RawHeaders, upstream: string, host: string | undefined): string[] {
  const location = headerValue(headers, 'location');
  const prefix = `http://${upstream}/`;
  if (host === undefined || !location?.startsWith(prefix)) return [...headers];
  return changeHeaders(headers, { Location: `http://${host}/${location.slice(prefix.length)}` });
}

function keep(headers: RawHeaders, wanted: (name: string) => boolean): string[] {
  return pairs(headers).flatMap(([name, value]) => (wanted(name.toLowerCase()) ? [name, value] : []));
}

function pairs(headers: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: headers.length / 2 }, (_, i) => [headers[2 * i] ?? '', headers[2 * i + 1] ?? '']);
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // Node.js has answered it already.
  'expect',
]);
