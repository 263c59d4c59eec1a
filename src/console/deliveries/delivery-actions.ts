import { isScaledClock } from "../../base/clock.js";
import { MocklarkError, textOf } from "../../base/errors.js";
import type { DeliveryObserver } from "../../delivery/delivery.js";
import type { Fault } from "../../delivery/fault.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { scopeTypes } from "../../event/reserve-config/reserve-config-event.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import { forgeRequest, type ForgeryName } from "../../wire/forgery.js";
import type { ConsoleContext } from "../console-context.js";
import { appTexts } from "../app/app-texts.js";
import type { HistoryEntry } from "../history/delivery-history.js";
import { deliveriesTexts } from "./deliveries-texts.js";

/** Which event to make; all of it drawn where nothing is said. */
export interface FreshEvent {
  readonly appId?: string | undefined;
  /** The event type, one that --event named; default: a change of limits. */
  readonly type?: string | undefined;
  readonly scope?: "room" | "level" | undefined;
  readonly scopeId?: string | undefined;
}

/** What the page "Deliveries" lets people do; each returns the id of the delivery that came of it. */
export interface DeliveryActions {
  send(fresh: FreshEvent): Promise<string>;
  /** The same event once more, with all its retries. */
  again(entry: HistoryEntry, fault?: Fault): Promise<string>;
  /** One request that Feishu would never send, with the event of a delivery or a fresh one. */
  forge(forgery: ForgeryName, entry: HistoryEntry | undefined): Promise<string>;
  /** Moves simulated time to the next retry of the delivery; returns the new time. */
  skip(entry: HistoryEntry): number;
}

export function createDeliveryActions(context: ConsoleContext): DeliveryActions {
  const { simulator, gateway, history, random, wall, print } = context;
  const wireRandom = random.fork("forge");

  /** A custom app without a request URL has its clients of the long connection. */
  function receiverOf(app: TenantApp) {
    if (app.requestUrl !== undefined) return app.requestUrl;
    if (app.type === "store") throw noWay(app.appId);
    return gateway.channel(app.appId);
  }

  async function send({
    appId = simulator.app.appId,
    type,
    ...asked
  }: FreshEvent): Promise<string> {
    const to = receiverOf(appOf(appId));
    const { scope, overrides } = scopeOf(asked);
    const eventId = random.hex(32);
    const drawn = {
      ...(type !== undefined && { type }),
      ...(scope && { scope }),
      ...(overrides && { overrides }),
    };
    return taken(eventId, () => simulator.push({ appId, to, eventId, ...drawn }));
  }

  async function again(entry: HistoryEntry, fault?: Fault): Promise<string> {
    const event = withTokenOfNow(eventOf(entry));
    const appId = event.header.app_id;
    const to = receiverOf(appOf(appId));
    const asked = { appId, to, event, allowInvalid: true, ...(fault && { fault }) };
    return taken(event.header.event_id, () => simulator.push(asked));
  }

  /** As the platform would send it today: an app may have got another Verification Token meanwhile. */
  function withTokenOfNow(event: FeishuEvent): FeishuEvent {
    const { verificationToken: token } = appOf(event.header.app_id);
    return { ...event, header: { ...event.header, token } };
  }

  /** Resolves when the dispatcher has taken the event on; how that ends the page sees by itself. */
  async function taken(eventId: string, push: () => Promise<unknown>): Promise<string> {
    let stop = (): void => {};
    const accepted = new Promise<string>((resolve) => {
      const observer: DeliveryObserver = {
        deliveryAccepted: (delivery) => {
          if (delivery.eventId === eventId) resolve(delivery.id);
        },
      };
      stop = simulator.observe(observer);
    });
    const pushed = push();
    let isTaken = false;
    pushed.catch((error: unknown) => {
      if (isTaken) print(textOf(error));
    });
    try {
      const id = await Promise.race([accepted, pushed.then(() => accepted)]);
      isTaken = true;
      return id;
    } finally {
      stop();
    }
  }

  function scopeOf({ scope, scopeId }: FreshEvent) {
    if (scopeId === undefined) return { scope };
    const found = scopeNamed(scopeId);
    if (scope !== undefined && scope !== found) {
      throw new MocklarkError(
        "USAGE",
        deliveriesTexts("other-scope", { id: scopeId, found, asked: scope }),
      );
    }
    const overrides = {
      "event.scope_id": scopeId,
      "event.scope_type": scopeTypes[found],
    };
    return { scope: found, overrides };
  }

  function scopeNamed(scopeId: string): "room" | "level" {
    if (simulator.tenant.findRoom(scopeId)) return "room";
    if (simulator.tenant.findLevel(scopeId)) return "level";
    throw new MocklarkError("USAGE", deliveriesTexts("no-such-scope", { id: scopeId }), {
      remedy: deliveriesTexts("give-a-scope"),
    });
  }

  async function forge(forgery: ForgeryName, entry: HistoryEntry | undefined): Promise<string> {
    const appId = entry?.appId ?? simulator.app.appId;
    const target = urlOf(appOf(appId));
    if (simulator.isNetworkDown) throw networkDown();
    const event = entry ? withTokenOfNow(eventOf(entry)) : await simulator.generate({ appId });
    const request = forgeRequest(forgery, event, {
      builder: simulator.builderOf(appId),
      random: wireRandom,
      timestampMs: wall.now(),
    });
    const startedAtMs = simulator.clock.now();
    const outcome = await simulator.send({ to: target, request });
    const made = { forgery, event, request, outcome, startedAtMs, target };
    return (await history.forged(made)).id;
  }

  function appOf(appId: string): TenantApp {
    const app = simulator.tenant.findApp(appId);
    if (app) return app;
    throw new MocklarkError("USAGE", appTexts("no-such-app-in-tenant", { appId }), {
      remedy: appTexts("its-apps", { appIds: simulator.tenant.apps.map((each) => each.appId) }),
    });
  }

  function skip({ delivery, nextDueAtMs }: HistoryEntry): number {
    const { clock } = simulator;
    if (!isScaledClock(clock)) throw nothingToSkip();
    if (delivery.status !== "pending" || nextDueAtMs === undefined) throw notWaiting(delivery.id);
    clock.skip(nextDueAtMs - clock.now());
    return clock.now();
  }

  return { send, again, forge, skip };
}

function eventOf({ event, id }: HistoryEntry): FeishuEvent {
  if (event) return event;
  throw new MocklarkError("USAGE", deliveriesTexts("not-kept-to-send", { id }), {
    remedy: deliveriesTexts("send-a-new-one"),
  });
}

function urlOf({ requestUrl, appId }: TenantApp): string {
  if (requestUrl !== undefined) return requestUrl;
  throw new MocklarkError("USAGE", deliveriesTexts("no-url-to-forge", { appId }), {
    remedy: deliveriesTexts("set-one"),
  });
}

const noWay = (appId: string): MocklarkError =>
  new MocklarkError("USAGE", deliveriesTexts("store-app", { appId }), {
    remedy: deliveriesTexts("set-its-url"),
  });

const networkDown = (): MocklarkError =>
  new MocklarkError("USAGE", deliveriesTexts("network-down"), {
    remedy: deliveriesTexts("bring-it-up"),
  });

const nothingToSkip = (): MocklarkError =>
  new MocklarkError("USAGE", deliveriesTexts("nothing-to-skip"), {
    remedy: deliveriesTexts("start-with-real"),
  });

const notWaiting = (id: string): MocklarkError =>
  new MocklarkError("USAGE", deliveriesTexts("not-waiting", { id }));
