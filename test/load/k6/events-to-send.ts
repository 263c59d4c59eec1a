import { createRandom } from "../../../src/base/random.js";
import { createApp, type App } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import type { FeishuEvent } from "../../../src/event/feishu-event.js";
import { createEventFactory } from "../../../src/event/reserve-config/event-factory.js";
import { sampleEvent } from "../../wire/sample-event.js";

const random = createRandom(16);

/** A token as nobody has it: every character that JSON, Go or `replace` treats in a way of its own. */
export const encryptedApp: App = createApp(
  { encryptKey: "a key with <&> and 密钥", verificationToken: `to<k>&"en\\$$密` },
  random,
);

export const plainApp: App = { ...encryptedApp, encryptKey: "" };

const directory = await createDirectory({ random, names: false });

/** So many made events, and the one with characters that Go escapes. */
export function eventsFor(app: App, count = 20): FeishuEvent[] {
  const { create } = createEventFactory({
    random: createRandom(16),
    directory,
    app,
    now: () => 1_700_000_000_123,
  });
  return [...Array.from({ length: count }, () => create()), sampleEvent];
}
