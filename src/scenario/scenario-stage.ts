import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import type { Language, Text } from "../base/text.js";
import type { Channel } from "../delivery/channel.js";
import type { Delivery } from "../delivery/delivery.js";
import type { Outcome } from "../delivery/outcome.js";
import type { Fault } from "../delivery/fault.js";
import type { App } from "../event/app.js";
import { applyOverrides } from "../event/overrides.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { reserveConfigEventType } from "../event/reserve-config/reserve-config-event.js";
import type { LeftBehind } from "../receiver/clock/joint-clock.js";
import type { EffectLedger } from "../receiver/effect-ledger.js";
import type { EventIds } from "../receiver/witness/witness.js";
import type { Receiver } from "../simulator/receiver-target.js";
import type { ApiFault } from "../open-api/create-open-api.js";
import type { Simulator } from "../simulator/simulator.js";
import { judgeEffects } from "./effects.js";
import {
  unmetByChange,
  unmetByDelivery,
  unmetByOutcome,
  unmetByRefusal,
  unmetByVerification,
} from "./expectations.js";
import type {
  Action,
  Expectation,
  FaultPlan,
  ReceiverAct,
  SendAction,
  Step,
  UpdateAction,
} from "./scenario.js";
import { createTenantChanges } from "./tenant-changes.js";
import { messageWithRemedy } from "../base/message-with-remedy.js";
import { stepTexts } from "./step-texts.js";

/** A receiver the runner may start and stop. */
export interface ReceiverControl {
  /** With the keys the app has now. */
  start(app: App): Promise<void>;
  stop(): Promise<void>;
  /** How it ended, when it ended without being told to, with what it printed last. */
  died(): Text | undefined;
}

export interface StageOptions {
  readonly clock: Clock;
  /** The receiver's webhook, for steps that need one. */
  readonly to?: Receiver;
  readonly receiver?: ReceiverControl;
  readonly onStepStarted?: (step: Step) => void;
  readonly onStep?: (result: StepResult) => void;
  /** What titles and reasons are worded in. Default: English. */
  readonly language?: Language | undefined;
  /** Ends the scenario in order: what is under way is cancelled, no further step is played. */
  readonly signal?: AbortSignal;
}

export type StepVerdict = "passed" | "failed" | "unchecked" | "stopped";

export interface StepResult {
  readonly title: string;
  /** Line of the step in its file. */
  readonly line: number;
  /**
   * "unchecked": an expected number of effects could not be counted, or the receiver's clock did not move
   * as it should have, and nothing failed.
   * "stopped": cut short on request, so what was not met says nothing.
   */
  readonly verdict: StepVerdict;
  /** One sentence each: what was not met, or could not be checked. */
  readonly reasons: readonly string[];
  /** The same as data; absent without reasons. */
  readonly data?: { readonly reasons: readonly Text[] };
  /** Real milliseconds. */
  readonly durationMs: number;
}

/** Where the steps of one scenario are played: what was sent so far, and what came of each step. */
export interface Stage {
  readonly results: readonly StepResult[];
  deliveries(): number;
  /** Why the steps after the last result were not played. */
  stopped(): Text | undefined;
  play(steps: readonly Step[]): Promise<void>;
  /** Resolves when the events of changes that the receiver made itself are delivered. */
  settled(): Promise<void>;
}

/** What one action brought about. */
interface Act {
  readonly unmet: readonly Text[];
  /** Events whose effects the step is about. */
  readonly events: readonly EventIds[];
}

const stoppedOnRequest = stepTexts("stopped");

const nothing: Act = { unmet: [], events: [] };

