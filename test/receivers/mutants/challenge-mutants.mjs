import { rules } from "../event-endpoint.mjs";
import { pause, tryOpen, webhookMutant, withHandle, withRules } from "./mutant.mjs";

const isChallenge = (/** @type {any} */ payload) => payload?.type === "url_verification";

/** Bugs in answering the url_verification request. */
export const challengeMutants = [
  webhookMutant({
    name: "forgets-the-challenge",
    caughtBy: "challenge/echo",
    describe: "Answers the URL check with an empty object.",
    alsoCaughtBy: { "challenge/within-1s": "Nothing is echoed, so nothing is in time." },
    create: withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      return "challenge" in answer.body ? { status: 200, body: {} } : answer;
    }),
  }),
  webhookMutant({
    name: "slow-challenge",
    caughtBy: "challenge/within-1s",
    describe: "Echoes the challenge after 1.2 s.",
    alsoCaughtBy: { "challenge/echo": "Feishu does not wait for an echo that comes so late." },
    create: withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      if ("challenge" in answer.body) await pause(1200);
      return answer;
    }),
  }),
  webhookMutant({
    name: "warms-up-at-the-first-request",
    caughtBy: "challenge/cold-start",
    describe: "Loads what it needs at the first request after the start, which takes 1.3 s.",
    create: withHandle((handle) => {
      /** @type {Promise<unknown> | undefined} */
      let warm;
      return async (request, raw) => {
        warm ??= pause(1300);
        await warm;
        return handle(request, raw);
      };
    }),
  }),
  webhookMutant({
    name: "challenge-of-any-token",
    caughtBy: "challenge/wrong-token-refused",
    describe: "Does not look at the token of the URL check.",
    create: withRules(() => ({
      isOurs: (token, expected, payload) => isChallenge(payload) || rules.isOurs(token, expected),
    })),
  }),
  webhookMutant({
    name: "plain-challenge",
    caughtBy: "challenge/plaintext-refused",
    describe: "Echoes a challenge in clear although it has an Encrypt Key.",
    create: withRules(() => ({
      open: (body, encryptKey) => {
        const inClear = tryOpen(body);
        return isChallenge(inClear) ? inClear : rules.open(body, encryptKey);
      },
    })),
  }),
];
