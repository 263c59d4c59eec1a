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
  "connection/bad-frame",
  "connection/empty-token",
  "connection/unknown-type",
  "connection/duplicate",
  "connection/reconnects",
  "connection/half-open",
  "connection/outage",
  "connection/reconnect-count",
];

/** Checks that cannot hold for a client that does not come back. */
const checksThatNeedAReturn = [
  "connection/half-open",
  "connection/silent-endpoint",
  "connection/outage",
  "connection/reconnect-count",
  "connection/limit",
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
      [...checksThatNeedAnEvent, ...checksThatNeedAReturn, "connection/pings"],
      "There is no connection.",
    ),
    replaced: () => ({ opensSocket: false }),
  }),
  mutant({
    name: "keeps-its-first-config",
    caughtBy: "connection/pings",
    describe: "Ignores the ClientConfig that a pong brings.",
    alsoCaughtBy: because(
      ["connection/reconnects", "connection/half-open", "connection/reconnect-count"],
      "Where a pong brought the times to keep, it keeps others.",
    ),
    replaced: () => ({ configFromPong: (old) => old }),
  }),
  mutant({
    name: "acks-with-nothing",
    caughtBy: "connection/acks-event",
    describe: "Acks with an empty payload.",
    alsoCaughtBy: because(
      checksThatNeedAnEvent.filter((id) => id !== "connection/acks-event"),
      "Nothing is known of events that are not acked with code 200.",
    ),
    replaced: () => ({ ackPayload: () => "" }),
  }),
  mutant({
    name: "joins-as-they-come",
    caughtBy: "connection/split-packets",
    describe: "Joins fragments in the order of arrival.",
    replaced: () => ({ join: (fragments) => Buffer.concat([...fragments.values()]) }),
  }),
  mutant({
    name: "deafened-by-a-bad-frame",
    caughtBy: "connection/bad-frame",
    describe: "Reads no more from a connection that brought a message that is no frame.",
    replaced: () => ({ readsOn: false }),
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
    replaced: () => ({ unknownTypeCode: undefined }),
  }),
  mutant({
    name: "refuses-unknown-types",
    caughtBy: "connection/unknown-type",
    describe: "Acks an event of a type it does not handle with 500, as three of the SDKs do.",
    replaced: () => ({ unknownTypeCode: 500 }),
  }),
  mutant({
    name: "first-type-only",
    caughtBy: "connection/every-type",
    describe: "Has a handler for the first of its types only, and acks the others with 200.",
    replaced: () => ({ handledTypes: (types) => types.slice(0, 1) }),
  }),
  mutant({
    name: "forgets-with-its-process",
    caughtBy: "connection/after-restart",
    describe: "Remembers event ids in memory only.",
    replaced: () => {
      const seen = new Set();
      return { claim: async (eventId) => !seen.has(eventId) && !!seen.add(eventId) };
    },
  }),
  mutant({
    name: "stays-away",
    caughtBy: "connection/reconnects",
    describe: "Does not come back after a lost connection.",
    alsoCaughtBy: because(checksThatNeedAReturn, "To get there it would have to come back."),
    replaced: () => ({ reconnects: false }),
  }),
  mutant({
    name: "waits-for-ever",
    caughtBy: "connection/half-open",
    describe: "Does not wonder when no pong comes.",
    replaced: () => ({ pongTimeoutMs: Infinity }),
  }),
  mutant({
    name: "waits-for-the-endpoint",
    caughtBy: "connection/silent-endpoint",
    describe: "Asks the endpoint without a time limit.",
    replaced: () => ({ endpointTimeoutMs: Infinity }),
  }),
  mutant({
    name: "three-tries",
    caughtBy: "connection/outage",
    describe: "Gives up after three tries in a row.",
    alsoCaughtBy: because(
      ["connection/reconnect-count", "connection/limit"],
      "It has given up before.",
    ),
    replaced: () => ({ mayTryAgain: (_config, failures) => failures < 3 }),
  }),
  mutant({
    name: "counts-its-tries",
    caughtBy: "connection/reconnect-count",
    describe: "Gives up for good after ReconnectCount tries.",
    alsoCaughtBy: because(["connection/limit"], "It has given up before."),
    replaced: () => ({
      mayTryAgain: ({ ReconnectCount }, failures) =>
        ReconnectCount < 0 || failures < ReconnectCount,
    }),
  }),
  mutant({
    name: "acts-on-every-push",
    caughtBy: "connection/duplicate",
    describe: "Acts again when an event comes again.",
    alsoCaughtBy: because(["connection/after-restart"], "The event comes again there, too."),
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
