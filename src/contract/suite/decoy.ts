import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { App } from "../../event/app.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody, type RequestBuilder } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { EventMaker } from "./event-maker.js";

/**
 * Sends a url_verification request with an event's members in it, but no event type. A receiver that answers
 * with the challenge has not taken it for an event: what it writes about these ids, it writes about any request.
 * @returns the ids, or undefined when the challenge did not come back
 */
export function createDecoySender({
  app,
  builder,
  random,
  wall,
  events,
  transmit,
}: {
  readonly app: App;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly wall: WallClock;
  readonly events: EventMaker;
  readonly transmit: (request: WebhookRequest) => Promise<Outcome>;
}): () => Promise<EventIds | undefined> {
  const source = random.fork("decoys");
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  return async () => {
    const event = events.make(source);
    const { event_type: _none, ...header } = event.header;
    const challenge = source.uuid();
    const text = serializeEvent({
      ...event,
      header,
      challenge,
      token: app.verificationToken,
      type: "url_verification",
    });
    const signed = builder.sign(prepareBody(text, cipher, source), {
      random: source,
      timestampMs: wall.now(),
    });
    const outcome = await transmit({
      ...signed,
      headers: signed.headers.filter(([name]) => !name.startsWith("X-Lark-")),
    });
    const isEchoed =
      outcome.kind === "answered" && judgeUrlVerification(outcome, { challenge }).verified;
    return isEchoed ? events.idsOf(event) : undefined;
  };
}
