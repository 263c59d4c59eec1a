import { createRealClock, type Clock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import {
  createWebhookChannel,
  type WebhookChannel,
  type WebhookChannelOptions,
} from "../../src/delivery/webhook-channel.js";
import { createApp, type App } from "../../src/event/app.js";
import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { onTestFinished } from "vitest";
import { manualWallClock } from "../base/manual-wall-clock.js";

export const app: App = createApp({ encryptKey: "test key" }, createRandom(1));

/** Real time that stands still until the test lets it pass, so that no limit depends on the machine. */
export function timeByHand(): {
  readonly clock: Clock;
  readonly pass: (durationMs: number) => void;
} {
  const real = manualWallClock();
  return {
    clock: createRealClock({ wall: real.wall }),
    pass: (durationMs) => real.pass(durationMs),
  };
}

/** A channel with a fixed seed that is closed when the test is over. */
export function channelTo(
  url: string | URL,
  options: Partial<WebhookChannelOptions> = {},
): WebhookChannel {
  const clock: Clock = options.clock ?? createRealClock();
  const channel = createWebhookChannel({
    url,
    builder: createRequestBuilder(app),
    random: createRandom(7),
    clock,
    ...options,
  });
  onTestFinished(() => channel.close());
  return channel;
}

export const event: ReserveConfigEvent = {
  schema: "2.0",
  header: {
    event_id: "5e3702a84e847582be8db7fb73283c02",
    token: app.verificationToken,
    create_time: "1795000000000",
    event_type: "vc.reserve_config.updated_v1",
    tenant_key: app.tenantKey,
    app_id: app.appId,
  },
  event: { scope_id: "omm_4de32cf10a4358788ff4e09e37ebbf9c", scope_type: 2 },
};

/** A signed request whose body says `text`. */
export function requestSaying(text: string): WebhookRequest {
  const body = Buffer.from(text);
  const context = { random: createRandom(3), timestampMs: 1_795_000_000_000 };
  return createRequestBuilder(app).sign({ body, plaintext: text }, context);
}