export function createStage(
  simulator: Simulator,
  {
    to,
    ledger,
    ...options
  }: Omit<StageOptions, "to"> & {
    readonly to: Receiver | Channel;
    /** The webhook of the receiver, when there is one. */
    readonly webhook: Receiver | undefined;
    /** Counts effects; without one expected effects stay unchecked. */
    readonly ledger: EffectLedger;
    /** How far the receiver's clock, which should have moved along, lags behind. */
    readonly leftBehind?: (() => LeftBehind | undefined) | undefined;
  },
): Stage {
  const { clock, receiver, signal, language = "en" } = options;
  const results: StepResult[] = [];
  const named = new Map<string, FeishuEvent>();
  const appAtStart = simulator.app;
  let networkBackAtMs = Number.NEGATIVE_INFINITY;
  let delivered = 0;
  let stopped: Text | undefined;
  /** Set when the last thing seen of the receiver was a connection that broke or was refused. */
  let isSilent = false;
  /** By a step: connections are refused then, and nobody has died. */
  let stoppedByUs = false;

  const changes = createTenantChanges({
    tenant: simulator.tenant,
    appId: () => simulator.app.appId,
    // As the tenant made it: of the events of rooms no schema is known that it could be held against.
    push: (event) => push(event, { allowInvalid: true }),
  });

  const isAborted = (): boolean => signal?.aborted === true;

  async function play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (stopped !== undefined) return;
      if (isAborted()) {
        stopped = stoppedOnRequest;
        return;
      }
      const { action } = step;
      if (action.kind === "repeat" || action.kind === "in-order") await play(action.steps);
      else if (action.kind === "parallel") {
        await Promise.all(action.steps.map((one) => play([one])));
      } else await playOne(step);
    }
  }

  async function playOne(step: Step): Promise<void> {
    const startedAt = clock.wall.elapsed();
    const behindBeforeMs = options.leftBehind?.()?.byMs ?? 0;
    options.onStepStarted?.(step);
    const { unmet, unknown = untested(step, behindBeforeMs) } = await judge(step);
    const death = await deathOf();
    if (death !== undefined) stopped = stepTexts("receiver-died");
    const failures = death === undefined ? unmet : [...unmet, stepTexts("died", { how: death })];
    const reasons = [...failures, ...(unknown === undefined ? [] : [unknown])];
    const isCutShort = isAborted() && reasons.length > 0;
    if (isCutShort) stopped = stoppedOnRequest;
    const judged = failures.length > 0 ? "failed" : unknown === undefined ? "passed" : "unchecked";
    const told = isCutShort ? [] : reasons;
    const result: StepResult = {
      title: step.title,
      line: step.position.line,
      verdict: isCutShort ? "stopped" : judged,
      reasons: told.map((reason) => reason.in(language)),
      ...(told.length > 0 && { data: { reasons: told } }),
      durationMs: clock.wall.elapsed() - startedAt,
    };
    results.push(result);
    options.onStep?.(result);
  }

  /** What was waited for without the receiver's clock shows nothing; nor do effects counted after it. */
  function untested({ expect }: Step, behindBeforeMs: number): Text | undefined {
    const behind = options.leftBehind?.();
    if (!behind) return undefined;
    if (behind.byMs === behindBeforeMs && expect?.effects === undefined) return undefined;
    return stepTexts("clock-left-behind", { reason: behind.trouble.reason });
  }

  /** A process that is about to die still looks alive for a while after its connections broke. */
  async function deathOf(): Promise<Text | undefined> {
    const isLikely = isSilent && !stoppedByUs;
    isSilent = false;
    if (!receiver) return undefined;
    const patientUntil = clock.wall.elapsed() + (isLikely ? dyingMs : 0);
    while (receiver.died() === undefined && clock.wall.elapsed() < patientUntil) {
      await clock.track(new Promise<void>((resolve) => clock.wall.setTimer(resolve, 20)));
    }
    return receiver.died();
  }

  /** One sentence for each thing that did not come out as expected, and why effects were not counted. */
  async function judge({ action, expect = {} }: Step): Promise<{
    readonly unmet: readonly Text[];
    readonly unknown?: Text | undefined;
  }> {
    try {
      const { unmet, events } = await perform(action, expect);
      const refused = expect.error === undefined ? [] : [notRefused(expect.error)];
      const effects = await clock.track(judgeEffects(ledger, events, expect.effects));
      return { unmet: [...refused, ...unmet, ...effects.unmet], unknown: effects.unknown };
    } catch (error) {
      if (isAborted()) return { unmet: [stoppedOnRequest] };
      if (!(error instanceof MocklarkError)) throw error;
      if (error.code === expect.error) return { unmet: [] };
      return { unmet: [messageWithRemedy(error)] };
    }
  }

  async function perform(action: Action, expect: Expectation): Promise<Act> {
    switch (action.kind) {
      case "send":
        return send(action, expect);
      case "update":
        return update(action, expect);
      case "open-api":
        await planApiFault(action.fault);
        return nothing;
      case "duplicate":
        return duplicate(action, expect);
      case "forge":
        return forge(action, expect);
      case "verify-url":
        return verifyUrl(action, expect);
      case "wait":
        await clock.sleep(action.durationMs, signal);
        return nothing;
      case "network":
        networkBackAtMs = clock.now() + action.downMs;
        return nothing;
      case "change-app":
        simulator.changeApp(action.settings ?? appAtStart);
        return nothing;
      case "receiver":
        await control(action.act);
        return nothing;
      case "parallel":
      case "in-order":
      case "repeat":
        // `play` takes these apart before a step of theirs gets here.
        return nothing;
      default:
        return action satisfies never;
    }
  }

  /** In batches, and nothing kept of an event but its ids, so that a large count stays small in memory. */
  const idsOf = (event: FeishuEvent): EventIds => ({
    eventId: event.header.event_id,
    subjectId: simulator.types.of(event).subjectIdOf(event),
  });

  async function send(action: SendAction, expect: Expectation): Promise<Act> {
    const unmet = createComplaints();
    const events: EventIds[] = [];
    let first: FeishuEvent | undefined;

    async function sendOne(): Promise<void> {
      const event = await eventOf(action);
      first ??= event;
      if (action.as !== undefined && event === first) named.set(action.as, event);
      if (expect.effects !== undefined) events.push(idsOf(event));
      unmet.add(unmetByDelivery(expect, await push(event, action)));
    }

    for (let left = action.count; left > 0 && !isAborted(); left -= batchSize) {
      await Promise.all(Array.from({ length: Math.min(batchSize, left) }, sendOne));
    }
    return { unmet: unmet.list(), events };
  }

  async function update(action: UpdateAction, expect: Expectation): Promise<Act> {
    const answer = await changes.make(action);
    if ("kind" in answer) return { unmet: unmetByRefusal(expect, answer), events: [] };
    const [first] = answer;
    if (action.as !== undefined && first) named.set(action.as, first);
    const deliveries = await Promise.all(answer.map((event) => push(event, action)));
    const complaints = createComplaints();
    complaints.add(unmetByChange(expect, answer.length));
    for (const delivery of deliveries) complaints.add(unmetByDelivery(expect, delivery));
    return { unmet: complaints.list(), events: answer.map(idsOf) };
  }

  async function planApiFault(fault: ApiFault | undefined): Promise<void> {
    const openApi = await simulator.openApi();
    if (fault) openApi.failNext(fault);
    else openApi.endFaults();
  }

  async function eventOf(action: SendAction): Promise<FeishuEvent> {
    const { event, set, unset, variant, scope, type = reserveConfigEventType } = action;
    if (event) return applyOverrides(event, { set, unset }, simulator.types.of(event).schemaNode);
    return simulator.generate(definedOnly({ type, overrides: set, unset, variant, scope }));
  }

  async function push(
    event: FeishuEvent,
    {
      fault,
      duplicates,
      allowInvalid,
    }: Partial<Pick<SendAction, "fault" | "duplicates" | "allowInvalid">> = {},
  ): Promise<Delivery> {
    const delivery = await simulator.push({
      to,
      event,
      fault: (attempt) => faultOf(fault, attempt),
      ...definedOnly({ signal, duplicates, allowInvalid }),
    });
    delivered++;
    isSilent = delivery.attempts.slice(-1).some(({ outcome }) => isBroken(outcome));
    return delivery;
  }

  function faultOf(plan: FaultPlan | undefined, attempt: number): Fault | undefined {
    if (clock.now() < networkBackAtMs) return { name: "outage" };
    return plan?.attempts.includes(attempt) === true ? plan.fault : undefined;
  }

  async function duplicate(
    { of, times, atOnce }: Action & { kind: "duplicate" },
    expect: Expectation,
  ): Promise<Act> {
    const event = known(of);
    const deliveries: Delivery[] = [];
    const copies = Array.from({ length: times }, () => event);
    if (atOnce) deliveries.push(...(await Promise.all(copies.map((copy) => push(copy)))));
    else for (const copy of copies) deliveries.push(await push(copy));
    const unmet = deliveries.flatMap((delivery) => unmetByDelivery(expect, delivery));
    return { unmet, events: [idsOf(event)] };
  }

  async function forge({ how, of }: Action & { kind: "forge" }, expect: Expectation): Promise<Act> {
    const event = of === undefined ? await simulator.generate() : known(of);
    const forging = simulator.forge({ to: webhook(), forgery: how, event });
    const outcome = await clock.track(forging);
    isSilent = isBroken(outcome);
    return { unmet: unmetByOutcome(expect, outcome), events: [idsOf(event)] };
  }

  async function verifyUrl(
    { token }: Action & { kind: "verify-url" },
    expect: Expectation,
  ): Promise<Act> {
    const verifying = simulator.verifyUrl({ to: webhook(), ...definedOnly({ token, signal }) });
    const result = await clock.track(verifying);
    const unmet = [
      ...unmetByVerification(expect, result),
      ...unmetByOutcome(expect, result.outcome),
    ];
    return { unmet, events: [] };
  }

  function known(name: string): FeishuEvent {
    const event = named.get(name);
    if (event) return event;
    // The parser has seen to it that some step sends it; that step must have failed.
    throw new MocklarkError("USAGE", stepTexts("never-made", { name }), {
      remedy: stepTexts("never-made-remedy"),
    });
  }

  function webhook(): Receiver {
    if (options.webhook !== undefined) return options.webhook;
    throw new MocklarkError("USAGE", stepTexts("needs-webhook"), {
      remedy: stepTexts("needs-webhook-remedy"),
    });
  }

  async function control(act: ReceiverAct): Promise<void> {
    if (!receiver) {
      throw new MocklarkError("USAGE", stepTexts("not-started-here", { act }), {
        remedy: stepTexts("start-with-exec"),
      });
    }
    stoppedByUs = true;
    if (act !== "start") await clock.track(receiver.stop());
    if (act !== "stop") await clock.track(receiver.start(simulator.app));
    stoppedByUs = act === "stop";
  }

  return {
    results,
    deliveries: () => delivered,
    stopped: () => stopped,
    play,
    settled: () => changes.settled(),
  };
}

/** As many at once as a burst at one room plausibly brings. */
const batchSize = 50;

/** What a process may take from its last connection to its end; some have much to tidy up. */
const dyingMs = 500;

const mostComplaints = 5;

/** The first few sentences and how many more there were: ten thousand failures read no better than five. */
function createComplaints() {
  const kept: Text[] = [];
  let more = 0;
  return {
    add(sentences: readonly Text[]): void {
      const room = Math.max(0, mostComplaints - kept.length);
      kept.push(...sentences.slice(0, room));
      more += Math.max(0, sentences.length - room);
    },
    list: (): Text[] =>
      more === 0 ? kept : [...kept, stepTexts("more-like-these", { count: more })],
  };
}

const isBroken = ({ kind }: Outcome): boolean => kind === "reset" || kind === "refused";

const notRefused = (code: string): Text => stepTexts("not-refused", { code });
