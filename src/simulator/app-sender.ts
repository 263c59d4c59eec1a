import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import type { Random } from "../base/random.js";
import type { DeliveryLimits } from "../delivery/delivery-limits.js";
import type { DeliveryPolicy } from "../delivery/delivery-policy.js";
import {
  createWebhookChannel,
  type WebhookChannel,
  type WebhookTls,
} from "../delivery/webhook-channel.js";
import type { App } from "../event/app.js";
import {
  createRequestBuilder,
  type RequestBuilder,
  type RequestBuilderOptions,
} from "../wire/request-builder.js";

export interface AppSenderOptions {
  /** The app as it is now: the same object until it changes. */
  readonly app: () => App;
  readonly random: Random;
  readonly clock: Clock;
  readonly policy: DeliveryPolicy;
  readonly limits: Partial<DeliveryLimits>;
  readonly request?: RequestBuilderOptions;
  readonly tls?: WebhookTls;
  readonly allowHosts?: readonly string[];
}

/** Sends for one app: its requests, signed and encrypted with its own keys, and a webhook channel per URL. */
export interface AppSender {
  readonly app: App;
  readonly builder: RequestBuilder;
  /** @throws MocklarkError when the URL is none, or leads where nothing may be sent */
  webhookAt(url: string): WebhookChannel;
  close(): Promise<void>;
}

export function createAppSender(options: AppSenderOptions): AppSender {
  const { policy, random, clock, limits, tls, allowHosts } = options;
  const { followRedirects, resign, reencrypt, timestamps } = policy;
  const builder = createFollowingBuilder(options.app, options.request);
  const channels = new Map<string, WebhookChannel>();
  return {
    get app() {
      return options.app();
    },
    builder,
    webhookAt(url) {
      const known = channels.get(url);
      if (known) return known;
      const channel = createWebhookChannel({
        limits,
        ...definedOnly({ tls, allowHosts }),
        followRedirects,
        resign,
        reencrypt,
        timestamps,
        url,
        builder,
        random,
        clock,
      });
      channels.set(url, channel);
      return channel;
    },
    async close() {
      await Promise.all([...channels.values()].map((channel) => channel.close()));
    },
  };
}

/** Channels keep one builder for life; behind it the app may change, so retries follow a rotated key. */
function createFollowingBuilder(app: () => App, options?: RequestBuilderOptions): RequestBuilder {
  let made = createRequestBuilder(app(), options);
  const current = (): RequestBuilder => {
    const now = app();
    if (made.app !== now) made = createRequestBuilder(now, options);
    return made;
  };
  return {
    get app() {
      return current().app;
    },
    event: (...input) => current().event(...input),
    urlVerification: (...input) => current().urlVerification(...input),
    sign: (...input) => current().sign(...input),
  };
}
