import { createHash } from "node:crypto";
import { createEventEndpoint, rules } from "../event-endpoint.mjs";
import { createReceiver, readRequestBody, serveEndpoint } from "../node-http.mjs";
import { forgetting } from "./forgetful.mjs";
import {
  answering,
  createNowAndThen,
  pause,
  refusing,
  webhookMutant,
  withRules,
} from "./mutant.mjs";

/** @typedef {import("../event-endpoint.mjs").FeishuEvent} FeishuEvent */

const idOf = (/** @type {FeishuEvent} */ { header }) => String(header.event_id);

const alsoSeenAsRepeat = (/** @type {string} */ reason, /** @type {string[]} */ ...ids) =>
  Object.fromEntries(ids.map((id) => [id, reason]));

const hourMs = 3_600_000;

/** Acts on what has not been seen before, told apart by `keyOf`. */
const claimBy = (
  /** @type {(event: FeishuEvent, request: import("../event-endpoint.mjs").WebhookRequest) => string} */ keyOf,
) =>
  withRules(() => {
    /** @type {Set<string>} */
    const seen = new Set();
    return {
      claim: async (event, request) => {
        const key = keyOf(event, request);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
      },
    };
  });

/** Bugs in acting once, however often and however late an event comes. */
export const repeatMutants = [
  webhookMutant({
    name: "acts-on-every-copy",
    caughtBy: "idempotency/duplicate",
    describe: "Acts on every push, also of an event it has handled.",
    alsoCaughtBy: alsoSeenAsRepeat(
      "It acts on any repeat.",
      "idempotency/concurrent-duplicates",
      "idempotency/many-events",
      "idempotency/after-restart",
      "retry/fresh-signature",
    ),
    create: withRules(() => ({ claim: async () => true })),
  }),
  webhookMutant({
    name: "conflict-on-repeat",
    caughtBy: "idempotency/duplicate",
    describe: "Answers a repeat with 409, which makes Feishu send it again.",
    alsoCaughtBy: alsoSeenAsRepeat(
      "A repeat is to be answered 200.",
      "idempotency/concurrent-duplicates",
      "idempotency/after-restart",
      "retry/fresh-signature",
    ),
    create: answering(
      () => (verdict) =>
        verdict.kind === "duplicate" ? { status: 409, body: { error: "conflict" } } : undefined,
    ),
  }),
  webhookMutant({
    name: "looks-then-writes",
    caughtBy: "idempotency/concurrent-duplicates",
    describe: "Looks whether the event is new, waits for its database, then notes it.",
    create: withRules(() => {
      /** @type {Set<string>} */
      const seen = new Set();
      return {
        claim: async (event) => {
          if (seen.has(idOf(event))) return false;
          await pause(100);
          seen.add(idOf(event));
          return true;
        },
      };
    }),
  }),
  webhookMutant({
    name: "one-content-one-event",
    caughtBy: "idempotency/same-content-new-id",
    describe: "Takes the same settings under another event_id for a repeat.",
    create: claimBy(({ event }) => JSON.stringify(event)),
  }),
  webhookMutant({
    name: "remembers-a-hundred",
    caughtBy: "idempotency/many-events",
    describe: "Remembers the last hundred event ids and no more.",
    create: withRules(() => {
      /** @type {string[]} */
      const last = [];
      return {
        claim: async (event) => {
          if (last.includes(idOf(event))) return false;
          last.push(idOf(event));
          if (last.length > 100) last.shift();
          return true;
        },
      };
    }),
  }),
  webhookMutant({
    name: "forgets-after-two-hours",
    caughtBy: "idempotency/horizon",
    describe: "Remembers event ids for two hours; the last retry comes after seven.",
    alsoCaughtBy: alsoSeenAsRepeat(
      "Its memory is gone with the process.",
      "idempotency/after-restart",
    ),
    create: forgetting("date", 2 * hourMs),
  }),
  webhookMutant({
    name: "memory-only",
    caughtBy: "idempotency/after-restart",
    describe: "Forgets at a restart which events it has handled.",
    create: ({ statePath: _forgotten, ...settings }) => createReceiver(settings),
  }),
  webhookMutant({
    name: "claims-before-it-has-read",
    caughtBy: "retry/first-attempt-lost",
    mode: "token-only",
    describe: "Notes the event_id as soon as it has come in, before the body is complete.",
    alsoCaughtBy: {
      "security/forgery-keeps-id": "That is before it has seen the token, too.",
    },
    create: (settings) => {
      /** @type {Set<string>} */
      const begun = new Set();
      const firstBodies = new WeakSet();
      const claim = async (/** @type {FeishuEvent} */ _event, /** @type {any} */ request) =>
        firstBodies.has(request.body);
      return serveEndpoint(createEventEndpoint(settings, { claim }).handle, {
        readBody: async (request, maxBytes) => {
          let isFirst = false;
          request.on("data", (chunk) => {
            const id = /"event_id":"(\w+)"/.exec(chunk.toString("latin1"))?.[1];
            if (id === undefined || begun.has(id)) return;
            begun.add(id);
            isFirst = true;
          });
          const body = await readRequestBody(request, maxBytes);
          if (isFirst && body) firstBodies.add(body);
          return body;
        },
      });
    },
  }),
  webhookMutant({
    name: "notes-before-failing-work",
    byChance: true,
    caughtBy: "retry/own-failure",
    describe:
      "Notes the event_id before the work; each seventh work fails with 500, and its retry is a repeat.",
    alsoCaughtBy: {
      "event/flaky": "It refuses good events now and then.",
      "event/keep-alive": "One of eight events is the seventh.",
      "event/concurrent": "So are seven of fifty.",
    },
    create: answering(() => {
      const fails = createNowAndThen();
      return ({ kind }) =>
        kind === "event" && fails()
          ? { status: 500, body: { error: "database is locked" } }
          : undefined;
    }),
  }),
  webhookMutant({
    name: "works-from-memory",
    caughtBy: "retry/after-kill",
    describe: "Notes the event on disk, answers 200, and does the work 300 ms later from memory.",
    create: ({ onEvent, ...settings }) =>
      createReceiver({
        ...settings,
        onEvent: (event) => void setTimeout(() => void onEvent?.(event), 300),
      }),
  }),
  webhookMutant({
    name: "old-news",
    caughtBy: "retry/late-retry",
    describe: "Refuses an event made more than an hour ago; the last retry comes after seven.",
    alsoCaughtBy: { "retry/original-signature": "That event is six hours old as well." },
    create: refusing((_event, { header }) => Number(header.create_time) < Date.now() - hourMs),
  }),
  webhookMutant({
    name: "one-body-one-event",
    caughtBy: "retry/fresh-signature",
    describe: "Tells repeats by their bytes; a retry with a new IV looks new.",
    alsoCaughtBy: alsoSeenAsRepeat(
      "Where the copies are encrypted one by one, each looks new.",
      "idempotency/duplicate",
      "idempotency/concurrent-duplicates",
      "idempotency/many-events",
      "idempotency/after-restart",
    ),
    create: claimBy((_event, { body }) => createHash("sha256").update(body).digest("hex")),
  }),
  webhookMutant({
    name: "one-hour-window",
    caughtBy: "retry/original-signature",
    describe: "Takes signatures of up to an hour, too short if retries keep the first one.",
    create: withRules(() => ({
      isFresh: (request, nowMs) =>
        rules.isFresh(request, nowMs) &&
        Number(request.headers["x-lark-request-timestamp"]) * 1000 > nowMs - hourMs,
    })),
  }),
];
