import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import {
  computeSignature,
  createEventEndpoint,
  defaultEventTypes,
  rules,
} from "../event-endpoint.mjs";
import { createReceiver, serveEndpoint } from "../node-http.mjs";
import {
  createNowAndThen,
  pause,
  refusing,
  tryOpen,
  webhookMutant,
  withHandle,
  withRules,
} from "./mutant.mjs";

const subscribersOf = (/** @type {any} */ event) => [
  ...(event?.reserve_scope_config?.allow_users ?? []),
  ...(event?.reserve_scope_config?.allow_depts ?? []),
];

const peopleOf = (/** @type {any} */ event) => [
  ...(event?.reserve_scope_config?.allow_users ?? []),
  ...(event?.approve_config?.approvers ?? []),
];

const knownFields = [
  "approve_config",
  "message",
  "reserve_scope_config",
  "scope_id",
  "scope_type",
  "sender",
  "time_config",
];

const mostAtOnce = 40;

/** Bugs in taking a good event. */
export const eventMutants = [
  webhookMutant({
    name: "hmac-signature",
    caughtBy: "event/accepted",
    describe: "Computes the signature as HMAC-SHA256 with the Encrypt Key.",
    alsoCaughtBy: {
      "security/wrong-formula": "That names the formula it takes instead.",
    },
    create: withRules(() => ({
      isSigned: ({ headers, body }, encryptKey) =>
        headers["x-lark-signature"] ===
        createHmac("sha256", encryptKey)
          .update(
            `${String(headers["x-lark-request-timestamp"])}${String(headers["x-lark-request-nonce"])}`,
          )
          .update(body)
          .digest("hex"),
    })),
  }),
  webhookMutant({
    name: "asks-about-every-subscriber",
    caughtBy: "event/within-3s",
    aboutContent: true,
    describe: "Looks up subscriber after subscriber before it answers: 500 of them take 3.5 s.",
    alsoCaughtBy: {
      "event/five-hundred-subscribers": "That is the event it is slow about.",
    },
    create: withHandle((handle, { encryptKey }) => async (request, raw) => {
      const answer = await handle(request, raw);
      const count = subscribersOf(tryOpen(request.body, encryptKey)?.event).length;
      if (count > 100) await pause(count * 7);
      return answer;
    }),
  }),
  webhookMutant({
    name: "answers-204",
    caughtBy: "event/status-200",
    describe: "Answers an event with 204 No Content.",
    alsoCaughtBy: {
      "event/accepted": "Feishu counts only 200 as received.",
    },
    create: withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      const taken = answer.status === 200 && !("challenge" in answer.body);
      return taken ? { status: 204, body: {} } : answer;
    }),
  }),
  webhookMutant({
    name: "rooms-only",
    caughtBy: "event/level-scope",
    describe: "Refuses a scope id that is not a room's.",
    create: refusing(({ scope_id }) => !String(scope_id).startsWith("omm_")),
  }),
  webhookMutant({
    name: "user-id-is-a-string",
    caughtBy: "event/null-user-id",
    describe: "Refuses a user_id of null, which is what an app without the permission gets.",
    create: refusing((event) => peopleOf(event).some(({ user_id }) => user_id?.user_id === null)),
  }),
  webhookMutant({
    name: "needs-every-block",
    caughtBy: "event/optional-blocks-absent",
    describe: "Refuses an event without time_config.",
    create: refusing(({ time_config }) => time_config === undefined),
  }),
  webhookMutant({
    name: "quarter-of-an-hour",
    caughtBy: "event/boundary-values",
    describe: "Refuses a meeting_duration under a quarter of an hour; 0.1 is allowed.",
    create: refusing(({ approve_config }) => approve_config?.meeting_duration < 0.25),
  }),
  webhookMutant({
    name: "whole-hours-only",
    caughtBy: "event/boundary-values",
    describe: "Refuses a meeting_duration that is no whole number of hours.",
    create: refusing(
      ({ approve_config }) =>
        approve_config?.meeting_duration !== undefined &&
        !Number.isInteger(approve_config.meeting_duration),
    ),
  }),
  webhookMutant({
    name: "first-approver",
    caughtBy: "event/boundary-values",
    describe: "Reads approvers[0] without looking whether there is one.",
    create: refusing(
      ({ approve_config }) =>
        approve_config?.approvers !== undefined && approve_config.approvers[0] === undefined,
    ),
  }),
  webhookMutant({
    name: "small-body-limit",
    caughtBy: "event/five-hundred-subscribers",
    describe: "Refuses bodies over 32 kB.",
    create: (settings) =>
      serveEndpoint(createEventEndpoint(settings).handle, { maxBytes: 32 * 1024 }),
  }),
  webhookMutant({
    name: "strict-fields",
    caughtBy: "event/unknown-fields",
    describe: "Refuses an event with a field that it does not know.",
    create: refusing((event) => Object.keys(event).some((field) => !knownFields.includes(field))),
  }),
  webhookMutant({
    name: "unknown-type-is-an-error",
    caughtBy: "event/unknown-type",
    describe: "Answers 500 to an event of a type it does not handle.",
    create: (settings) => {
      const { judge, handle } = createEventEndpoint(settings);
      return serveEndpoint(async (request) => {
        const type = tryOpen(request.body, settings.encryptKey)?.header?.event_type;
        const { eventTypes = defaultEventTypes } = settings;
        const handled = type === undefined || eventTypes.includes(type);
        if (handled || (await judge(request)).kind !== "ignored") return handle(request);
        return { status: 500, body: { error: "no handler" } };
      });
    },
  }),
  webhookMutant({
    name: "first-type-only",
    caughtBy: "event/every-type",
    describe: "Has a handler for the first of its types only, and answers 200 to the others.",
    create: ({ eventTypes = defaultEventTypes, ...settings }) =>
      createReceiver({ ...settings, eventTypes: eventTypes.slice(0, 1) }),
  }),
  webhookMutant({
    name: "canonical-header-names",
    caughtBy: "event/header-names-any-case",
    describe: "Looks for X-Lark-Signature in just this case.",
    create: withRules(() => ({
      isSigned: (request, encryptKey) =>
        (request.rawHeaders ?? []).includes("X-Lark-Signature") &&
        rules.isSigned(request, encryptKey),
    })),
  }),
  webhookMutant({
    name: "reads-ascii",
    caughtBy: "event/escaped-characters",
    describe: "Decodes the decrypted bytes as ASCII.",
    create: withRules(() => ({
      parse: (bytes) => JSON.parse(Buffer.from(bytes).toString("ascii")),
    })),
  }),
  webhookMutant({
    name: "signs-the-parsed-body",
    caughtBy: "event/escaped-characters",
    mode: "token-only",
    describe: "Verifies the (empty-key) signature over JSON.stringify of the parsed body.",
    create: withHandle((handle) => async (request, raw) => {
      const payload = tryOpen(request.body);
      if (!payload || payload.type === "url_verification") return handle(request, raw);
      const again = { ...request, body: Buffer.from(JSON.stringify(payload)) };
      return computeSignature(again) === request.headers["x-lark-signature"]
        ? handle(request, raw)
        : { status: 401, body: { error: "unauthorized" } };
    }),
  }),
  webhookMutant({
    name: "first-piece-only",
    caughtBy: "event/body-in-pieces",
    describe: "Takes the first piece of the body for all of it.",
    alsoCaughtBy: {
      "event/five-hundred-subscribers": "A body of this size never comes in one piece.",
    },
    create: (settings) =>
      serveEndpoint(createEventEndpoint(settings).handle, {
        readBody: (request) =>
          new Promise((resolve, reject) => {
            request.once("data", resolve);
            request.once("end", () => resolve(Buffer.alloc(0)));
            request.once("error", reject);
          }),
      }),
  }),
  webhookMutant({
    name: "two-requests-a-connection",
    caughtBy: "event/keep-alive",
    describe: "Drops the connection at the third request that comes over it.",
    create: (settings) => {
      const good = createReceiver(settings);
      const counts = new WeakMap();
      return createServer((request, response) => {
        const count = (counts.get(request.socket) ?? 0) + 1;
        counts.set(request.socket, count);
        if (count > 2) request.socket.destroy();
        else good.emit("request", request, response);
      });
    },
  }),
  webhookMutant({
    name: "forty-at-once",
    caughtBy: "event/concurrent",
    describe: `Holds each event for up to 1 s while more come and refuses those beyond ${mostAtOnce} at once.`,
    create: withHandle((handle, { encryptKey }) => {
      let busy = 0;
      let arrived = 0;
      return async (request, raw) => {
        if (!tryOpen(request.body, encryptKey)?.header) return handle(request, raw);
        arrived += 1;
        if (busy >= mostAtOnce) return { status: 503, body: { error: "busy" } };
        busy += 1;
        try {
          const answer = await handle(request, raw);
          // A busy machine may spread fifty events over more than any one pause.
          for (let before = -1, pauses = 0; before !== arrived && pauses < 5; pauses += 1) {
            before = arrived;
            await pause(200);
          }
          return answer;
        } finally {
          busy -= 1;
        }
      };
    }),
  }),
  webhookMutant({
    name: "fails-now-and-then",
    byChance: true,
    caughtBy: "event/flaky",
    describe: "Answers each seventh event with 500 before it notes it; the retry is acted on.",
    alsoCaughtBy: {
      "event/keep-alive": "One of eight events is the seventh.",
      "event/concurrent": "So are seven of fifty.",
    },
    create: withHandle((handle, { encryptKey, eventTypes = defaultEventTypes }) => {
      const fails = createNowAndThen();
      return async (request, raw) => {
        const type = tryOpen(request.body, encryptKey)?.header?.event_type;
        return eventTypes.includes(type) && fails()
          ? { status: 500, body: { error: "database is locked" } }
          : handle(request, raw);
      };
    }),
  }),
];
