import type { Call, HttpAnswer, Scheme, Send } from './http.ts';
import { Problem } from './problem.ts';

/** Makes a call and follows up to five redirects of GET and HEAD; another origin is asked without the login. Throws a Problem. */
export async function followRedirects(send: Send, call: Call): Promise<HttpAnswer> {
  let next = call;
  let elsewhere = false;
  for (let hop = 0; ; hop++) {
    const answer = await send(next);
    const url = hop < MOST ? readTarget(answer) : undefined;
    if (url === undefined || (call.method !== 'GET' && call.method !== 'HEAD')) return { ...answer, elsewhere };
    if (call.staysSecure && answer.url.protocol === 'https:' && url.protocol === 'http:') {
      throw new Problem(`${answer.url.host} leads to ${url.host} over plain HTTP, where anybody may change the text`);
    }
    const { authorization, ...anonymous } = next.headers;
    const staysHere = url.origin === answer.url.origin;
    elsewhere ||= !staysHere;
    const scheme = url.protocol === 'http:' ? 'http' : 'https';
    next = {
      ...next,
      headers: staysHere ? next.headers : anonymous,
      host: url.host,
      path: `${url.pathname}${url.search}`,
      scheme: scheme satisfies Scheme,
    };
  }
}

const MOST = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

function readTarget(answer: HttpAnswer): URL | undefined {
  const { location } = answer.headers;
  if (location === undefined || !REDIRECTS.includes(answer.status)) return undefined;
  const url = URL.parse(location, answer.url.href);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}
