import { createLongConnection, longConnectionRules } from "../long-connection-client.mjs";

/**
 * A good client of the long connection with one deliberate bug.
 *
 * @typedef {object} LongConnectionMutant
 * @property {string} name
 * @property {"long-connection"} channel
 * @property {string} caughtBy Id of the check that must find the bug.
 * @property {string} describe The bug in one sentence.
 * @property {Readonly<Record<string, string>>} alsoCaughtBy Checks that the same bug trips as well, and why.
 * @property {(settings: import("../start-long-connection.mjs").LongConnectionSettings) => { start(): unknown, close(): void }} create
 */

/** Checks that cannot hold for a client that acks no event. */
const checksThatNeedAnEvent = [
  "connection/acks-event",
  "connection/split-packets",
  "connection/empty-token",
  "connection/unknown-type",
  "connection/reconnects",
  "connection/half-open",
  "connection/duplicate",
];

const because = (/** @type {readonly string[]} */ ids, /** @type {string} */ reason) =>
  Object.fromEntries(ids.map((id) => [id, reason]));

/**
 * @param {Pick<LongConnectionMutant, "name" | "caughtBy" | "describe"> & { alsoCaughtBy?: Record<string, string>, replaced: () => NonNullable<Parameters<typeof createLongConnection>[1]> }} parts
 * @returns {LongConnectionMutant}
 */
const mutant = ({ replaced, alsoCaughtBy = {}, ...parts }) => ({
  channel: "long-connection",
  alsoCaughtBy,
  ...parts,
  create: (settings) => createLongConnection(settings, replaced()),
});

/** Every long-connection client that is broken on purpose: at least one for each check. */
export const longConnectionMutants = [
  mutant({
    name: "asks-and-stays-away",
    caughtBy: "connection/opens",
    describe: "Fetches the endpoint and opens no socket.",
    alsoCaughtBy: because(
      [...checksThatNeedAnEvent, "connection/pings", "connection/limit"],
      "There is no connection.",
    ),
    replaced: () => ({ opensSocket: false }),
  }),
  mutant({
    name: "keeps-its-first-config",
    caughtBy: "connection/pings",
    describe: "Ignores the ClientConfig that a pong brings.",
    alsoCaughtBy: because(
      ["connection/reconnects", "connection/half-open"],
      "Where a pong brought the times to keep, it keeps others.",
    ),
    replaced: () => ({ configFromPong: (old) => old }),
  }),
  mutant({
    name: "bare-ack",
    caughtBy: "connection/acks-event",
    describe: "Acks without echoing trace_id and what else the frame's headers held.",
    replaced: () => ({
      ackHeaders: (headers) =>
        headers.filter(({ key }) => ["type", "message_id", "sum", "seq"].includes(key)),
    }),
  }),
  mutant({
    name: "joins-as-they-come",
    caughtBy: "connection/split-packets",
    describe: "Joins fragments in the order of arrival.",
    replaced: () => ({ join: (fragments) => Buffer.concat([...fragments.values()]) }),
  }),
  mutant({
    name: "wants-a-token",
    caughtBy: "connection/empty-token",
    describe: "Refuses an event whose header.token is empty.",
    alsoCaughtBy: because(
      checksThatNeedAnEvent.filter((id) => id !== "connection/empty-token"),
      "Every event on the long connection has an empty token.",
    ),
    replaced: () => ({ mayHandle: ({ header }) => header.token !== "" }),
  }),
  mutant({
    name: "silent-about-unknown-types",
    caughtBy: "connection/unknown-type",
    describe: "Does not ack an event of a type it does not handle.",
    replaced: () => ({ acksUnknownType: false }),
  }),
  mutant({
    name: "stays-away",
    caughtBy: "connection/reconnects",
    describe: "Does not come back after a lost connection.",
    alsoCaughtBy: because(
      ["connection/half-open", "connection/limit"],
      "To get there it would have to come back.",
    ),
    replaced: () => ({ reconnects: false }),
  }),
  mutant({
    name: "waits-for-ever",
    caughtBy: "connection/half-open",
    describe: "Does not wonder when no pong comes.",
    replaced: () => ({ pongTimeoutMs: Infinity }),
  }),
  mutant({
    name: "acts-on-every-push",
    caughtBy: "connection/duplicate",
    describe: "Acts again when an event comes again.",
    replaced: () => ({ claim: async () => true }),
  }),
  mutant({
    name: "hammers-at-the-door",
    caughtBy: "connection/limit",
    describe: "Asks ten times a second again when there are too many connections.",
    replaced: () => ({
      isRetryable: (code) => code === 1_000_040_350 || longConnectionRules.isRetryable(code),
      retryMs: (config) => Math.min(100, config.ReconnectInterval * 1000),
    }),
  }),
];
