import { createServer, type RequestListener, type Server } from "node:http";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/contract/catalogue.js";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import type { Report } from "../../../src/contract/report/report.js";
import { rewordReport } from "../../../src/contract/report/word-report.js";
import type { Verdict } from "../../../src/contract/report/verdict.js";
import { beginToAct, createEventEndpoint } from "../../receivers/event-endpoint.mjs";
import { withHandle } from "../../receivers/mutants/mutant.mjs";
import { createReceiver, serveEndpoint } from "../../receivers/node-http.mjs";
import { judgeReceiver, keys, resultOf } from "../judge-receiver.js";

const idsOf = (report: Report, ...verdicts: Verdict[]): string[] =>
  report.checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

const isEventAnswer = (answer: { status: number; body: object }): boolean =>
  answer.status === 200 && !("challenge" in answer.body);

/** A good receiver whose answers to events are sent by `send` instead. */
const answering =
  (send: RequestListener) =>
  (settings: Parameters<typeof createEventEndpoint>[0]): Server => {
    const { handle } = createEventEndpoint(settings);
    return createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        void handle({ headers: request.headers, body: Buffer.concat(parts) }).then((answer) =>
          isEventAnswer(answer)
            ? send(request, response)
            : response.writeHead(answer.status).end(JSON.stringify(answer.body)),
        );
      });
    });
  };

