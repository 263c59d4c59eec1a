import { realpathSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { webhookPath } from "./event-endpoint.mjs";

/**
 * Starts the receiver when its file is what `node` was asked to run; does nothing when imported.
 * Environment: PORT (any free one), MOCKLARK_ENCRYPT_KEY, MOCKLARK_VERIFICATION_TOKEN,
 * RECEIVER_STATE (file that remembers handled events over a restart), EVENT_TYPES (what it acts on,
 * comma-separated; default: reserve config updated).
 *
 * @param {string} moduleUrl `import.meta.url` of the receiver.
 * @param {(settings: import("./event-endpoint.mjs").ReceiverSettings) => import("node:http").Server | import("node:http").RequestListener} createReceiver
 */
export function startReceiver(moduleUrl, createReceiver) {
  if (isMain(moduleUrl)) listen(createReceiver(settingsFromEnvironment()));
}

/** Whether `node` was asked to run this very module. */
export function isMain(/** @type {string} */ moduleUrl) {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(moduleUrl);
}

/** @returns {import("./event-endpoint.mjs").ReceiverSettings} */
export function settingsFromEnvironment() {
  return {
    encryptKey: process.env.MOCKLARK_ENCRYPT_KEY ?? "",
    verificationToken: process.env.MOCKLARK_VERIFICATION_TOKEN ?? "",
    ...(process.env.RECEIVER_STATE && { statePath: process.env.RECEIVER_STATE }),
    ...eventTypesFromEnvironment(),
    onEvent: printEvent,
  };
}

/** @returns {{ eventTypes?: string[] }} */
export function eventTypesFromEnvironment() {
  const { EVENT_TYPES } = process.env;
  return EVENT_TYPES ? { eventTypes: EVENT_TYPES.split(",") } : {};
}

/** The work this receiver does about an event: one line on stdout, with the id of what it is about. */
export function printEvent(/** @type {any} */ { header, event }) {
  const { message_id } = event.message ?? {};
  const { scope_id } = event;
  console.log(JSON.stringify({ event_id: header.event_id, scope_id, message_id }));
}

/** @param {import("node:http").Server | import("node:http").RequestListener} receiver */
export function listen(receiver) {
  const server = typeof receiver === "function" ? createServer(receiver) : receiver;
  server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : address;
    console.log(`listening on http://127.0.0.1:${port}${webhookPath}`);
  });
}
