import { eventTypesFromEnvironment, isMain, printEvent } from "./start-receiver.mjs";

/**
 * @typedef {object} LongConnectionSettings
 * @property {string} domain Base URL of the endpoint, such as http://127.0.0.1:7788
 * @property {string} appId
 * @property {string} appSecret
 * @property {readonly string[]} [eventTypes] What it acts on; default: reserve config updated.
 * @property {string} [statePath] File that remembers handled event ids over a restart.
 * @property {(event: any) => unknown} [onEvent] What to do about an event, once per event_id.
 */

/**
 * Environment: MOCKLARK_DOMAIN, MOCKLARK_APP_ID, MOCKLARK_APP_SECRET, RECEIVER_STATE (a file that remembers
 * handled events over a restart), and EVENT_TYPES (what it acts on, comma-separated).
 * @returns {LongConnectionSettings}
 */
export function longConnectionSettings() {
  return {
    domain: process.env.MOCKLARK_DOMAIN ?? "http://127.0.0.1:7788",
    appId: process.env.MOCKLARK_APP_ID ?? "",
    appSecret: process.env.MOCKLARK_APP_SECRET ?? "",
    ...(process.env.RECEIVER_STATE && { statePath: process.env.RECEIVER_STATE }),
    ...eventTypesFromEnvironment(),
    onEvent: printEvent,
  };
}

/** Starts a long connection configured by the environment when its file is what `node` was asked to run. */
export function startLongConnection(
  /** @type {string} */ moduleUrl,
  /** @type {(settings: LongConnectionSettings) => { start(): unknown }} */ create,
) {
  if (!isMain(moduleUrl)) return;
  const settings = longConnectionSettings();
  console.log(`connecting to ${settings.domain}`);
  create(settings).start();
}
