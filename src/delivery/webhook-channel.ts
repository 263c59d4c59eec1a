import type { LookupFunction } from "node:net";
import type { Clock } from "../base/clock.js";
import { MocklarkError, textOf } from "../base/errors.js";
import { type OptionTable, trueOrFalse } from "../base/option-check.js";
import type { Random } from "../base/random.js";
import { createDialer, type TlsSettings } from "../network/dialer.js";
import { parseTarget, type TargetOptions } from "../network/target.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { AttemptInput, AttemptResult, Channel } from "./channel.js";
import { defaultLimits, type DeliveryLimits } from "./delivery-limits.js";
import { deliveryTexts } from "./delivery-texts.js";
import { createEndpoint, type Endpoint } from "./endpoint.js";
import { faultNames, isWebhookFault, type Fault, type WebhookFault } from "./fault.js";
import { exchangeOverHttp, type Exchange, type ExchangeInput } from "./http-exchange.js";
import { dataOf } from "./outcome-reason.js";
import type { Outcome } from "./outcome.js";
import { redirectOf } from "./redirect.js";
import { formatRequestHead, type HeaderCase } from "./request-head.js";
import { createWebhookConnections, type ConnectionChoice } from "./webhook-connections.js";

export interface WebhookTls {
  /** Certificate authorities to trust in place of the system's, as PEM. */
  readonly ca?: string | Buffer;
  /** Accepts any certificate. Default false. */
  readonly insecure?: boolean;
}

export const tlsOptions: OptionTable<WebhookTls> = { ca: true, insecure: trueOrFalse };

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
  const target = createEndpoint(parseTarget(options.url, options));
  const channelLimits: DeliveryLimits = { ...defaultLimits, ...options.limits };
  const connections = createWebhookConnections({
    dialer: createDialer({
      allowHosts: options.allowHosts,
      lookup: options.lookup,
      tls: tlsSettings(options.tls),
    }),
    wall: clock.wall,
  });
  const turns = new Map<ConnectionChoice, Promise<unknown>>();

  function requestFor(input: AttemptInput): WebhookRequest {
    const { event, firstRequest, random: own = random, fault } = input;
    if (firstRequest !== undefined && !resign) return firstRequest;
    const nowMs = options.timestamps === "simulated" ? clock.now() : clock.wall.now();
    const timestampMs = nowMs + (fault ? skewOf(fault) : 0);
    const context = { random: own, timestampMs };
    if (firstRequest !== undefined && !reencrypt) return builder.sign(firstRequest, context);
    return builder.event(event, context);
  }

  function send(request: WebhookRequest, sending: Sending): Promise<Outcome> {
    const startedAt = clock.wall.elapsed();
    const first = exchange(target, request, sending, startedAt);
    return followRedirects === 0 ? first : followFrom(first, request, sending, startedAt);
  }

  async function followFrom(
    first: Promise<Outcome>,
    request: WebhookRequest,
    sending: Sending,
    startedAt: number,
  ): Promise<Outcome> {
    let outcome = await first;
    let current = { url: target.url, request };
    for (let followed = 0; followed < followRedirects; followed++) {
      const next = redirectOf(outcome, current.request, current.url);
      if (next === undefined) break;
      current = next;
      const onward = { ...sending, fault: undefined };
      try {
        const endpoint = createEndpoint(targetOfRedirect(next.url, options));
        outcome = await exchange(endpoint, next.request, onward, startedAt);
      } catch (error) {
        // Where a receiver sends us is its doing, so it is no misuse, and the answer before is the outcome.
        if (!isForbidden(error)) throw error;
        return notFollowed(outcome, error);
      }
    }
    return outcome;
  }

  async function exchange(
    endpoint: Endpoint,
    request: WebhookRequest,
    sending: Sending,
    startedAt: number,
  ): Promise<Outcome> {
    const input = exchangeInput(endpoint, request, sending, startedAt);
    // What a fault leaves behind on a connection is no place for another request.
    const choice = sending.fault ? "fresh" : (sending.connection ?? "keep-alive");
    const pool = connections.for(endpoint, choice);
    if (choice.startsWith("own:")) {
      return (await inTurn(choice, () => exchangeOverHttp(input, pool))).outcome;
    }
    const first = await exchangeOverHttp(input, pool);
    if (!first.stale) return first.outcome;
    const fresh = connections.for(endpoint, "fresh");
    const second = exchangeOverHttp(input, fresh).catch((error: unknown) => {
      // The name leads elsewhere by now; but the first connection may have brought the request there.
      if (isForbidden(error)) return first;
      throw error;
    });
    return afterStaleConnection(first, await second);
  }

  function exchangeInput(
    endpoint: Endpoint,
    request: WebhookRequest,
    { fault, headerCase = options.headerCase ?? "canonical", limits, signal }: Sending,
    startedAt: number,
  ): ExchangeInput {
    return {
      endpoint,
      method: request.method,
      head: formatRequestHead(request, endpoint, headerCase),
      body: request.body,
      fault: fault && webhookFault(fault),
      limits: limits === undefined ? channelLimits : { ...channelLimits, ...limits },
      wall: clock.wall,
      startedAt,
      signal,
    };
  }

  /** One connection carries one request at a time. */
  function inTurn<Result>(line: ConnectionChoice, work: () => Promise<Result>): Promise<Result> {
    const mine = (turns.get(line) ?? Promise.resolve()).then(work, work);
    turns.set(line, mine);
    return mine;
  }

  return {
    kind: "webhook",
    limits: channelLimits,
    target: target.url.href,
    send: (request, sending = {}) => clock.track(send(request, sending)),
    async attempt(input): Promise<AttemptResult> {
      const request = requestFor(input);
      return { request, outcome: await clock.track(send(request, input)) };
    },
    close() {
      connections.close();
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
function afterStaleConnection(first: Exchange, second: Exchange): Outcome {
  return second.outcome.kind === "refused" ? first.outcome : second.outcome;
}

/** @throws MocklarkError FORBIDDEN_TARGET, also for an address that `parseTarget` would call a mistake */
function targetOfRedirect(url: URL, options: TargetOptions): URL {
  try {
    return parseTarget(url, options);
  } catch (error) {
    throw new MocklarkError("FORBIDDEN_TARGET", textOf(error), { cause: error });
  }
}

function isForbidden(error: unknown): error is MocklarkError {
  return error instanceof MocklarkError && error.code === "FORBIDDEN_TARGET";
}

function notFollowed(outcome: Outcome, { reasonText: why }: MocklarkError): Outcome {
  if (outcome.kind !== "answered") return outcome;
  return { ...outcome, notFollowed: why.in("en"), data: { notFollowed: dataOf(why) } };
}

const skewOf = ({ name, skewMs = 60_000 }: Fault): number => (name === "clock-skew" ? skewMs : 0);

function webhookFault(fault: Fault): WebhookFault {
  if (isWebhookFault(fault)) return fault;
  throw new MocklarkError("USAGE", deliveryTexts("long-connection-fault", { fault: fault.name }), {
    remedy: deliveryTexts("webhook-faults", { names: faultNames }),
  });
}

function tlsSettings({ ca, insecure = false }: WebhookTls = {}): TlsSettings {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  };
}
