/**
 * A good receiver with one deliberate bug.
 *
 * @typedef {object} WebhookMutant
 * @property {string} name
 * @property {"webhook"} channel
 * @property {string} caughtBy Id of the check that must find the bug.
 * @property {"keyed" | "token-only"} mode Whether it runs with an Encrypt Key.
 * @property {string} describe The bug in one sentence.
 * @property {Readonly<Record<string, string>>} alsoCaughtBy Checks that the same bug trips as well, and why.
 * @property {boolean} [aboutContent] Whether only the content of reserve config events shows the bug.
 * @property {boolean} [byChance] Whether it depends on when events come which of those checks trip.
 * @property {(settings: import("../event-endpoint.mjs").ReceiverSettings) => import("node:http").Server} create
 */

import { beginToAct, createEventEndpoint, defaultEventTypes, rules } from "../event-endpoint.mjs";
import { serveEndpoint } from "../node-http.mjs";

/**
 * @typedef {import("../event-endpoint.mjs").ReceiverSettings} ReceiverSettings
 * @typedef {import("../event-endpoint.mjs").FeishuEvent} FeishuEvent
 * @typedef {(request: import("../event-endpoint.mjs").WebhookRequest, raw: import("node:http").IncomingMessage) => Promise<import("../event-endpoint.mjs").Answer>} Handle
 */

/**
 * @param {Omit<WebhookMutant, "channel" | "mode" | "alsoCaughtBy"> & Partial<WebhookMutant>} parts
 * @returns {WebhookMutant}
 */
export const webhookMutant = (parts) => ({
  channel: "webhook",
  mode: "keyed",
  alsoCaughtBy: {},
  ...parts,
});

/**
 * The good endpoint with single rules replaced; `makeRules` runs once per receiver.
 * @param {(settings: ReceiverSettings) => NonNullable<Parameters<typeof createEventEndpoint>[1]>} makeRules
 */
export const withRules = (makeRules) => (/** @type {ReceiverSettings} */ settings) =>
  serveEndpoint(createEventEndpoint(settings, makeRules(settings)).handle);

/**
 * The good endpoint with something around it.
 * @param {(handle: Handle, settings: ReceiverSettings) => Handle} wrap
 */
export const withHandle = (wrap) => (/** @type {ReceiverSettings} */ settings) =>
  serveEndpoint(wrap(createEventEndpoint(settings).handle, settings));

/**
 * The good endpoint with an answer of its own to genuine requests; what it has none for is handled as ever.
 * @param {() => (verdict: import("../event-endpoint.mjs").Verdict) => import("../event-endpoint.mjs").Answer | undefined} makeAnswer
 */
export const answering = (makeAnswer) => (/** @type {ReceiverSettings} */ settings) => {
  const { judge } = createEventEndpoint(settings);
  const answerTo = makeAnswer();
  return serveEndpoint(async (request) => {
    const verdict = await judge(request);
    if (verdict.kind === "refused") return { status: verdict.status, body: {} };
    const own = answerTo(verdict);
    if (own) return own;
    if (verdict.kind === "challenge") {
      return { status: 200, body: { challenge: verdict.payload.challenge } };
    }
    if (verdict.kind === "event") beginToAct(settings.onEvent, verdict.payload);
    return { status: 200, body: {} };
  });
};

/**
 * Refuses the events of its type that `isUnwanted` names.
 * @param {(event: any, payload: FeishuEvent) => boolean} isUnwanted
 */
export const refusing = (isUnwanted) =>
  withRules(({ eventTypes = defaultEventTypes }) => ({
    isEvent: (payload) =>
      rules.isEvent(payload) &&
      !(eventTypes.includes(payload.header.event_type) && isUnwanted(payload.event, payload)),
  }));

/** The payload, or undefined where it does not open. */
export function tryOpen(/** @type {Buffer} */ body, encryptKey = "") {
  try {
    return rules.open(body, encryptKey);
  } catch {
    return undefined;
  }
}

/** Counts, and is true each seventh time: work that fails now and then, and the same at every run. */
export function createNowAndThen() {
  let count = 0;
  return () => ++count % 7 === 0;
}

export const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
