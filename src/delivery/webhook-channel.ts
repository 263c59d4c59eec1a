import type { LookupFunction } from "node:net";
import type { Clock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import type { RawHeader, WebhookRequest } from "../wire/webhook-request.js";
import type { AttemptInput, AttemptResult, Channel } from "./channel.js";
import { defaultLimits, type DeliveryLimits } from "./delivery-limits.js";
import { faultNames, isWebhookFault, type Fault, type WebhookFault } from "./fault.js";
import { createGuardedLookup } from "./guarded-lookup.js";
import { exchangeOverHttp, type Exchange } from "./http-exchange.js";
import type { Outcome } from "./outcome.js";
import { exchangeWithFault } from "./raw-http-exchange.js";
import { redirectOf, type Redirect } from "./redirect.js";
import { parseTarget } from "./target.js";
import { createWebhookAgents, type ConnectionChoice, type TlsSettings } from "./webhook-agents.js";

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
  /** Default "keep-alive". When one of your own ends under a request, that is the outcome: it is not tried again. */
  readonly connection?: ConnectionChoice;
  readonly headerCase?: HeaderCase;
}

/** Delivers over HTTP to one URL, with Feishu's headers, limits and idea of success. */
export interface WebhookChannel extends Channel {
  readonly kind: "webhook";
  readonly limits: DeliveryLimits;
  /** Puts any prepared request on the wire once. Rejects only on misuse or abort. */
  send(request: WebhookRequest, options?: SendOptions): Promise<Outcome>;
}

/** @throws MocklarkError when the URL is none, or leads where nothing may be sent */
export function createWebhookChannel(options: WebhookChannelOptions): WebhookChannel {
  const { builder, clock, random, resign = true, reencrypt = true, followRedirects = 0 } = options;
  const target = parseTarget(options.url, options);
  const channelLimits: DeliveryLimits = { ...defaultLimits, ...options.limits };
  const tls = tlsSettings(options.tls);
  const lookup = createGuardedLookup(options);
  const agents = createWebhookAgents(tls, lookup);

  function requestFor({ event, firstRequest, random: own = random }: AttemptInput): WebhookRequest {
    if (firstRequest !== undefined && !resign) return firstRequest;
    const timestampMs = options.timestamps === "simulated" ? clock.now() : clock.wall.now();
    const context = { random: own, timestampMs };
    if (firstRequest !== undefined && !reencrypt) return builder.sign(firstRequest, context);
    return builder.event(event, context);
  }

  async function send(request: WebhookRequest, sending: SendOptions): Promise<Outcome> {
    const startedAt = clock.wall.elapsed();
    let outcome = await exchange(target, request, sending, startedAt);
    let current: Redirect = { url: target, request };
    for (let followed = 0; followed < followRedirects; followed++) {
      const next = redirectOf(outcome, current.request, current.url);
      if (next === undefined || !mayFollow(next.url, options.allowHosts)) break;
      current = next;
      outcome = await exchange(next.url, next.request, { ...sending, fault: undefined }, startedAt);
    }
    return outcome;
  }

  async function exchange(
    url: URL,
    request: WebhookRequest,
    { fault, limits, signal, headerCase = options.headerCase, connection = "keep-alive" }: Sending,
    startedAt: number,
  ): Promise<Outcome> {
    const input = {
      url,
      method: request.method,
      headers: withHost(request.headers, url, headerCase),
      body: request.body,
      limits: limits === undefined ? channelLimits : { ...channelLimits, ...limits },
      wall: clock.wall,
      startedAt,
      signal,
    };
    if (fault !== undefined) {
      return exchangeWithFault({ ...input, fault: webhookFault(fault), lookup, tls });
    }
    const first = await exchangeOverHttp(input, agents.for(url, connection));
    if (!first.stale || connection.startsWith("own:")) return first.outcome;
    return afterStaleSocket(first, await exchangeOverHttp(input, agents.for(url, "fresh")));
  }

  return {
    kind: "webhook",
    limits: channelLimits,
    target: target.href,
    send: (request, sending = {}) => clock.track(send(request, sending)),
    async attempt(input): Promise<AttemptResult> {
      const request = requestFor(input);
      return { request, outcome: await clock.track(send(request, input)) };
    },
    close() {
      agents.close();
      return Promise.resolve();
    },
  };
}

type Sending = { readonly [Name in keyof SendOptions]: SendOptions[Name] | undefined };

/**
 * A receiver may close an idle connection just as we write to it; that says nothing about the
 * receiver, so the request is written once more on a fresh connection. Go's client repeats a POST only
 * when it had written nothing, which cannot be told here; so a receiver that reads a request on a
 * connection that had served before and then closes it may see the same request twice. If the fresh
 * one cannot be opened, the receiver died of the first request, and that is what is reported.
 */
function afterStaleSocket(first: Exchange, second: Exchange): Outcome {
  return second.outcome.kind === "refused" ? first.outcome : second.outcome;
}

function mayFollow(url: URL, allowHosts: readonly string[] = []): boolean {
  try {
    parseTarget(url, { allowHosts });
    return true;
  } catch {
    return false;
  }
}

function webhookFault(fault: Fault): WebhookFault {
  if (isWebhookFault(fault)) return fault;
  throw new MocklarkError(
    "USAGE",
    `Failed to deliver by webhook: the fault "${fault.name}" exists on the long connection only.`,
    { remedy: `Faults of a webhook are: ${faultNames.join(", ")}.` },
  );
}

function tlsSettings({ ca, insecure = false }: WebhookTls = {}): TlsSettings {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
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
