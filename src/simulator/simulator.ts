import { type Clock, createDefaultClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { createRandom, type Random } from "../base/random.js";
import type { Channel } from "../delivery/channel.js";
import type { Delivery } from "../delivery/delivery.js";
import { createDispatcher, type Dispatcher, type Submission } from "../delivery/dispatcher.js";
import type { Fault } from "../delivery/fault.js";
import { faultsByChance } from "../delivery/faults-by-chance.js";
import { behindNetwork } from "../delivery/network-fault.js";
import type { Outcome } from "../delivery/outcome.js";
import { type UrlVerificationResult, verifyUrl } from "../delivery/verify-url.js";
import { createWebhookChannel, type WebhookChannel } from "../delivery/webhook-channel.js";
import { type App, createApp } from "../event/app.js";
import type { Directory } from "../event/directory.js";
import { eventOptionsOf } from "../event/event-factory.js";
import { assertValidEvent } from "../event/event-rules.js";
import { assertSubscribed, projectEvent } from "../event/permission-projection.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import { createSecretMask, type SecretMask } from "../event/secret-mask.js";
import { forgeRequest } from "../wire/forgery.js";
import {
  createRequestBuilder,
  type RequestBuilder,
  type RequestBuilderOptions,
} from "../wire/request-builder.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { Gateway } from "../gateway/gateway.js";
import { closedError } from "./closed-error.js";
import { concealOutcome } from "./conceal-outcome.js";
import { createEventSource } from "./event-source.js";
import { createReceiverTargets, type Receiver } from "./receiver-target.js";
import {
  checkAppChange,
  checkForgeOptions,
  checkPrepareOptions,
  checkPushOptions,
  checkSendOptions,
  checkSimulatorOptions,
  checkVerifyUrlOptions,
  type ForgeOptions,
  type GenerateOptions,
  type OpenGatewayOptions,
  type PushOptions,
  type SendOptions,
  type SimulatorOptions,
  type VerifyUrlOptions,
} from "./simulator-options.js";

/** A local Feishu: everything that reaches a receiver goes through here. */
export interface Simulator {
  readonly app: App;
  readonly seed: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes, signs and encrypts requests for the app as it is now. */
  readonly builder: RequestBuilder;
  /** The deliveries so far: ended ones up to `keep`, in the order they ended, then the pending. */
  readonly deliveries: Dispatcher["deliveries"];
  /** The people, departments, rooms and levels events draw from. */
  directory(): Promise<Directory>;
  /**
   * A schema-valid event that obeys every rule of the platform; what is drawn fits the overrides, unless
   * these break a rule by themselves.
   */
  generate(options?: GenerateOptions): Promise<ReserveConfigEvent>;
  /**
   * Delivers one event with all its retries and says how that ended.
   * @throws MocklarkError INVALID_EVENT, NOT_SUBSCRIBED, FORBIDDEN_TARGET
   */
  push(options: PushOptions): Promise<Delivery>;
  /** The handshake the developer console makes when a request URL is saved. */
  verifyUrl(options: VerifyUrlOptions): Promise<UrlVerificationResult>;
  /** A request as `push` would send it first, unsent. */
  prepare(options: Omit<PushOptions, "to">): Promise<WebhookRequest>;
  /** One request that Feishu would never send, once, without retries. */
  forge(options: ForgeOptions): Promise<Outcome>;
  /** Any prepared request, once. */
  send(options: SendOptions): Promise<Outcome>;
  /** Changes the app, as rotating a key in the console does; what is sent from now on follows. */
  changeApp(settings: Partial<App>): void;
  /**
   * Goes on with what an earlier process owed according to the journal, each at the URL it was meant for;
   * what was on its way by long connection goes to the gateway. What cannot be sent there now – a host that
   * is not allowed, a gateway that is not open or has another app – stays owed, and its `ended` rejects.
   */
  resume(): Submission[];
  /** The long-connection server of this simulator's app; opened on first use, closed with the simulator. */
  gateway(options?: OpenGatewayOptions): Promise<Gateway>;
  /** Resolves when an attempt could start at once; await it before each push to stream without a backlog. */
  room(): Promise<void>;
  /** Resolves when no delivery is pending. */
  idle(): Promise<void>;
  /** Ends waiting deliveries, closes sockets and servers. */
  close(): Promise<void>;
}

/** Feishu on this machine. Opens no socket and reads no file before it is asked to. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  checkSimulatorOptions(options);
  const random = createRandom(options.seed);
  const clock = options.clock ?? createDefaultClock();
  const builder = createChangingBuilder(createApp(options.app ?? {}, random), options.request);
  const { locale, departmentNames } = options;
  const events = createEventSource({
    app: () => builder.app,
    random,
    clock,
    ...definedOnly({ locale, departmentNames }),
  });
  const targets = createReceiverTargets(options.path === undefined ? {} : { path: options.path });
  const channels = new Map<string, WebhookChannel>();
  /** Made once for each channel: a load run comes by tens of thousands of times a second. */
  const networks = new WeakMap<Channel, Channel>();
  const policy = definedOnly(options.policy ?? {});
  const limits = definedOnly(options.limits ?? {});
  const { observers, keep, maxInFlight, journal } = options;
  const maskOf = rememberMask();
  const dispatcher = createDispatcher({
    policy,
    ...definedOnly({ observers, keep, maxInFlight, journal }),
    clock,
    random: random.fork("dispatch"),
    conceal: (outcome) => concealOutcome(outcome, maskOf(builder.app)),
  });
  const wireRandom = random.fork("wire");
  const faultRandom = random.fork("faults");
  let openGateway: Gateway | undefined;
  let closed = false;
  let lastSubmission: Promise<Submission> | undefined;

  function channelTo(to: Receiver | Channel): Channel | Promise<Channel> {
    if (isChannel(to)) return networkTo(to);
    const url = targets.urlOf(to);
    return typeof url === "string" ? channelAt(url) : url.then(channelAt);
  }

  function channelAt(url: string): Channel {
    const webhook = webhookAt(url);
    return networkTo(webhook, { limitMs: webhook.limits.totalMs });
  }

  function networkTo(channel: Channel, limits: { readonly limitMs?: number } = {}): Channel {
    const known = networks.get(channel);
    if (known) return known;
    const network = behindNetwork(channel, { ...limits, wall: clock.wall });
    networks.set(channel, network);
    return network;
  }

  async function webhookTo(receiver: Receiver, path?: string): Promise<WebhookChannel> {
    const url = await targets.urlOf(receiver);
    return webhookAt(path === undefined ? url : new URL(path, url).href);
  }

  function webhookAt(url: string): WebhookChannel {
    const known = channels.get(url);
    if (known) return known;
    const { tls, allowHosts } = options;
    const { followRedirects, resign, reencrypt, timestamps } = dispatcher.policy;
    const channel = createWebhookChannel({
      limits,
      ...definedOnly({ tls, allowHosts }),
      followRedirects,
      resign,
      reencrypt,
      timestamps,
      url,
      builder,
      random: wireRandom,
      clock,
    });
    channels.set(url, channel);
    return channel;
  }

  /** Nothing leaves that Feishu could not have sent, unless the caller insists. */
  async function eventFor(wish: Omit<PushOptions, "to">): Promise<ReserveConfigEvent> {
    assertSubscribed(builder.app);
    const event = wish.event ?? (await events.generate(eventOptionsOf(wish)));
    if (wish.allowInvalid !== true || !isRecord(event)) assertValidEvent(event);
    return projectEvent(event, builder.app);
  }

  async function submit(wish: PushOptions): Promise<Submission> {
    checkPushOptions(wish);
    const event = await eventFor(wish);
    const channel = await channelTo(wish.to);
    return dispatcher.submit({
      event,
      channel,
      faults: faultsOf(wish, event, channel.kind),
      duplicates: wish.duplicates,
      signal: wish.signal,
    });
  }

  function faultsOf(
    { fault, faultProbability: probability = 0 }: PushOptions,
    { header }: Partial<ReserveConfigEvent>,
    transport: Channel["kind"],
  ): ((attempt: number) => Fault | undefined) | undefined {
    const planned = fault && faultPlan(fault);
    if (probability === 0) return planned;
    const own = faultRandom.fork(header?.event_id ?? "");
    const byChance = faultsByChance({ random: own, probability, transport });
    return (attempt) => planned?.(attempt) ?? byChance(attempt);
  }

  async function push(wish: PushOptions): Promise<Delivery> {
    lastSubmission = submit(wish);
    const { ended } = await lastSubmission;
    return await ended;
  }

  /** A push whose receiver is still being put on a port is not on the wire yet, but takes room. */
  async function room(): Promise<void> {
    try {
      await lastSubmission;
    } catch {
      // The caller of push is told.
    }
    await dispatcher.room();
  }

  async function gateway(settings: OpenGatewayOptions = {}): Promise<Gateway> {
    const { createLocalPort } = await import("./local-port.js");
    if (closed) throw closedError("open the gateway");
    openGateway ??= createLocalPort({ ...settings, apps: [builder.app], clock, random }).gateway;
    return openGateway;
  }

  const resume = (): Submission[] =>
    dispatcher.resume(({ target, channel }) => {
      if (channel === "webhook") return channelAt(target);
      if (openGateway === undefined) throw noGateway(target);
      return networkTo(openGateway.channel(target));
    });

  return {
    get app() {
      return builder.app;
    },
    seed: random.seed,
    clock,
    random,
    builder,
    get deliveries() {
      return dispatcher.deliveries;
    },
    directory: () => events.directory(),
    generate: (wish) => events.generate(wish),
    push,
    verifyUrl: async (wish) => {
      checkVerifyUrlOptions(wish);
      const { to, challenge = wireRandom.uuid(), ...rest } = wish;
      const own = wireRandom.fork(`challenge/${challenge}`);
      return verifyUrl(await webhookTo(to), { builder, random: own, challenge, ...rest });
    },
    prepare: async (wish) => {
      checkPrepareOptions(wish);
      const { timestamps } = dispatcher.policy;
      const timestampMs = timestamps === "simulated" ? clock.now() : clock.wall.now();
      return builder.event(await eventFor(wish), { random: wireRandom, timestampMs });
    },
    forge: async (wish) => {
      checkForgeOptions(wish);
      const { to, forgery, event } = wish;
      const timestampMs = clock.wall.now();
      const request = forgeRequest(forgery, event, { builder, random: wireRandom, timestampMs });
      return (await webhookTo(to)).send(request);
    },
    send: async (wish) => {
      checkSendOptions(wish);
      const { to, path, request, ...rest } = wish;
      return (await webhookTo(to, path)).send(request, rest);
    },
    changeApp: (settings) => {
      checkAppChange(settings);
      builder.change({ ...builder.app, ...definedOnly(settings) });
      openGateway?.setApp(builder.app);
    },
    resume,
    gateway,
    room,
    idle: () => dispatcher.idle(),
    async close() {
      closed = true;
      await dispatcher.close();
      await openGateway?.close();
      await Promise.all([...channels.values()].map((channel) => channel.close()));
      await targets.close();
      await journal?.close();
    },
  };
}

