/**
 * The reference receiver with the log of a real service: what comes in, whole, and what becomes of it, also
 * of what is refused or a repeat. Only the last of its lines is about work that is done.
 */
import { createEventEndpoint, rules } from "./event-endpoint.mjs";
import { serveEndpoint } from "./node-http.mjs";
import { startReceiver } from "./start-receiver.mjs";

/** @param {import("./event-endpoint.mjs").ReceiverSettings & { write?: (line: string) => void }} settings */
export function createReceiver({ onEvent, write = () => {}, ...settings }) {
  const log = (/** @type {string[]} */ ...words) =>
    write([new Date().toISOString(), ...words].join(" "));
  const { judge } = createEventEndpoint(settings);
  return serveEndpoint(async (request) => {
    const payload = tryOpen(request.body, settings.encryptKey);
    const id = payload?.header?.event_id ?? "?";
    log("received", id, asText(payload));
    const verdict = await judge(request);
    if (verdict.kind === "refused") {
      log("refused", id, verdict.reason);
      return { status: verdict.status, body: {} };
    }
    if (verdict.kind === "challenge") {
      return { status: 200, body: { challenge: verdict.payload.challenge } };
    }
    log(`event ${id} is ${verdict.kind === "event" ? "new" : `${verdict.kind}, nothing to do`}`);
    if (verdict.kind === "event") setImmediate(() => void onEvent?.(verdict.payload));
    return { status: 200, body: {} };
  });
}

/** JSON nested 20,000 deep can be read, but not written. */
function asText(/** @type {unknown} */ payload) {
  try {
    return JSON.stringify(payload) ?? "nothing readable";
  } catch (error) {
    return String(error);
  }
}

/** @returns {any} */
function tryOpen(/** @type {Buffer} */ body, encryptKey = "") {
  try {
    return rules.open(body, encryptKey);
  } catch {
    return undefined;
  }
}

startReceiver(import.meta.url, (settings) =>
  createReceiver({ ...settings, write: (line) => console.error(line) }),
);
