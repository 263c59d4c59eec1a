import { type Clock, createDefaultClock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { createRandom, type Random } from "../base/random.js";
import type { Channel } from "../delivery/channel.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import type { Delivery } from "../delivery/delivery.js";
import { createDispatcher, type Dispatcher, type Submission } from "../delivery/dispatcher.js";
import type { Outcome } from "../delivery/outcome.js";
import { type UrlVerificationResult, verifyUrl } from "../delivery/verify-url.js";
import type { WebhookChannel } from "../delivery/webhook-channel.js";
import type { App } from "../event/app.js";
import type { Directory } from "../event/directory.js";
import { eventOptionsOf } from "../event/reserve-config/event-factory.js";
import { assertValidEvent } from "../event/assert-valid-event.js";
import { createEventTypes, type EventTypes } from "../event/event-types.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import type { ReserveConfigEvent } from "../event/reserve-config/reserve-config-event.js";
import { isOfUnknownType, knownTypeOf, typeNameOf } from "../event/whole-event.js";
import { forgeRequest } from "../wire/forgery.js";
import type { RequestBuilder } from "../wire/request-builder.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import type { Gateway } from "../gateway/gateway.js";
import type { OpenApi } from "../open-api/create-open-api.js";
import type { Emission } from "../tenant/tenant-record.js";
import type { Tenant } from "../tenant/tenant.js";
import type { AppSender } from "./app-sender.js";
import { createAppSenders } from "./app-senders.js";
import { prepareAppTicket } from "./app-ticket.js";
import { closedError } from "./closed-error.js";
import { createConceal } from "./create-conceal.js";
import { createEventSources } from "./event-sources.js";
import { planFaults } from "./fault-plan.js";
import type { LocalPort } from "./local-port.js";
import { createReceiverChannels } from "./receiver-channels.js";
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
  type TenantPush,
  type VerifyUrlOptions,
} from "./simulator-options.js";
import { createSimulatorTenant } from "./simulator-tenant.js";
import { simulatorTexts } from "./simulator-texts.js";
import { deliverTenantEvents } from "./tenant-events.js";

/** A local Feishu: everything that reaches a receiver goes through here. */
export interface Simulator {
  /** The app that is meant where none is named: the tenant's first. */
  readonly app: App;
  /**
   * The people, rooms and reserve limits events come from. A change of limits is delivered to each subscribed
   * app: to its request URL, or without one to its clients of the long connection.
   */
  readonly tenant: Tenant;
  /** The event types it makes events of; the first is meant where none is named. */
  readonly types: EventTypes;
  readonly seed: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes, signs and encrypts requests for the app as it is now. */
  readonly builder: RequestBuilder;
  /**
   * The same for another app of the tenant.
   * @throws MocklarkError USAGE for an app the tenant has not
   */
  builderOf(appId: string): RequestBuilder;
  /** How deliveries are made, with the defaults of what was not asked for. */
  readonly policy: DeliveryPolicy;
  /** Watches deliveries from now on; the function that comes back stops it. */
  observe: Dispatcher["observe"];
  /** Whether the network is down: then every attempt fails as with the fault "outage", until it is up again. */
  isNetworkDown: boolean;
  /** The deliveries so far: ended ones up to `keep`, in the order they ended, then the pending. */
  readonly deliveries: Dispatcher["deliveries"];
  /** The people, departments, rooms and levels events draw from: the tenant's, or made up from the seed. */
  directory(): Promise<Directory>;
  /**
   * A schema-valid event that obeys every rule of the platform; what is drawn fits the overrides, unless
   * these break a rule by themselves.
   */
  generate<Event extends FeishuEvent = ReserveConfigEvent>(
    options?: GenerateOptions,
  ): Promise<Event>;
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
  /**
   * Posts a store app its ticket, once, to its request URL; undefined when it has none. Feishu does so every
   * hour and when the app asks for it.
   * @throws MocklarkError USAGE for an app the tenant has not
   */
  pushAppTicket(appId: string, ticket: string): Promise<Outcome | undefined>;
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
  /** The Open API over the tenant; it answers on the gateway's port. */
  openApi(): Promise<OpenApi>;
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
  const own = createSimulatorTenant(options, { random, clock });
  const { tenant } = own;
  const { locale, departmentNames, observers, keep, maxInFlight, journal } = options;
  const { request, tls, allowHosts, openApiRules, onApiCall, onTenantTrouble } = options;
  const types = createEventTypes(options.events);
  const events = createEventSources(own, {
    types,
    random,
    clock,
    ...definedOnly({ locale, departmentNames, directory: options.tenant && tenant }),
  });
  const targets = createReceiverTargets(options.path === undefined ? {} : { path: options.path });
  const channels = createReceiverChannels({
    targets,
    wall: clock.wall,
    isDown: () => isNetworkDown,
  });
  const dispatcher = createDispatcher({
    policy: definedOnly(options.policy ?? {}),
    ...definedOnly({ observers, keep, maxInFlight, journal }),
    clock,
    random: random.fork("dispatch"),
    conceal: createConceal(own.apps),
  });
  const wireRandom = random.fork("wire");
  const faultRandom = random.fork("faults");
  const senders = createAppSenders(own, {
    random: wireRandom,
    clock,
    policy: dispatcher.policy,
    limits: definedOnly(options.limits ?? {}),
    ...definedOnly({ request, tls, allowHosts }),
  });
  const { builder } = senders.first;
  let localPort: LocalPort | undefined;
  let openGateway: Gateway | undefined;
  let closed = false;
  let isNetworkDown = false;
  let lastSubmission: Promise<Submission> | undefined;