interface ChangingBuilder extends RequestBuilder {
  change(app: App): void;
}

/** Channels keep one builder for life; behind it the app may change, so retries follow a rotated key. */
function createChangingBuilder(first: App, options?: RequestBuilderOptions): ChangingBuilder {
  let current = createRequestBuilder(first, options);
  return {
    get app() {
      return current.app;
    },
    event: (...input) => current.event(...input),
    urlVerification: (...input) => current.urlVerification(...input),
    sign: (...input) => current.sign(...input),
    change: (app) => {
      current = createRequestBuilder(app, options);
    },
  };
}

function noGateway(appId: string): MocklarkError {
  return new MocklarkError(
    "USAGE",
    `Failed to resume: the event goes to the app "${appId}" by long connection, and no gateway is open.`,
    { remedy: "Open the gateway first: mocklark gateway --data." },
  );
}

/** Making one takes longer than masking an answer; the app changes seldom. */
function rememberMask(): (app: App) => SecretMask {
  const masks = new WeakMap<App, SecretMask>();
  return (app) => {
    const mask = masks.get(app) ?? createSecretMask(app);
    masks.set(app, mask);
    return mask;
  };
}

function isChannel(to: Receiver | Channel): to is Channel {
  // Callers without types may pass null.
  return typeof to === "object" && (to as object | null) !== null && "attempt" in to;
}

function faultPlan(
  fault: Fault | ((attempt: number) => Fault | undefined),
): (attempt: number) => Fault | undefined {
  return typeof fault === "function" ? fault : (attempt) => (attempt === 1 ? fault : undefined);
}
