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
 * @property {(settings: import("../event-endpoint.mjs").ReceiverSettings) => import("node:http").Server} create
 */

import { createEventEndpoint, handledType, rules } from "../event-endpoint.mjs";
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
 * Refuses the events of its type that `isUnwanted` names.
 * @param {(event: any, payload: FeishuEvent) => boolean} isUnwanted
 */
export const refusing = (isUnwanted) =>
  withRules(() => ({
    isEvent: (payload) =>
      rules.isEvent(payload) &&
      !(payload.header.event_type === handledType && isUnwanted(payload.event, payload)),
  }));

/** The payload, or undefined where it does not open. */
export function tryOpen(/** @type {Buffer} */ body, encryptKey = "") {
  try {
    return rules.open(body, encryptKey);
  } catch {
    return undefined;
  }
}

export const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