  async function webhookTo(receiver: Receiver, path?: string): Promise<WebhookChannel> {
    const url = await targets.urlOf(receiver);
    return senders.first.webhookAt(path === undefined ? url : new URL(path, url).href);
  }

  /** Nothing leaves that Feishu could not have sent, unless the caller insists. */
  async function eventFor(asked: Omit<PushOptions, "to">): Promise<FeishuEvent> {
    const { app } = senderFor(asked.appId);
    const options = generateOptionsOf(asked);
    const made = asked.event === undefined ? await next(options) : undefined;
    if (made) return knownTypeOf(made, types).project(made, app);
    const event = asked.event ?? (await generate(options));
    if (asked.allowInvalid !== true || !isRecord(event)) {
      assertKnownType(event, types);
      assertValidEvent(event, knownTypeOf(event, types));
    }
    return knownTypeOf(event, types).project(event, app);
  }

  async function generate<Event extends FeishuEvent>(asked: GenerateOptions = {}): Promise<Event> {
    const { appId, ...own } = asked;
    return (await events.of(senderFor(appId).app.appId).generate(own)) as Event;
  }

  function next({ appId, ...own }: GenerateOptions): Promise<FeishuEvent | undefined> {
    return events.of(senderFor(appId).app.appId).next(own);
  }

  function senderFor(appId: string | undefined): AppSender {
    if (appId === undefined) return senders.first;
    if (own.findApp(appId)) return senders.of(appId);
    throw unknownApp(appId, own.apps());
  }

  async function submit(asked: PushOptions): Promise<Submission> {
    checkPushOptions(asked);
    const event = await eventFor(asked);
    return deliver(event, await channels.to(asked.to, senderFor(asked.appId)), asked);
  }

  function deliver(event: FeishuEvent, channel: Channel, asked: TenantPush): Submission {
    const { duplicates, signal } = asked;
    const transport = channel.kind;
    const faults = planFaults(asked, { event, transport, random: faultRandom });
    return dispatcher.submit({ event, channel, faults, duplicates, signal });
  }

  const tenantEvents = deliverTenantEvents({
    tenant,
    submit: submitFor,
    ...definedOnly({ onTrouble: onTenantTrouble }),
  });

  async function submitFor(emission: Emission): Promise<Submission | undefined> {
    const asked = (await options.tenantPush?.(emission)) ?? {};
    const channel = await channelOf(emission.appId, asked.to);
    return channel && deliver(emission.event, channel, asked);
  }

  /** Undefined for a store app without a request URL, which may not use the long connection. */
  async function channelOf(appId: string, to: TenantPush["to"]): Promise<Channel | undefined> {
    const app = tenant.findApp(appId);
    const receiver = to ?? app?.requestUrl;
    if (receiver !== undefined) return channels.to(receiver, senders.of(appId));
    if (app?.type === "store") return undefined;
    return channels.behindNetwork((await gateway()).channel(appId));
  }

