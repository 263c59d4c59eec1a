import { reserveConfigType } from "../../../src/event/reserve-config/reserve-config-type.js";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRealClock } from "../../../src/base/clock.js";
import { createRandom } from "../../../src/base/random.js";
import type { Outcome } from "../../../src/delivery/outcome.js";
import type { App } from "../../../src/event/app.js";
import { createDirectory } from "../../../src/event/directory.js";
import { createEventFactory } from "../../../src/event/reserve-config/event-factory.js";
import { createSimulator } from "../../../src/simulator/simulator.js";
import { findCauses } from "../../../src/contract/causes/find-causes.js";
import { isAccepted, recordExchange } from "../../../src/contract/report/exchange.js";
import type { CheckResult, Saw, StartWith } from "../../../src/contract/report/report.js";
import type { FirstContact, Reception } from "../../../src/contract/suite/first-contact.js";
import { judgeUrlVerification } from "../../../src/wire/url-verification.js";
import { verbatim } from "../../../src/base/text.js";
import { resultInTexts } from "../in-texts.js";
import { sampleResult } from "../sample-report.js";
import { app as tinyApp } from "./tiny-app.js";

export interface DiagnoseOptions {
  readonly app?: App;
  /** The event_ids it acted on; without it there is no witness. */
  readonly handled?: readonly string[];
  readonly path?: string;
  /** What stood on its stderr. */
  readonly saw?: Saw;
  /** Failures besides those of event/accepted and challenge/echo. */
  readonly more?: readonly CheckResult[];
  /** How long an event may take, milliseconds. */
  readonly limitMs?: number;
  /** Leaves challenge/echo out, as a run of event/accepted alone does. */
  readonly eventsOnly?: boolean;
}

function receptionOf(good: readonly Outcome[], challenge: Outcome): Reception {
  if (good.every(isAccepted)) return "accepted";
  if (good.some(isAccepted)) return "flaky";
  if (!good.every(({ kind }) => kind === "timed-out")) return "refused";
  return challenge.kind === "timed-out" ? "silent" : "late";
}

export interface Diagnosis {
  readonly startWith: readonly (StartWith & { readonly inChinese: readonly string[] })[];
  readonly causes: readonly string[];
  /** How many requests the probes have sent. */
  readonly sent: number;
}

/** Makes first contact with a receiver as a run does, fails the two checks that follow from it, and asks for causes. */
export async function diagnose(
  server: Server,
  {
    app = tinyApp,
    handled,
    path = "/webhook/event",
    saw,
    more = [],
    limitMs = 3_000,
    eventsOnly = false,
  }: DiagnoseOptions = {},
): Promise<Diagnosis> {
  const clock = createRealClock();
  const random = createRandom(7);
  const simulator = createSimulator({ app, seed: 7, clock });
  const { builder } = simulator;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const directory = await createDirectory({ random, names: false });
  const factory = createEventFactory({ random, directory, app, now: () => clock.wall.now() });
  let sent = 0;
  const send = (request: Parameters<typeof recordExchange>[1], to = url, totalMs = limitMs) => {
    sent++;
    return simulator.send({ to, request, connection: "fresh", limits: { totalMs } });
  };
  const isShown = (eventId: string): boolean => handled?.includes(eventId) === true;

  const makeEvent: typeof factory.create = (options) => {
    const event = factory.create({ scope: "room", ...options });
    event.event.scope_id = `omm_${random.hex(32)}`;
    if (event.event.approve_config && options?.variant === undefined) {
      event.event.approve_config.meeting_duration = 2;
    }
    return event;
  };

  async function firstContact(): Promise<FirstContact> {
    const challenge = random.uuid();
    const echoed = await send(builder.urlVerification({ random, challenge }));
    const verified =
      echoed.kind === "answered" &&
      judgeUrlVerification({ ...echoed, durationMs: 0 }, { challenge }).verified;
    const good = [];
    for (const event of [makeEvent(), makeEvent()]) {
      const request = builder.event(event, { random, timestampMs: clock.wall.now() });
      const outcome = await send(request);
      const exchange = recordExchange(verbatim("a good event"), request, outcome);
      good.push({ event, outcome, exchange, stderr: [] });
    }
    const outcomes = good.map(({ outcome }) => outcome);
    const reception = receptionOf(outcomes, echoed);
    const challengeTrial = { outcome: echoed, verified };
    return {
      reception,
      good,
      challenge: challengeTrial,
      challengeStderr: [],
      coldChallenge: challengeTrial,
      frozenAfterAnswer: false,
    };
  }

  try {
    const contact = await firstContact();
    const acted =
      handled === undefined || contact.good.every(({ event }) => isShown(event.header.event_id));
    const failing = sampleResult({
      verdict: "fail",
      ...(saw ? { saw } : {}),
      ...(acted ? {} : { effects: 0 }),
    });
    const checks = [
      ...(contact.challenge.verified || eventsOnly
        ? []
        : [{ ...failing, id: "challenge/echo" as const }]),
      ...(contact.reception === "accepted" && acted ? [] : [failing]),
      ...more,
    ];
    const occurrencesPerEffect = { eventId: 1, subjectId: 1 };
    const witness = handled
      ? ({ state: "calibrated", kind: "output", occurrencesPerEffect } as const)
      : ({ state: "none" } as const);
    const mode = app.encryptKey === "" ? "webhook-plaintext" : "webhook-encrypted";
    sent = 0;
    const found = await findCauses(
      { checks: checks.map(resultInTexts), findings: [], mode, witness },
      {
        app,
        builder,
        random,
        wall: clock.wall,
        contact,
        url,
        type: reserveConfigType,
        makeEvent,
        send: (request, options = {}) =>
          send(
            request,
            new URL(options.path ?? path, url).href,
            Math.min(options.totalMs ?? limitMs, limitMs),
          ),
        areShown: (events) => Promise.resolve(events.map(({ header }) => isShown(header.event_id))),
      },
    );
    const startWith = found.map(({ text, evidence, ...entry }) => ({
      ...entry,
      text: text.in("en"),
      evidence: evidence.map((line) => line.in("en")),
      inChinese: [text, ...evidence].map((line) => line.in("zh")),
    }));
    return { startWith, causes: startWith.map(({ cause }) => cause), sent };
  } finally {
    await simulator.close();
    server.closeAllConnections();
    await new Promise<void>((done) => void server.close(() => done()));
  }
}
