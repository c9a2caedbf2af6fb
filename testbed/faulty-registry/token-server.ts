import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { formatScopes, grantsWithin, parseScopes, type Rights } from './access.ts';
import { errorBody } from './registry-error.ts';
import type { TokenStore } from './token-store.ts';

export type TokenSettings = {
  /** Whole seconds; clients may take less than 60 for 60, as their specification lets them. */
  lifetimeSeconds: number;
  users: Readonly<Record<string, { password: string; repositories: Rights }>>;
  /** What a client without credentials may do; without it the token server asks for them. */
  anonymous?: Rights;
};

/** What a client asks a token server for. */
type TokenRequest = { who: Identity; scope: string; offline: boolean };

type Identity = { kind: 'user'; name: string } | { kind: 'anonymous' } | { kind: 'rejected' };

/**
 * Answers at the token endpoint: GET with Basic credentials or none (distribution's token specification), POST with a form
 * (its OAuth2 specification: grants `password` and `refresh_token`). A token holds what was asked for and may be had, maybe nothing.
 */
export async function answerTokenRequest(
  request: IncomingMessage,
  response: ServerResponse,
  settings: TokenSettings,
  store: TokenStore,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'POST') {
    return send(response, 405, errorBody('UNSUPPORTED', 'The token endpoint takes GET and POST.'), {
      Allow: 'GET, POST',
    });
  }
  const asked = request.method === 'GET' ? readQuery(request, settings) : await readForm(request, settings, store);
  const rights = rightsOf(asked.who, settings);
  if (rights === undefined) {
    const challenge = { 'WWW-Authenticate': 'Basic realm="token"' };
    return send(response, 401, errorBody('UNAUTHORIZED', 'User name and password are not right.'), challenge);
  }
  const grants = grantsWithin(parseScopes(asked.scope), rights);
  const token = store.issue(grants);
  const body = {
    token,
    access_token: token,
    expires_in: settings.lifetimeSeconds,
    issued_at: new Date().toISOString(),
    scope: formatScopes(grants),
    ...(asked.offline && asked.who.kind === 'user' ? { refresh_token: store.refreshTokenOf(asked.who.name) } : {}),
  };
  send(response, 200, JSON.stringify(body), { 'Cache-Control': 'no-store' });
}

function readQuery(request: IncomingMessage, settings: TokenSettings): TokenRequest {
  const query = new URLSearchParams(request.url?.split('?', 2)[1]);
  return {
    who: basicIdentity(request.headers.authorization, settings),
    scope: query.getAll('scope').join(' '),
    offline: query.get('offline_token') === 'true',
  };
}

async function readForm(request: IncomingMessage, settings: TokenSettings, store: TokenStore): Promise<TokenRequest> {
  const form = new URLSearchParams(await text(request));
  const value = (name: string): string => form.get(name) ?? '';
  const name = store.userOf(value('refresh_token'));
  const refreshed: Identity = name === undefined ? { kind: 'rejected' } : { kind: 'user', name };
  return {
    who: value('grant_type') === 'refresh_token' ? refreshed : identity(value('username'), value('password'), settings),
    scope: value('scope'),
    offline: value('access_type') === 'offline',
  };
}

function basicIdentity(authorization: string | undefined, settings: TokenSettings): Identity {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [, encoded = ''] = /^basic +(.*)$/i.exec(authorization) ?? [];
  const [, name = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return identity(name, password, settings);
}

function identity(name: string, password: string, { users }: TokenSettings): Identity {
  return users[name]?.password === password ? { kind: 'user', name } : { kind: 'rejected' };
}

function rightsOf(who: Identity, settings: TokenSettings): Rights | undefined {
  if (who.kind === 'user') return settings.users[who.name]?.repositories;
  return who.kind === 'anonymous' ? settings.anonymous : undefined;
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
