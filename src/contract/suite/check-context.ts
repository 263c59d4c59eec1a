import type { WallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import type { Random } from "../../base/random.js";
import type { DeliveryLimits } from "../../delivery/delivery-limits.js";
import type { Fault } from "../../delivery/fault.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ConnectionChoice } from "../../delivery/webhook-connections.js";
import type { App } from "../../event/app.js";
import type { Directory } from "../../event/directory.js";
import { createEventFactory, type EventOptions } from "../../event/event-factory.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { RequestBuilder } from "../../wire/request-builder.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { CheckId } from "../report/check-id.js";
import type { ClientLine } from "../subject/client-line.js";
import type { EffectCount, EffectLedger } from "../../receiver/effect-ledger.js";
import { pushAsRequest, recordExchange, type Exchange } from "../report/exchange.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { Health, ReceiverHealth } from "../subject/receiver-health.js";
import type { DrawId } from "./run-ids.js";
import type { EventIds } from "../../receiver/witness/witness.js";

export interface SendOptions {
  /** What this is, for the report: "the same event again". */
  readonly label: string;
  readonly fault?: Fault;
  readonly limits?: Partial<DeliveryLimits>;
  readonly headerCase?: "canonical" | "lower";
  /** Default "fresh", so that no request suffers from what another did to its connection. */
  readonly connection?: ConnectionChoice;
}

export interface DeliverOptions extends Partial<SendOptions> {
  /** What X-Lark-Request-Timestamp says, unix milliseconds; default: now. */
  readonly timestampMs?: number;
}

export interface Attack {
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  readonly health: Health;
}

/** What a check works with. Everything it sends ends up in the report. */
export interface CheckContext {
  readonly app: App;
  readonly builder: RequestBuilder;
  /** The check's own source: the same seed gives the check the same ids whatever else runs. */
  readonly random: Random;
  readonly wall: WallClock;
  /** Aborted when the check's time or the run is over. */
  readonly signal: AbortSignal;
  /** A valid event with an event_id and a scope_id nobody else has; about a room if not told otherwise. */
  readonly makeEvent: (options?: EventOptions) => ReserveConfigEvent;
  /** Sends an event as Feishu does, signed afresh, once. */
  readonly deliver: (event: ReserveConfigEvent, options?: DeliverOptions) => Promise<Outcome>;
  /** Sends a prepared request that cannot harm the receiver, once. */
  readonly send: (request: WebhookRequest, options: SendOptions) => Promise<Outcome>;
  /**
   * Sends a hostile request: one at a time in the whole run, and looks afterwards whether the receiver
   * still lives. A death becomes a finding of its own; the check decides what it means for itself.
   */
  readonly attack: (request: WebhookRequest, options: SendOptions) => Promise<Attack>;
  /** The effects of these events together. `expected` is what a good receiver shows; it is waited for a while. */
  readonly effectsOf: (
    events: ReserveConfigEvent | readonly ReserveConfigEvent[],
    expected: number,
  ) => Promise<EffectCount>;
  /** The effects of each of these events. */
  readonly effectsOfEach: (
    events: readonly ReserveConfigEvent[],
    expected: number,
  ) => Promise<readonly EffectCount[]>;
  /** Whether each of these events shows at all; for a receiver that no good event calibrated the witness with. */
  readonly areShown: (events: readonly ReserveConfigEvent[]) => Promise<readonly boolean[]>;
  /** Stops the receiver we started and starts it again; only with the need "managed-receiver". */
  readonly restartReceiver: () => Promise<void>;
  /** The client under test; only for checks of the long connection, whose events `deliver` pushes to it. */
  readonly client: () => ClientLine;
  /** Every exchange of the run so far, for checks of the review phase. */
  readonly runExchanges: () => readonly RunExchange[];
}

export interface RunExchange {
  readonly check: CheckId;
  /** Counts the check's requests in the order they were sent; answers come in any. */
  readonly order: number;
  readonly exchange: Exchange;
  /** Sent by `deliver` without a fault: what Feishu itself could have sent. */
  readonly genuine: boolean;
}

/** What all contexts of one run share. */
export interface SuiteServices {
  readonly app: App;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly wall: WallClock;
  readonly directory: Directory;
  readonly ledger: EffectLedger;
  readonly health: ReceiverHealth;
  readonly managed: ManagedReceiver | undefined;
  readonly drawId: DrawId;
  /** Undefined for webhooks. */
  readonly client?: ClientLine | undefined;
  transmit(
    request: WebhookRequest,
    options: Omit<SendOptions, "label"> & { signal?: AbortSignal },
  ): Promise<Outcome>;
  /** Runs hostile work alone among hostile work. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  record(entry: RunExchange): void;
  recorded(): readonly RunExchange[];
  /** `together` counts the checks any of which may have done it; default 1. */
  reportDeath(
    check: CheckId,
    exchange: Exchange,
    health: Health & { state: "died" },
    together?: number,
  ): void;
  /** Which check an event belongs to, for effects that show late. */
  own(eventId: string, check: CheckId): void;
}

export function createCheckContext(
  check: CheckId,
  services: SuiteServices,
  signal: AbortSignal,
): CheckContext {
  const { app, builder, wall, ledger } = services;
  const random = services.random.fork(`check/${check}`);
  let sent = 0;
  const factory = createEventFactory({
    random,
    directory: services.directory,
    app,
    now: () => wall.now(),
  });

  function makeEvent(options: EventOptions = {}): ReserveConfigEvent {
    const eventId = services.drawId(random);
    const event = factory.create({ scope: "room", eventId, ...options });
    services.own(event.header.event_id, check);
    const prefix = event.event.scope_type === 1 ? "omb" : "omm";
    // Events draw their scope from one directory; here it must tell whose effect was seen.
    event.event.scope_id = `${prefix}_${services.drawId(random)}`;
    return event;
  }

  async function exchange(
    request: WebhookRequest,
    { label, ...options }: SendOptions,
    genuine: boolean,
  ): Promise<{ exchange: Exchange; outcome: Outcome }> {
    signal.throwIfAborted();
    const order = sent++;
    const outcome = await services.transmit(request, { ...options, signal });
    const exchange = recordExchange(label, request, outcome);
    services.record({ check, order, exchange, genuine });
    return { exchange, outcome };
  }

  async function deliver(
    event: ReserveConfigEvent,
    { timestampMs = wall.now(), label = "a good event", ...options }: DeliverOptions = {},
  ): Promise<Outcome> {
    if (services.client) return push(services.client, event, label, options);
    const request = builder.event(event, { random, timestampMs });
    return (await exchange(request, { label, ...options }, options.fault === undefined)).outcome;
  }

  async function push(
    client: ClientLine,
    event: ReserveConfigEvent,
    label: string,
    { fault }: Pick<DeliverOptions, "fault">,
  ): Promise<Outcome> {
    signal.throwIfAborted();
    const order = sent++;
    const earlier = client.pushes(event.header.event_id).length;
    const outcome = await client.push(event, { random, signal, ...definedOnly({ fault }) });
    const pushed = client.pushes(event.header.event_id)[earlier];
    const exchange = recordExchange(label, pushAsRequest(event, pushed?.headers ?? []), outcome);
    services.record({ check, order, exchange, genuine: fault === undefined });
    return outcome;
  }

  const attack = (request: WebhookRequest, options: SendOptions): Promise<Attack> =>
    services.inTurn(async () => {
      const sent = await exchange(request, options, false);
      const health = await services.health.examine(sent.outcome);
      if (health.state === "died") services.reportDeath(check, sent.exchange, health);
      return { ...sent, health };
    });

  return {
    app,
    builder,
    random,
    wall,
    signal,
    makeEvent,
    deliver,
    send: async (request, options) => (await exchange(request, options, false)).outcome,
    attack,
    effectsOf: (events, expected) => ledger.effectsOf([events].flat().map(idsOf), expected),
    effectsOfEach: (events, expected) => ledger.effectsOfEach(events.map(idsOf), expected),
    areShown: (events) => ledger.areShown(events.map(idsOf)),
    restartReceiver: () => services.inTurn(() => services.health.restart()),
    client: () => {
      if (services.client) return services.client;
      throw new Error("There is no client of the long connection in this run.");
    },
    runExchanges: () => services.recorded(),
  };
}

/** The ids by which a witness knows an event. */
export function idsOf(event: ReserveConfigEvent): EventIds {
  return { eventId: event.header.event_id, scopeId: event.event.scope_id };
}
