import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { App } from "../../event/app.js";
import type { Directory } from "../../event/directory.js";
import { createEventFactory } from "../../event/event-factory.js";
import type { EventIds } from "../../receiver/witness/witness.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody, type RequestBuilder } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import { judgeUrlVerification } from "../../wire/url-verification.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { DrawId } from "./run-ids.js";

/**
 * Sends a url_verification request with an event's members in it, but no event type. A receiver that answers
 * with the challenge has not taken it for an event: what it writes about these ids, it writes about any request.
 * @returns the ids, or undefined when the challenge did not come back
 */
export function createDecoySender({
  app,
  builder,
  random,
  directory,
  wall,
  drawId,
  transmit,
}: {
  readonly app: App;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly directory: Directory;
  readonly wall: WallClock;
  readonly drawId: DrawId;
  readonly transmit: (request: WebhookRequest) => Promise<Outcome>;
}): () => Promise<EventIds | undefined> {
  const source = random.fork("decoys");
  // The content of the first marker, so that nothing but its ids and its type tells the two apart.
  const content = random.fork("markers");
  const factory = createEventFactory({ random: content, directory, app, now: () => wall.now() });
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  return async () => {
    const event = factory.create({ scope: "room", eventId: drawId(source) });
    event.event.scope_id = `omm_${drawId(source)}`;
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
    return isEchoed ? { eventId: event.header.event_id, scopeId: event.event.scope_id } : undefined;
  };
}