describe("the checks of challenges, events and repeats", () => {
  it("decide without a witness only what the status decides", async () => {
    const groups = ["challenge", "event", "idempotency"];
    const report = await checkReceiver({
      target: createReceiver(keys),
      app: keys,
      only: groups,
      seed: 42,
    });
    expect(idsOf(report, "pass")).toEqual([
      "challenge/echo",
      "challenge/within-1s",
      "challenge/wrong-token-refused",
      "challenge/plaintext-refused",
      "event/within-3s",
      "event/status-200",
      "event/optional-blocks-absent",
      "event/five-hundred-subscribers",
      "event/unknown-fields",
      "event/keep-alive",
      "event/flaky",
    ]);
    expect(idsOf(report, "fail", "warn", "error")).toEqual([]);
    for (const { reason } of report.checks.filter(({ verdict }) => verdict === "inconclusive")) {
      expect(reason).toContain("add --exec");
    }
  });

  it("name the place a receiver redirects to", async () => {
    const redirect = answering((_request, response) =>
      response.writeHead(302, { Location: "https://example.test/login" }).end(),
    );
    const report = await judgeReceiver(redirect, ["event/status-200"]);
    expect(resultOf(report, "event/status-200")).toMatchObject({
      verdict: "fail",
      expected: "status 200",
      actual: "status 302 to https://example.test/login",
    });
    expect(resultOf(rewordReport(report, "zh"), "event/status-200")).toMatchObject({
      title: "正常事件的响应就是 200，不是其他 2xx 或重定向",
      expected: "状态码 200",
      actual: "状态码 302，重定向到 https://example.test/login",
    });
  });

  it("say nothing of the success status of a receiver that accepts nothing", async () => {
    const failing = answering((_request, response) => response.writeHead(500).end());
    const report = await judgeReceiver(failing, ["event/status-200"]);
    expect(resultOf(report, "event/status-200")).toMatchObject({
      verdict: "inconclusive",
      reason: "A good event was not accepted (status 500): see event/accepted.",
    });
  });

  it("name which of several events was refused, and how", async () => {
    const report = await judgeReceiver(
      (settings) => serveEndpoint(createEventEndpoint(settings, refusesFractions).handle),
      ["event/boundary-values"],
    );
    expect(resultOf(report, "event/boundary-values")).toMatchObject({
      verdict: "fail",
      reason:
        "Each of an event with the smallest values, an event with a meeting_duration of 1.25 h and no approvers was not accepted: it refuses approve_config.meeting_duration 0.1, takes 3.",
      expected: "status 200 for each",
      actual:
        "an event with the smallest values: status 400; an event with a meeting_duration of 1.25 h and no approvers: status 400",
    });
    expect(resultOf(rewordReport(report, "zh"), "event/boundary-values")).toMatchObject({
      reason:
        "各项取最小值的事件、meeting_duration 为 1.25 小时且审批人列表为空的事件均推送失败。原因：approve_config.meeting_duration 为 0.1（为 3 时可接受）。",
      expected: "每个都返回状态码 200",
      actual:
        "各项取最小值的事件：状态码 400；meeting_duration 为 1.25 小时且审批人列表为空的事件：状态码 400",
    });
  });

  it.each([
    "event/level-scope",
    "event/null-user-id",
    "event/optional-blocks-absent",
    "event/five-hundred-subscribers",
    "event/unknown-fields",
    "event/header-names-any-case",
    "event/escaped-characters",
    "event/body-in-pieces",
    "event/keep-alive",
    "event/concurrent",
    "idempotency/same-content-new-id",
  ] as const)("%s sees through a 200 for an event that is not acted on", async (id) => {
    const report = await judgeReceiver(actingOnSome(), [id]);
    expect(report.witness.state).toBe("calibrated");
    const { verdict, actual } = resultOf(report, id);
    expect(["fail", "warn"]).toContain(verdict);
    expect(actual).toMatch(/effect/);
  });

  it("counts which of 50 events at once were refused", async () => {
    let taken = 0;
    const busyReceiver = withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      if (!isEventAnswer(answer)) return answer;
      taken += 1;
      return taken > 40 ? { status: 503, body: {} } : answer;
    });
    const report = await judgeReceiver(busyReceiver, ["event/concurrent"]);
    const { actual, expected } = resultOf(report, "event/concurrent");
    expect(expected).toBe("50 × status 200 within 3 s");
    expect(actual).toMatch(/^\d+ × status 200, \d+ × status 503$/);
  });

  it("bring along what takes longest when only the time is asked for", async () => {
    const slow = withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      if (request.body.length > 50_000) await new Promise((done) => setTimeout(done, 3_300));
      return answer;
    });
    const report = await judgeReceiver(slow, ["event/within-3s"]);
    expect(resultOf(report, "event/within-3s")).toMatchObject({
      verdict: "fail",
      expected: "each answer within 3000 ms",
      actual: expect.stringMatching(
        /^no answer after 3\.\d s to an event with .* \(event\/[\w-]+\)$/,
      ) as string,
    });
  });

  it("let a receiver end the connection after each answer when it says so", async () => {
    const closing = answering((_request, response) =>
      response.writeHead(200, { Connection: "close" }).end(),
    );
    const report = await judgeReceiver(closing, ["event/keep-alive"]);
    expect(resultOf(report, "event/keep-alive").verdict).toBe("pass");
  });

  it("hold the severity and the place of every check in the catalogue", () => {
    const ours = catalogue.filter(({ id }) => /^(challenge|event|idempotency)\//.test(id));
    expect(ours).toHaveLength(28);
    expect(ours.filter(({ severity }) => severity === "info")).toEqual([]);
    expect(ours.filter(({ severity }) => severity === "should").map(({ id }) => id)).toEqual([
      "challenge/wrong-token-refused",
      "challenge/plaintext-refused",
      "event/optional-blocks-absent",
      "event/five-hundred-subscribers",
      "event/unknown-fields",
      "event/unknown-type",
      "event/keep-alive",
      "idempotency/after-restart",
      "idempotency/many-events",
    ]);
  });
});

/** Takes whole hours only. */
const refusesFractions: Parameters<typeof createEventEndpoint>[1] = {
  isEvent: (payload: { event?: { approve_config?: { meeting_duration?: number } } }) =>
    Number.isInteger(payload.event?.approve_config?.meeting_duration ?? 1),
};

/** Accepts everything and acts on its first event only, which is the one the witness is calibrated with. */
function actingOnSome() {
  return (settings: Parameters<typeof createEventEndpoint>[0]): Server => {
    const { judge } = createEventEndpoint(settings);
    let acted = 0;
    return serveEndpoint(async (request) => {
      const verdict = await judge(request);
      if (verdict.kind === "refused") return { status: verdict.status, body: {} };
      if (verdict.kind === "challenge") {
        return { status: 200, body: { challenge: verdict.payload.challenge } };
      }
      if (verdict.kind === "event" && acted++ < 1) beginToAct(settings.onEvent, verdict.payload);
      return { status: 200, body: {} };
    });
  };
}
