import { createHash } from "node:crypto";
import { actLater, createEventEndpoint, rules } from "../event-endpoint.mjs";
import { createReceiver, readRequestBody, serveEndpoint } from "../node-http.mjs";
import { pause, refusing, webhookMutant, withRules } from "./mutant.mjs";

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
    create: (settings) => {
      const { judge } = createEventEndpoint(settings);
      return serveEndpoint(async (request) => {
        const verdict = await judge(request);
        if (verdict.kind === "refused") return { status: verdict.status, body: {} };
        if (verdict.kind === "challenge") {
          return { status: 200, body: { challenge: verdict.payload.challenge } };
        }
        if (verdict.kind === "duplicate") return { status: 409, body: { error: "conflict" } };
        if (verdict.kind === "event") actLater(settings.onEvent, verdict.payload);
        return { status: 200, body: {} };
      });
    },
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
