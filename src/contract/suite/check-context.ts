import type { Text } from "../../base/text.js";
import type { WallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import type { Random } from "../../base/random.js";
import type { DeliveryLimits } from "../../delivery/delivery-limits.js";
import type { Fault } from "../../delivery/fault.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ConnectionChoice } from "../../delivery/webhook-connections.js";
import type { App } from "../../event/app.js";
import type { EventTypes } from "../../event/event-types.js";
import type { EventOptions } from "../../event/reserve-config/event-factory.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ReserveConfigEvent } from "../../event/reserve-config/reserve-config-event.js";
import type { RequestBuilder } from "../../wire/request-builder.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { CheckId } from "../report/check-id.js";
import type { ClientLine } from "../subject/client-line.js";
import type { EffectCount, EffectLedger, WitnessSummary } from "../../receiver/effect-ledger.js";
import { pushAsRequest, recordExchange, type Exchange } from "../report/exchange.js";
import type { Transmit } from "../subject/subject.js";
import type { ManagedReceiver } from "../../receiver/managed-receiver.js";
import type { Health, ReceiverHealth } from "../subject/receiver-health.js";
import type { EventMaker, MakeOptions } from "./event-maker.js";
import type { FirstContact } from "./first-contact.js";
import type { ReceiverTime } from "./receiver-time.js";
import { suiteTexts as texts } from "./suite-texts.js";
import { createTimeTravel, type TimeTravel } from "./time-travel.js";
import type { Flip, RunExchange } from "./run-exchange.js";
import type { Wait } from "./wait.js";

export interface SendOptions {
  /** What this is, for the report: "the same event again". */
  readonly label: Text;
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
  readonly exchange: Exchange<Text>;
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
  /** Milliseconds that thousands of events may take. */
  readonly floodMs: number;
  /** What the run's first requests have shown; only for webhooks. */
  readonly contact: () => FirstContact;
  /**
   * How often the check was tried before. From 1 on it has the receiver to itself, and time to look closer
   * at what it found.
   */
  readonly repeats: number;
  /** The event types of the run; the first is what it is about. */
  readonly types: EventTypes;
  /** A valid event of the one plain content with ids nobody else has; see `MakeEvent`. */
  readonly makeEvent: (options?: MakeOptions) => FeishuEvent;
  /** One of `vc.reserve_config.updated_v1` with another content; only with the need "reserve-config". */
  readonly makeReserveConfig: (options: EventOptions) => ReserveConfigEvent;
  /** Sends an event as Feishu does, signed afresh, once. */
  readonly deliver: (event: FeishuEvent, options?: DeliverOptions) => Promise<Outcome>;
  /**
   * Sends a prepared request that cannot harm the receiver, once. `genuine`: it is what Feishu could send, so
   * that a refusal may be chance.
   */
  readonly send: (
    request: WebhookRequest,
    options: SendOptions & { readonly genuine?: boolean },
  ) => Promise<Outcome>;
  /**
   * Sends a hostile request: one at a time in the whole run, and looks afterwards whether the receiver
   * still lives. A death becomes a finding of its own; the check decides what it means for itself.
   */
  readonly attack: (request: WebhookRequest, options: SendOptions) => Promise<Attack>;
  /** The same for what only finds out more: a death of it is nobody's finding. */
  readonly experiment: (request: WebhookRequest, options: SendOptions) => Promise<Attack>;
  /** The effects of these events together. `expected` is what a good receiver shows; it is waited for a while. */
  readonly effectsOf: (
    events: FeishuEvent | readonly FeishuEvent[],
    expected: number,
  ) => Promise<EffectCount>;
  /** The effects of each of these events. */
  readonly effectsOfEach: (
    events: readonly FeishuEvent[],
    expected: number,
  ) => Promise<readonly EffectCount[]>;
  /** The effects of an event of a further type, whose effects may show otherwise than the first one's. */
  readonly effectsLike: (
    event: FeishuEvent,
    learnt: { readonly like: FeishuEvent; readonly unlike: FeishuEvent },
  ) => Promise<EffectCount>;
  /** Whether each of these events shows at all; for a receiver that no good event calibrated the witness with. */
  readonly areShown: (events: readonly FeishuEvent[]) => Promise<readonly boolean[]>;
  /** False once it is clear that effects cannot be counted. */
  readonly canCount: () => boolean;
  /** What could be learnt so far about how the receiver shows its effects. */
  readonly witness: () => WitnessSummary<Text>["state"];
  /** Whether its effects show so late that they are waited for only where a must depends on them. */
  readonly actsLate: () => boolean;
  /** Stops the receiver we started and starts it again; only with the need "managed-receiver". */
  readonly restartReceiver: () => Promise<void>;
  /** Starts a client again that has ended or gone deaf, once for all checks that find it so. */
  readonly reviveReceiver: () => Promise<void>;
  /** Tells whoever watches what is waited for while this goes on: "the client to come back". */
  readonly waitingFor: <T>(what: Text, work: Promise<T>) => Promise<T>;
  /** Kills it with SIGKILL, as a crash or a full node does, and starts it again; same need. */
  readonly killReceiver: () => Promise<void>;
  /** The receiver's own clock. */
  readonly time: TimeTravel;
  /** The client under test; only for checks of the long connection, whose events `deliver` pushes to it. */
  readonly client: () => ClientLine;
  /** Every exchange of the run so far, for checks that look back. */
  readonly runExchanges: () => readonly RunExchange[];
  /** Good events that were refused once and then taken, for checks that look back. */
  readonly flips: () => readonly Flip[];
}

/** What all contexts of one run share. */
export interface SuiteServices {
  readonly app: App;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly wall: WallClock;
  readonly events: EventMaker;
  readonly ledger: EffectLedger;
  readonly health: ReceiverHealth;
  readonly managed: ManagedReceiver | undefined;
  readonly time: ReceiverTime;
  /** Undefined for a client of the long connection. */
  readonly contact: FirstContact | undefined;
  /** Undefined for webhooks. */
  readonly client?: ClientLine | undefined;
  readonly transmit: Transmit;
  /** Runs hostile work alone among hostile work. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  record(entry: RunExchange): void;
  recorded(): readonly RunExchange[];
  flips(): readonly Flip[];
  readonly floodMs: number;
  /** Told what a check waits for, at once and again when it takes long. */
  waiting?: ((wait: Wait<Text>) => void) | undefined;
  /** `together` counts the checks any of which may have done it; default 1. */
  reportDeath(
    check: CheckId,
    exchange: Exchange<Text>,
    health: Health & { state: "died" },
    together?: number,
  ): void;
  /** Which check an event belongs to, for effects that show late. */
  own(eventId: string, check: CheckId): void;
}

/** One try of one check. */
export interface CheckTry {
  readonly check: CheckId;
  readonly repeats: number;
  readonly signal: AbortSignal;
  /** Told when all that is left to do is to wait for effects. */
  readonly onWaiting: () => void;
}

export function createCheckContext(
  { check, repeats, signal, onWaiting }: CheckTry,
  services: SuiteServices,
): CheckContext {
  const { app, builder, wall, ledger, events } = services;
  const { types, idsOf } = events;
  const again = repeats === 0 ? "" : `/again ${repeats}`;
  const random = services.random.fork(`check/${check}${again}`);
  const plain = new WeakSet<FeishuEvent>();
  let sent = 0;

  function makeEvent(options: MakeOptions = {}): FeishuEvent {
    const event = owned(events.make(random, options));
    if (Object.keys(options).length === 0) plain.add(event);
    return event;
  }

  function owned<Event extends FeishuEvent>(event: Event): Event {
    services.own(event.header.event_id, check);
    return event;
  }

  async function exchange(
    request: WebhookRequest,
    { label, ...options }: SendOptions,
    about: Pick<RunExchange, "genuine" | "plain">,
  ): Promise<{ exchange: Exchange<Text>; outcome: Outcome }> {
    signal.throwIfAborted();
    const order = sent++;
    const outcome = await services.transmit(request, { ...options, signal });
    const exchange = recordExchange(label, request, outcome);
    services.record({ check, repeats, order, exchange, ...about });
    return { exchange, outcome };
  }

  /** What a delivery of this event counts for. */
  function aboutOf(event: FeishuEvent, options: DeliverOptions) {
    const { fault, timestampMs, headerCase } = options;
    const genuine =
      fault === undefined && types.all.some(({ name }) => name === event.header.event_type);
    // Only the first time: a repeat that is refused tells of the memory of ids, not of chance.
    const isFirst = plain.delete(event);
    const asEver = timestampMs === undefined && headerCase === undefined;
    return { genuine, ...(genuine && asEver && isFirst ? { plain: event } : {}) };
  }

  async function deliver(event: FeishuEvent, options: DeliverOptions = {}): Promise<Outcome> {
    const { timestampMs = wall.now(), label = texts("good-event"), ...how } = options;
    if (services.client) return push(services.client, event, label, how);
    const request = builder.event(event, { random, timestampMs });
    return (await exchange(request, { label, ...how }, aboutOf(event, options))).outcome;
  }

  async function push(
    client: ClientLine,
    event: FeishuEvent,
    label: Text,
    { fault }: Pick<DeliverOptions, "fault">,
  ): Promise<Outcome> {
    signal.throwIfAborted();
    const order = sent++;
    const earlier = client.pushes(event.header.event_id).length;
    const outcome = await client.push(event, { random, signal, ...definedOnly({ fault }) });
    const pushed = client.pushes(event.header.event_id)[earlier];
    const exchange = recordExchange(label, pushAsRequest(event, pushed?.headers ?? []), outcome);
    services.record({ check, repeats, order, exchange, ...aboutOf(event, definedOnly({ fault })) });
    return outcome;
  }

  const experiment = (request: WebhookRequest, options: SendOptions): Promise<Attack> =>
    services.inTurn(async () => {
      let sent = await exchange(request, options, { genuine: false });
      if (sent.outcome.kind === "refused") {
        // It was dead before; what it died of is another check's matter.
        await services.health.examine(sent.outcome);
        sent = await exchange(request, options, { genuine: false });
      }
      const health = await services.health.examine(sent.outcome);
      return { ...sent, health };
    });

  async function attack(request: WebhookRequest, options: SendOptions): Promise<Attack> {
    const attacked = await experiment(request, options);
    const { exchange, health } = attacked;
    if (health.state === "died") services.reportDeath(check, exchange, health);
    return attacked;
  }

  return {
    app,
    builder,
    random,
    wall,
    signal,
    floodMs: services.floodMs,
    contact() {
      if (services.contact) return services.contact;
      throw new Error("A client of the long connection gets no requests.");
    },
    repeats,
    types,
    makeEvent,
    makeReserveConfig: (options) => owned(events.makeReserveConfig(random, options)),
    deliver,
    send: async (request, { genuine = false, ...options }) =>
      (await exchange(request, options, { genuine })).outcome,
    attack,
    experiment,
    effectsOf(some, expected) {
      onWaiting();
      return ledger.effectsOf([some].flat().map(idsOf), expected);
    },
    effectsOfEach(some, expected) {
      onWaiting();
      return ledger.effectsOfEach(some.map(idsOf), expected);
    },
    effectsLike(event, { like, unlike }) {
      onWaiting();
      return ledger.effectsLike(idsOf(event), { like: idsOf(like), unlike: idsOf(unlike) });
    },
    areShown: (some) => ledger.areShown(some.map(idsOf)),
    canCount: () => ledger.canCount(),
    witness: () => ledger.summary().state,
    actsLate: () => ledger.latencyMs() > lateMs,
    restartReceiver: () => services.inTurn(() => services.health.restart()),
    reviveReceiver: () =>
      services.inTurn(async () => {
        if ((await services.client?.isOnline(0)) === true) return;
        await services.health.restart();
      }),
    waitingFor: (what, work) => whileWaiting(services, { check, what }, work),
    killReceiver: () => services.inTurn(() => services.health.restart({ kill: true })),
    time: createTimeTravel(services),
    client: () => {
      if (services.client) return services.client;
      throw new Error("There is no client of the long connection in this run.");
    },
    runExchanges: () => services.recorded(),
    flips: () => services.flips(),
  };
}

const lateMs = 2_000;

const longWaitMs = 5_000;

async function whileWaiting<T>(
  { wall, waiting }: Pick<SuiteServices, "wall" | "waiting">,
  wait: Pick<Wait<Text>, "check" | "what">,
  work: Promise<T>,
): Promise<T> {
  waiting?.({ ...wait, isLong: false });
  const timer = wall.setTimer(() => waiting?.({ ...wait, isLong: true }), longWaitMs);
  try {
    return await work;
  } finally {
    timer.cancel();
  }
}
