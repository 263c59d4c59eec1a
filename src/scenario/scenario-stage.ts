import type { Clock } from "../base/clock.js";
import { definedOnly } from "../base/defined-only.js";
import { MocklarkError } from "../base/errors.js";
import { didYouMean } from "../base/suggestions.js";
import type { Channel } from "../delivery/channel.js";
import type { Delivery } from "../delivery/delivery.js";
import type { Fault } from "../delivery/fault.js";
import type { ReserveConfigEvent } from "../event/reserve-config-event.js";
import type { Receiver } from "../simulator/receiver-target.js";
import type { Simulator } from "../simulator/simulator.js";
import { type StepEvidence, unmetExpectations } from "./expectations.js";
import type { Action, Expectation, FaultPlan, SendAction, Step } from "./scenario.js";

/** A receiver the runner may start and stop. */
export interface ReceiverControl {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The ids by which a receiver's effects are recognised. */
export interface EffectIds {
  readonly eventId: string;
  readonly scopeId: string;
}

export interface StageOptions {
  readonly clock: Clock;
  /** The receiver's webhook, for steps that need one. */
  readonly to?: Receiver;
  readonly receiver?: ReceiverControl;
  /** How often the receiver acted on an event; `expected` says what to wait for. */
  readonly countEffects?: (ids: EffectIds, expected: number) => Promise<number>;
  readonly onStep?: (result: StepResult) => void;
  readonly signal?: AbortSignal;
}

export type StepVerdict = "passed" | "failed" | "unchecked";

export interface StepResult {
  readonly title: string;
  /** Line of the step in its file. */
  readonly line: number;
  /** "unchecked": an expected number of effects could not be counted, and nothing else failed. */
  readonly verdict: StepVerdict;
  /** One sentence each: what was not met, or could not be checked. */
  readonly reasons: readonly string[];
}

/** Where the steps of one scenario are played. */
export interface Stage {
  readonly results: StepResult[];
  deliveries(): number;
  play(steps: readonly Step[]): Promise<void>;
}

/** What one action brought about. */
interface Act extends StepEvidence {
  /** Events whose effects the step is about. */
  readonly events: readonly ReserveConfigEvent[];
}

const nothing: Act = { deliveries: [], outcomes: [], events: [] };

/** Where the steps of one scenario are played: what was sent so far, and what came of each step. */
export function createStage(
  simulator: Simulator,
  to: Receiver | Channel,
  options: StageOptions,
): Stage {
  const { clock, receiver, countEffects, onStep, signal } = options;
  const results: StepResult[] = [];
  const named = new Map<string, ReserveConfigEvent>();
  const appAtStart = simulator.app;
  let networkBackAtMs = Number.NEGATIVE_INFINITY;
  let delivered = 0;

  async function play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (signal?.aborted === true) return;
      const { action } = step;
      if (action.kind === "repeat") await play(action.steps);
      else if (action.kind === "parallel") await Promise.all(action.steps.map(playOne));
      else await playOne(step);
    }
  }

  async function playOne(step: Step): Promise<void> {
    const unmet = await attemptStep(step);
    const unchecked = unmet.length === 0 && step.expect?.effects !== undefined && !countEffects;
    const result: StepResult = {
      title: step.title,
      line: step.position.line,
      verdict: unmet.length > 0 ? "failed" : unchecked ? "unchecked" : "passed",
      reasons: unchecked ? [uncountable] : unmet,
    };
    results.push(result);
    onStep?.(result);
  }

  /** One sentence for each thing that did not come out as expected. */
  async function attemptStep({ action, expect = {} }: Step): Promise<string[]> {
    try {
      const act = await perform(action, expect);
      const refused = expect.error === undefined ? [] : [notRefused(expect.error)];
      return [...refused, ...unmetExpectations(expect, act), ...(await wrongEffects(act, expect))];
    } catch (error) {
      if (!(error instanceof MocklarkError)) throw error;
      if (error.code === expect.error) return [];
      return [`${error.message} ${error.remedy ?? ""}`.trimEnd()];
    }
  }

  async function perform(action: Action, expect: Expectation): Promise<Act> {
    switch (action.kind) {
      case "send":
        return send(action);
      case "duplicate":
        return duplicate(action);
      case "forge":
        return forge(action);
      case "verify-url": {
        const { token } = action;
        const verification = await simulator.verifyUrl({
          to: webhook(),
          ...definedOnly({ token }),
        });
        return { ...nothing, verification, outcomes: expect.status ? [verification.outcome] : [] };
      }
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
      case "repeat":
        // `play` takes these apart before a step of theirs gets here.
        return nothing;
      default:
        return action satisfies never;
    }
  }

  async function send(action: SendAction): Promise<Act> {
    const { as, count, event, fault, set, unset, variant, scope, ...rest } = action;
    const events: ReserveConfigEvent[] = [];
    const deliveries = await inBatches(count, async () => {
      const wish = definedOnly({ overrides: set, unset, variant, scope });
      const made = event ?? (await simulator.generate(wish));
      events.push(made);
      return push(made, { ...rest, fault });
    });
    if (as !== undefined && events[0]) named.set(as, events[0]);
    return { ...nothing, deliveries, events };
  }

  function push(
    event: ReserveConfigEvent,
    {
      fault,
      ...rest
    }: Pick<SendAction, "duplicates" | "allowInvalid"> & {
      readonly fault?: FaultPlan | undefined;
    } = {},
  ): Promise<Delivery> {
    delivered++;
    return simulator.push({
      to,
      event,
      fault: (attempt) => faultOf(fault, attempt),
      ...definedOnly({ signal, duplicates: rest.duplicates, allowInvalid: rest.allowInvalid }),
    });
  }

  function faultOf(plan: FaultPlan | undefined, attempt: number): Fault | undefined {
    if (clock.now() < networkBackAtMs) return { name: "outage" };
    return plan?.attempts.includes(attempt) === true ? plan.fault : undefined;
  }

  async function duplicate({ of, times, atOnce }: Action & { kind: "duplicate" }): Promise<Act> {
    const event = known(of);
    const deliveries: Delivery[] = [];
    const copies = Array.from({ length: times }, () => event);
    if (atOnce) deliveries.push(...(await Promise.all(copies.map((copy) => push(copy)))));
    else for (const copy of copies) deliveries.push(await push(copy));
    return { ...nothing, deliveries, events: [event] };
  }

  async function forge({ how, of }: Action & { kind: "forge" }): Promise<Act> {
    const event = of === undefined ? await simulator.generate() : known(of);
    const outcome = await simulator.forge({ to: webhook(), forgery: how, event });
    return { ...nothing, outcomes: [outcome], events: [event] };
  }

  function known(name: string): ReserveConfigEvent {
    const event = named.get(name);
    if (event) return event;
    throw new MocklarkError(
      "USAGE",
      `Failed to find the event "${name}": no step before sent it.`,
      {
        remedy: didYouMean(name, [...named.keys()]) || `Write "as: ${name}" under its send.`,
      },
    );
  }

  function webhook(): Receiver {
    if (options.to !== undefined) return options.to;
    throw new MocklarkError("USAGE", "Failed to play the step: it needs a webhook.", {
      remedy: "Write transports: [webhook] in the scenario.",
    });
  }

  async function control(act: "restart" | "stop" | "start"): Promise<void> {
    if (!receiver) {
      throw new MocklarkError("USAGE", `Failed to ${act} the receiver: it was not started here.`, {
        remedy: "Start it with --exec.",
      });
    }
    if (act !== "start") await clock.track(receiver.stop());
    if (act !== "stop") await clock.track(receiver.start());
  }

  async function wrongEffects(act: Act, { effects }: Expectation): Promise<string[]> {
    if (effects === undefined || !countEffects) return [];
    const wrong: string[] = [];
    for (const { header, event } of act.events) {
      const ids = { eventId: header.event_id, scopeId: event.scope_id };
      const seen: number = await clock.track(countEffects(ids, effects));
      if (seen !== effects) {
        wrong.push(`event ${header.event_id} should have had ${effects} effects, but had ${seen}`);
      }
    }
    return wrong;
  }

  return { results, deliveries: () => delivered, play };
}

/** As many at once as a burst at one room plausibly brings, so that a large count stays small in memory. */
const batchSize = 50;

async function inBatches<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  while (done.length < count) {
    const batch = Array.from({ length: Math.min(batchSize, count - done.length) }, work);
    done.push(...(await Promise.all(batch)));
  }
  return done;
}

const uncountable = "effects were not counted: say --witness, or start the receiver with --exec";

const notRefused = (code: string): string =>
  `the step should have been refused with ${code}, but was not`;