  async function push(asked: PushOptions): Promise<Delivery> {
    lastSubmission = submit(asked);
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

  async function pushAppTicket(appId: string, ticket: string): Promise<Outcome | undefined> {
    const found = tenant.findApp(appId);
    if (!found) throw unknownApp(appId, own.apps());
    if (found.requestUrl === undefined) return undefined;
    const sender = senders.of(appId);
    const context = { random: wireRandom.fork(`ticket/${ticket}`), timestampMs: clock.wall.now() };
    const body = prepareAppTicket(sender.app, ticket, context);
    return sender.webhookAt(found.requestUrl).send(sender.builder.sign(body, context));
  }

  async function openPort(): Promise<LocalPort> {
    const { createLocalPort } = await import("./local-port.js");
    const openApi = {
      rules: { ...own.openApiRules, ...definedOnly(openApiRules ?? {}) },
      ...definedOnly({ onCall: onApiCall }),
      pushAppTicket: async (appId: string, ticket: string) =>
        void (await pushAppTicket(appId, ticket)),
    };
    localPort ??= createLocalPort({ tenant, clock, random, openApi });
    return localPort;
  }

  async function gateway(settings: OpenGatewayOptions = {}): Promise<Gateway> {
    const port = await openPort();
    if (closed) throw closedError("open-gateway");
    openGateway ??= port.gateway(settings);
    return openGateway;
  }

  const resume = (): Submission[] =>
    dispatcher.resume(({ target, channel, event }) => {
      if (channel === "webhook") return channels.at(target, senders.of(appIdOf(event)));
      if (openGateway === undefined) throw noGateway(target);
      return channels.behindNetwork(openGateway.channel(target));
    });

  return {
    get app() {
      return own.app();
    },
    tenant,
    types,
    seed: random.seed,
    clock,
    random,
    builder,
    observe: (observer) => dispatcher.observe(observer),
    get isNetworkDown() {
      return isNetworkDown;
    },
    set isNetworkDown(isDown) {
      isNetworkDown = isDown;
    },
    get deliveries() {
      return dispatcher.deliveries;
    },
    directory: () => events.first.directory(),
    generate,
    get policy() {
      return dispatcher.policy;
    },
    builderOf: (appId) => senderFor(appId).builder,
    push,
    verifyUrl: async (asked) => {
      checkVerifyUrlOptions(asked);
      const { to, appId, challenge = wireRandom.uuid(), ...rest } = asked;
      const source = wireRandom.fork(`challenge/${challenge}`);
      const sender = appId === undefined ? senders.first : senders.of(appId);
      const channel = sender.webhookAt(await targets.urlOf(to));
      return verifyUrl(channel, { builder: sender.builder, random: source, challenge, ...rest });
    },
    prepare: async (asked) => {
      checkPrepareOptions(asked);
      const { timestamps } = dispatcher.policy;
      const timestampMs = timestamps === "simulated" ? clock.now() : clock.wall.now();
      const event = await eventFor(asked);
      return senderFor(asked.appId).builder.event(event, { random: wireRandom, timestampMs });
    },
    forge: async (asked) => {
      checkForgeOptions(asked);
      const { to, forgery, event } = asked;
      const timestampMs = clock.wall.now();
      const request = forgeRequest(forgery, event, { builder, random: wireRandom, timestampMs });
      return (await webhookTo(to)).send(request);
    },
    send: async (asked) => {
      checkSendOptions(asked);
      const { to, path, request, ...rest } = asked;
      return (await webhookTo(to, path)).send(request, rest);
    },
    pushAppTicket,
    changeApp: (settings) => {
      checkAppChange(settings);
      own.changeApp(settings);
    },
    resume,
    gateway,
    openApi: async () => (await openPort()).openApi(),
    room,
    async idle() {
      await tenantEvents.settled();
      await dispatcher.idle();
    },
    async close() {
      closed = true;
      tenantEvents.stop();
      await dispatcher.close();
      await openGateway?.close();
      await senders.close();
      await targets.close();
      await tenant.close();
      await journal?.close();
    },
  };
}

function noGateway(appId: string): MocklarkError {
  return new MocklarkError("USAGE", simulatorTexts("no-gateway", { appId }), {
    remedy: simulatorTexts("open-the-gateway"),
  });
}

const generateOptionsOf = (asked: GenerateOptions): GenerateOptions => ({
  ...eventOptionsOf(asked),
  ...definedOnly({ appId: asked.appId, type: asked.type }),
});

/** @throws MocklarkError INVALID_EVENT for an event of a type that nothing is known of */
function assertKnownType(event: FeishuEvent, types: EventTypes): void {
  if (!isRecord(event) || !isOfUnknownType(event, types)) return;
  const type = typeNameOf(event) ?? "";
  throw new MocklarkError("INVALID_EVENT", simulatorTexts("type-of-nothing-known", { type }), {
    remedy: simulatorTexts("give-a-sample-or-allow-it"),
  });
}

const unknownApp = (appId: string, apps: readonly App[]): MocklarkError =>
  new MocklarkError("USAGE", simulatorTexts("no-such-app", { appId }), {
    remedy: simulatorTexts("its-apps", { appIds: apps.map((app) => app.appId) }),
  });

/** An event that was sent although it is invalid may lack it. */
function appIdOf({ header }: Partial<FeishuEvent>): string {
  return header?.app_id ?? "";
}
