import type { Agent as HttpsAgent } from "node:https";
import * as lark from "@larksuiteoapi/node-sdk";
import { onTestFinished } from "vitest";
import { createRealClock, type Clock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import type { AttemptInput } from "../../src/delivery/channel.js";
import type { Outcome } from "../../src/delivery/outcome.js";
import { createApp, type App } from "../../src/event/app.js";
import {
  reserveConfigEventType,
  type ReserveConfigEvent,
} from "../../src/event/reserve-config/reserve-config-event.js";
import type { Gateway, GatewayOptions } from "../../src/gateway/gateway.js";
import { createLocalGateway } from "../../src/simulator/local-port.js";
import { defaultGatewayLimits } from "../../src/gateway/gateway-limits.js";
import type { GatewayObserver } from "../../src/gateway/gateway-observer.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

/** Clients come back after 0..0 seconds and try again every second. */
export const quickConfig = { ReconnectNonce: 0, ReconnectInterval: 1 };

export interface Fixture {
  readonly gateway: Gateway;
  readonly url: string;
  readonly app: App;
  readonly clock: Clock;
  readonly push: (event?: ReserveConfigEvent, input?: Partial<AttemptInput>) => Promise<Outcome>;
}

type FixtureOptions = Partial<Omit<GatewayOptions, "apps">> & { readonly apps?: readonly App[] };

/** A busy machine may take longer than Feishu's three seconds over what is no question of time. */
const patience = { ackMs: 15_000 };

/** A listening gateway for one app (and others that are given), closed when the test is over. */
export async function startGateway(
  options: FixtureOptions = {},
  appSettings: Partial<App> = {},
): Promise<Fixture> {
  const random = options.random ?? createRandom(7);
  const clock = options.clock ?? createRealClock();
  const app = createApp(appSettings, random);
  const gateway = createLocalGateway({
    random,
    clock,
    clientConfig: quickConfig,
    ...options,
    limits: { ...patience, ...options.limits },
    apps: [app, ...(options.apps ?? [])],
  });
  onTestFinished(() => gateway.close());
  const { url } = await gateway.listen();
  const channel = gateway.channel(app.appId);
  return {
    gateway,
    url,
    app,
    clock,
    push: async (event = makeEvent(app), input = {}) =>
      (await channel.attempt({ event, attempt: 1, ...input })).outcome,
  };
}

/** One whose real time stands still until told to move, with Feishu's own limits. */
export async function startGatewayInManualTime(
  options: FixtureOptions = {},
): Promise<Fixture & { readonly pass: (durationMs: number) => void }> {
  const time = manualWallClock();
  const clock = createRealClock({ wall: time.wall });
  const fixture = await startGateway({ clock, limits: defaultGatewayLimits, ...options });
  return { ...fixture, pass: (durationMs) => time.pass(durationMs) };
}

export function makeEvent(
  app: App,
  scopeId = "omm_3c5dd7e09bac0c1758fcf9511bd1a771",
): ReserveConfigEvent {
  return {
    schema: "2.0",
    header: {
      event_id: "5e3702a84e847582be8db7fb73283c02",
      token: app.verificationToken,
      create_time: "1608725989000",
      event_type: reserveConfigEventType,
      tenant_key: app.tenantKey,
      app_id: app.appId,
    },
    event: {
      scope_id: scopeId,
      scope_type: 2,
      time_config: { time_switch: 1, days_in_advance: 30, max_duration: 24 },
      approve_config: { approval_switch: 0, approvers: [{ user_id: { open_id: "会议室" } }] },
    },
  };
}

/** Resolves with the first argument of the hook's next call that fits. */
export function next<Hook extends keyof GatewayObserver>(
  gateway: Gateway,
  hook: Hook,
  fits: (...args: Parameters<NonNullable<GatewayObserver[Hook]>>) => boolean = () => true,
): Promise<Parameters<NonNullable<GatewayObserver[Hook]>>[0]> {
  return new Promise((resolve) => {
    const stop = gateway.observe({
      [hook]: (...args: Parameters<NonNullable<GatewayObserver[Hook]>>) => {
        if (!fits(...args)) return;
        stop();
        resolve(args[0]);
      },
    });
  });
}

export interface OfficialClient {
  /** What the handler got, in the form the SDK hands it over. */
  readonly seen: Record<string, unknown>[];
  /** Resolves with what the client reports when it gives up. */
  readonly failed: Promise<Error>;
  readonly client: lark.WSClient;
}

const silent = (): void => {};
const silentLogger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

/** The documented long-connection sample with nothing changed but the domain; online when it resolves. */
export async function startOfficialClient(
  { gateway, url, app }: Fixture,
  options: {
    readonly handler?: (data: Record<string, unknown>) => unknown;
    readonly secret?: string;
  } = {},
): Promise<OfficialClient> {
  const official = createOfficialClient(url, app, options);
  const ready = next(gateway, "connectionReady");
  startClient(official, options.handler);
  await ready;
  return official;
}

/** The client not started yet, for tests of being turned away. */
export function createOfficialClient(
  url: string,
  app: App,
  {
    secret = app.appSecret,
    ...transport
  }: {
    readonly secret?: string;
    /** For wss: what trusts the gateway's certificate. */
    readonly agent?: HttpsAgent;
    readonly httpInstance?: lark.HttpInstance;
  } = {},
): OfficialClient {
  let fail = (_error: Error): void => {};
  const failed = new Promise<Error>((resolve) => (fail = resolve));
  const client = new lark.WSClient({
    appId: app.appId,
    appSecret: secret,
    ...transport,
    domain: url,
    logger: silentLogger,
    onError: (error) => fail(error),
  });
  onTestFinished(() => client.close({ force: true }));
  return { client, seen: [], failed };
}

/** Registers the handler and starts; the promise is the client's own business and is not waited for. */
export function startClient(
  { client, seen }: OfficialClient,
  handler: (data: Record<string, unknown>) => unknown = () => undefined,
): void {
  const eventDispatcher = new lark.EventDispatcher({
    logger: silentLogger,
  }).register({
    [reserveConfigEventType]: async (data: Record<string, unknown>) => {
      seen.push(data);
      return handler(data);
    },
  });
  void client.start({ eventDispatcher });
}
