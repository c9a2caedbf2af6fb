import type { IncomingMessage, ServerResponse } from 'node:http';
import { allow, formatScopes, type Grant, neededGrants } from './access.ts';
import { forward } from './forward.ts';
import { listen } from './listener.ts';
import { errorBody } from './registry-error.ts';
import { tokenPath, toTarget } from './target.ts';
import { answerTokenRequest, type TokenSettings } from './token-server.ts';
import { createTokenStore } from './token-store.ts';
import { toUpstream } from './upstream.ts';

export type { TokenSettings } from './token-server.ts';

/** A registry that asks for tokens, as a stage of its own behind the faults, so that they can hit all that it says. */
export type TokenRegistry = { address: string; close(): Promise<void> };

/** Starts a stage that gives out tokens and passes on to the registry what they allow, without them. */
export async function startTokenRegistry(address: string, settings: TokenSettings): Promise<TokenRegistry> {
  const store = createTokenStore(settings.lifetimeSeconds);
  const upstream = toUpstream(address);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = toTarget(request.method ?? '', request.url ?? '');
    if (target.kind === 'token') return answerTokenRequest(request, response, settings, store);
    const needed = neededGrants(target);
    const refusal = check(request.headers.authorization, needed);
    if (refusal !== undefined) return challenge(request, response, needed, refusal);
    const tally = { status: undefined, bytesIn: 0, bytesOut: 0 };
    return forward({ request, response, upstream, tally }, { request: { headers: { Authorization: undefined } } });
  }

  function check(authorization: string | undefined, needed: readonly Grant[]): Refusal | undefined {
    const [, token] = /^bearer +(.*)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return 'no token';
    const grants = store.grantsOf(token);
    if (grants === undefined) return 'invalid_token';
    return allow(grants, needed) ? undefined : 'insufficient_scope';
  }

  const listener = await listen((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    address: `localhost:${listener.port}`,
    async close() {
      await listener.close();
      upstream.agent.destroy();
    },
  };
}

type Refusal = 'no token' | 'invalid_token' | 'insufficient_scope';

/** The realm is where the client sees the token server: at the host that it asked. */
function challenge(
  { headers: { host } }: IncomingMessage,
  response: ServerResponse,
  needed: readonly Grant[],
  refusal: Refusal,
): void {
  const parameters = Object.entries({
    realm: `http://${host}${tokenPath}`,
    service: 'faulty-registry',
    ...(needed.length > 0 && { scope: formatScopes(needed) }),
    ...(refusal !== 'no token' && { error: refusal }),
  });
  const body = errorBody('UNAUTHORIZED', 'authentication required');
  response.writeHead(401, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Docker-Distribution-Api-Version': 'registry/2.0',
    'WWW-Authenticate': `Bearer ${parameters.map(([name, value]) => `${name}="${value}"`).join(',')}`,
  });
  response.end(body);
}
