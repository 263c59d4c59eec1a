import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpHandler } from "../../base/http-handler.js";
import type { WallClock } from "../../base/wall-clock.js";
import { readRequestBody } from "../../open-api/read-request-body.js";
import { createFunctionWitness } from "../../receiver/witness/function-witness.js";
import type { Witness } from "../../receiver/witness/witness.js";
import type { StandInBehaviour } from "../console-state.js";
import { createEffectCounts } from "./effect-counts.js";
import { standInPath } from "./stand-in-path.js";
import { judgeRequest, type StandInKeys } from "./judge-request.js";

export interface StandInOptions {
  /** The app's keys as they are now. */
  readonly keys: () => StandInKeys;
  readonly wall: WallClock;
  /** Events whose effects are remembered; default 100,000. */
  readonly keep?: number;
}

/** A receiver of our own, for those who have none yet: it does all that Feishu needs, or fails as asked. */
export interface StandInReceiver {
  /** Answers {@link standInPath}, and leaves every other path to the next handler. */
  readonly handler: HttpHandler;
  /** Counts how often it acted on each event. */
  readonly witness: Witness;
  readonly behaviour: StandInBehaviour;
  behave(behaviour: StandInBehaviour): void;
}

/** Later than the three seconds Feishu waits. */
const lateAfterMs = 3_500;

export function createStandInReceiver({ keys, wall, keep }: StandInOptions): StandInReceiver {
  const effects = createEffectCounts(keep === undefined ? {} : { keep });
  const listeners = new Set<() => void>();
  let behaviour: StandInBehaviour = "good";

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return answer(response, 405, problem("method not allowed"));
    const body = await readRequestBody(request);
    if (body === "left" || behaviour === "silent") return;
    if (body === "too-long") return answer(response, 413, problem("too large"));
    if (behaviour === "answers-500") return answer(response, 500, problem("failed"));
    if (!isJson(request.headers["content-type"])) return answer(response, 415, problem("not JSON"));
    const verdict = judgeRequest({ headers: request.headers, body }, keys(), wall.now());
    switch (verdict.kind) {
      case "refused":
        return answer(response, verdict.status, problem("refused"));
      case "challenge":
        return answerInTime(response, { challenge: verdict.challenge });
      case "not-ours":
        return answerInTime(response, {});
      case "event":
        answerInTime(response, {});
        return takeEvent(verdict.eventId);
      default:
        return verdict satisfies never;
    }
  }

  function takeEvent(eventId: string): void {
    if (behaviour === "ignores") return;
    if (behaviour !== "acts-twice" && effects.of(eventId) > 0) return;
    effects.add(eventId);
    for (const listener of listeners) listener();
  }

  function answerInTime(response: ServerResponse, body: object): void {
    if (behaviour !== "answers-late") return answer(response, 200, body);
    const timer = wall.setTimer(() => answer(response, 200, body), lateAfterMs, { unref: true });
    response.on("close", () => timer.cancel());
  }

  return {
    handler(request, response, next) {
      const [path] = (request.url ?? "").split("?", 1);
      if (path === standInPath) void receive(request, response);
      else next();
    },
    witness: {
      ...createFunctionWitness(({ eventId }) => effects.of(eventId)),
      onNews(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    get behaviour() {
      return behaviour;
    },
    behave: (asked) => {
      behaviour = asked;
    },
  };
}

const problem = (error: string): object => ({ error });

const isJson = (type: string | undefined): boolean =>
  type?.split(";")[0]?.trim().toLowerCase() === "application/json";

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(json),
  });
  response.end(json);
}
