import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange } from './exchange.ts';
import { clock, type JournalEntry, toJournalEntry } from './journal.ts';
import { createLatency } from './latency.ts';
import { listen } from './listener.ts';
import { perform } from './perform.ts';
import type { Rule } from './rule.ts';
import { createRuleBook } from './rule-book.ts';
import { toTarget } from './target.ts';
import { startTokenRegistry, type TokenSettings } from './token-registry.ts';
import { toUpstream } from './upstream.ts';

export type FaultyRegistryOptions = {
  /** `localhost:PORT` of a registry that speaks plain HTTP. */
  upstream: string;
  rules?: readonly Rule[];
  /** Round-trip time of the network in front of the registry; see Latency for what it models. */
  latencyMilliseconds?: number;
  /** Puts a token server before the registry, at the path /token. */
  tokens?: TokenSettings;
  /** Any free port by default. */
  port?: number;
};

export type FaultyRegistry = {
  /** `localhost:PORT`, of the loopback interface only. */
  address: string;
  /** Every request in the order of arrival; entries of requests under way still change. */
  journal: readonly JournalEntry[];
  /** Replaces all rules and their counts, for requests that arrive from now on, and accepts connections again. */
  setRules(rules: readonly Rule[]): void;
  close(): Promise<void>;
};

/** Starts a proxy on a loopback port in front of a registry; passes everything through but for its rules and its latency. */
export async function startFaultyRegistry(options: FaultyRegistryOptions): Promise<FaultyRegistry> {
  const gate = options.tokens && (await startTokenRegistry(options.upstream, options.tokens));
  const upstream = toUpstream(gate?.address ?? options.upstream);
  const latency = createLatency(options.latencyMilliseconds ?? 0);
  const connections = new WeakMap<Socket, number>();
  const journal: JournalEntry[] = [];
  let opened = 0;
  let rules = createRuleBook(options.rules ?? []);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = toTarget(
      request.method ?? '',
      request.url ?? '',
      request.headers['content-length'],
      request.headers['user-agent'],
    );
    await latency.roundTrip(request.socket);
    const entry = toJournalEntry(request, target, connections.get(request.socket) ?? 0);
    journal.push(entry);
    response.once('close', () => {
      entry.ended = clock();
    });
    const rule = rules.take(target, performance.now());
    entry.rule = rule && (rule.name ?? rule.action.kind);
    const exchange = { request, response, upstream, tally: entry };
    await perform(exchange, rule?.action, listener.refuse).catch((error) => giveUp(exchange, error));
  }

  const listener = await listen(serve, {
    port: options.port,
    onConnection(socket) {
      opened += 1;
      connections.set(socket, opened);
      latency.opened(socket);
    },
  });
  return {
    address: `localhost:${listener.port}`,
    journal,
    setRules(next) {
      rules = createRuleBook(next);
      listener.accept();
    },
    async close() {
      await listener.close();
      upstream.agent.destroy();
      await gate?.close();
    },
  };
}

/** A registry that fails by itself looks to the client as through any other proxy. */
function giveUp({ request, response, upstream, tally }: Exchange, error: unknown): void {
  if (response.headersSent || request.socket.destroyed) {
    request.socket.destroy();
    return;
  }
  tally.status = 502;
  response.writeHead(502, { 'Content-Type': 'text/plain' }).end(`${upstream.address} does not answer: ${error}\n`);
}
