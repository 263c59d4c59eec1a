import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { createRequestBuilder } from "../../../src/wire/request-builder.js";
import { sampleEvent } from "../sample-event.js";

/** One signed event, for captures in every form, and what an explanation of it needs to know. */
export const timestampMs = 1_700_000_000_000;
export const nowMs = timestampMs + 60_000;
export const app = createApp({ encryptKey: "s3cr3t-0f-th1s-app" }, createRandom(1));
export const known = {
  encryptKey: app.encryptKey,
  verificationToken: app.verificationToken,
  nowMs,
};

const event = { ...sampleEvent, header: { ...sampleEvent.header, token: app.verificationToken } };

/** The event as Feishu sends it to this app; in clear and signed with the empty key when `clear`. */
function build(clear: boolean) {
  const owner = clear ? { ...app, encryptKey: "" } : app;
  const { headers, body } = createRequestBuilder(owner).event(event, {
    random: createRandom(3),
    timestampMs,
  });
  const pairs = [["Host", "localhost:3000"], ...headers].map(([name = "", value = ""]): Pair => [
    name,
    value,
  ]);
  return { pairs, body: body.toString("utf8") };
}

type Pair = readonly [name: string, value: string];

export const encrypted = build(false);
export const clear = build(true);
export type SignedRequest = typeof encrypted;
