import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import type { Clock } from "../base/clock.js";
import type { Random } from "../base/random.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import type { RawHeader, WebhookRequest } from "../wire/webhook-request.js";
import type { AttemptInput, AttemptResult, Channel } from "./channel.js";
import { defaultLimits, type DeliveryLimits } from "./delivery-limits.js";
import type { Fault } from "./fault.js";
import { exchangeOverHttp, type Exchange } from "./http-exchange.js";
import type { Outcome } from "./outcome.js";
import { parseTarget } from "./target.js";

export interface WebhookTls {
  /** Certificate authorities to trust in place of the system's, as PEM. */
  readonly ca?: string | Buffer;
  /** Accepts any certificate. Default false. */
  readonly insecure?: boolean;
}

export interface WebhookChannelOptions {
  /** The receiver's http or https URL. */
  readonly url: string | URL;
  /** Makes the requests of the app whose webhook this is. */
  readonly builder: RequestBuilder;
  /** Source of nonces, IVs and request ids. */
  readonly random: Random;
  readonly clock: Clock;
  readonly limits?: Partial<DeliveryLimits>;
  readonly tls?: WebhookTls;
  /** Hosts allowed besides this machine and private networks. */
  readonly allowHosts?: readonly string[];
  /** How many redirects are followed. Default 0: whether Feishu follows any is not known. */
  readonly followRedirects?: number;
  /**
   * What X-Lark-Request-Timestamp carries. "wall", the default, is real time: a receiver that refuses
   * old timestamps lives in real time even when the hours between retries are skipped.
   */
  readonly timestamps?: "wall" | "simulated";
  /** Signs every retry anew: timestamp, nonce, signature. Default true; not known of Feishu. */
  readonly resign?: boolean;
  /** Encrypts every retry anew, with a fresh IV. Default true; not known of Feishu. Without `resign` it has no effect. */
  readonly reencrypt?: boolean;
  /** "lower" writes all header names in lower case, as some gateways do. Default "canonical". */
  readonly headerCase?: HeaderCase;
  /** Resolves names; default: the system's resolver. */
  readonly lookup?: LookupFunction;
}

export type HeaderCase = "canonical" | "lower";

export interface SendOptions {
  readonly fault?: Fault;
  readonly limits?: Partial<DeliveryLimits>;
  /** Aborts the sending, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** "fresh" opens a connection of its own and closes it afterwards. Default "keep-alive". */
  readonly connection?: "keep-alive" | "fresh";
  readonly headerCase?: HeaderCase;
}

/** Delivers over HTTP to one URL, with Feishu's headers, limits and idea of success. */
export interface WebhookChannel extends Channel {
  readonly kind: "webhook";
  /** Puts any prepared request on the wire once. Rejects only on misuse or abort. */
  send(request: WebhookRequest, options?: SendOptions): Promise<Outcome>;
}

/** @throws MocklarkError when the URL is none, or leads where nothing may be sent */
export function createWebhookChannel(options: WebhookChannelOptions): WebhookChannel {
  const { builder, clock, random, resign = true, reencrypt = true } = options;
  const url = parseTarget(options.url, options);
  const agents = createAgents(url, options);

  function requestFor({ event, firstRequest }: AttemptInput): WebhookRequest {
    if (firstRequest !== undefined && !resign) return firstRequest;
    const timestampMs = options.timestamps === "simulated" ? clock.now() : clock.wall.now();
    const context = { random, timestampMs };
    if (firstRequest !== undefined && !reencrypt) return builder.sign(firstRequest, context);
    return builder.event(event, context);
  }

  async function exchange(request: WebhookRequest, sending: SendOptions): Promise<Outcome> {
    const input = {
      url,
      method: request.method,
      headers: withHost(request.headers, url, sending.headerCase ?? options.headerCase),
      body: request.body,
      limits: { ...defaultLimits, ...options.limits, ...sending.limits },
      wall: clock.wall,
      startedAt: clock.wall.elapsed(),
      signal: sending.signal,
    };
    const fresh = sending.connection === "fresh";
    const first = await exchangeOverHttp(input, fresh ? agents.fresh : agents.keepAlive);
    if (!first.stale) return first.outcome;
    return afterStaleSocket(first, await exchangeOverHttp(input, agents.fresh));
  }

  return {
    kind: "webhook",
    target: url.href,
    send: (request, sending = {}) => clock.track(exchange(request, sending)),
    async attempt(input): Promise<AttemptResult> {
      const request = requestFor(input);
      return { request, outcome: await clock.track(exchange(request, input)) };
    },
    close() {
      agents.keepAlive.destroy();
      agents.fresh.destroy();
      return Promise.resolve();
    },
  };
}

/**
 * A receiver may close an idle connection just as we write to it; that says nothing about the
 * receiver, so the request is written once more on a fresh connection, as Go's client does. If that
 * cannot be opened, the receiver died of the first request, and that is what is reported.
 */
function afterStaleSocket(first: Exchange, second: Exchange): Outcome {
  return second.outcome.kind === "refused" ? first.outcome : second.outcome;
}

function createAgents(
  url: URL,
  { tls = {}, lookup }: WebhookChannelOptions,
): Readonly<Record<"keepAlive" | "fresh", HttpAgent>> {
  const Agent = url.protocol === "https:" ? HttpsAgent : HttpAgent;
  const settings = {
    ...(lookup === undefined ? {} : { lookup }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.insecure === true ? { rejectUnauthorized: false } : {}),
    scheduling: "lifo" as const,
  };
  return {
    keepAlive: new Agent({ ...settings, keepAlive: true }),
    fresh: new Agent({ ...settings, keepAlive: false }),
  };
}

function withHost(
  headers: readonly RawHeader[],
  url: URL,
  headerCase: HeaderCase = "canonical",
): readonly RawHeader[] {
  const all: RawHeader[] = [["Host", url.host], ...headers];
  return headerCase === "lower" ? all.map(([name, value]) => [name.toLowerCase(), value]) : all;
}
