import { numberFrom, type OptionTable } from "../../base/option-check.js";
import type { Text } from "../../base/text.js";
import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Fault } from "../../delivery/fault.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { ClientConfig } from "../../gateway/client-config.js";
import type { Gateway } from "../../gateway/gateway.js";
import type { GatewayObserver } from "../../gateway/gateway-observer.js";
import type { RefusalName } from "../../gateway/refusal.js";
import type { FrameHeader } from "../../wire/frame.js";
import type { ClientFacts } from "./client-facts.js";
import { returnAfter, type ClientEnd, type Return } from "./client-return.js";
import { subjectTexts as texts } from "./subject-texts.js";

/** Real milliseconds a client gets; the defaults let every official client pass. */
export interface ClientTiming {
  /** From its first question at the endpoint to an open connection. */
  readonly openWithinMs: number;
  /** On top of what ClientConfig allows, for everything a client does in its own time. */
  readonly slackMs: number;
  /** From a lost connection to the next: constant pauses of half a minute are in use. */
  readonly returnWithinMs: number;
  /** From the last sign of life of a silent gateway until it is given up. */
  readonly noticeWithinMs: number;
  /** How long the server refuses everybody in an outage. */
  readonly outageMs: number;
  /** From a question that is never answered to the next. */
  readonly askAgainWithinMs: number;
  /** How long a client that was refused is watched. */
  readonly refusedForMs: number;
}

export const clientTimingOptions: OptionTable<ClientTiming> = {
  openWithinMs: numberFrom(0),
  slackMs: numberFrom(0),
  returnWithinMs: numberFrom(0),
  noticeWithinMs: numberFrom(0),
  outageMs: numberFrom(0),
  askAgainWithinMs: numberFrom(0),
  refusedForMs: numberFrom(0),
};

export const defaultClientTiming: ClientTiming = {
  openWithinMs: 5_000,
  slackMs: 3_000,
  returnWithinMs: 30_000,
  noticeWithinMs: 16_000,
  outageMs: 8_000,
  askAgainWithinMs: 30_000,
  refusedForMs: 1_500,
};

/** Quick reconnects and pings; the least that official clients bear. */
export const quickClientConfig: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 1,
};

/** What ClientConfig allows a client from a lost connection to its first try, and from a try to the next. */
export const quickReturnMs =
  (quickClientConfig.ReconnectInterval + quickClientConfig.ReconnectNonce) * 1_000;

/** The reasons of more say nothing new. */
const mostBadFrames = 20;

/** One message with an event in it, and what came back. */
export interface PushRecord {
  readonly messageId: string;
  readonly connectionId: string;
  readonly headers: readonly FrameHeader[];
  readonly acks: AckRecord[];
}

/** An acknowledgement, in time or not. */
export interface AckRecord {
  readonly headers: readonly FrameHeader[];
  readonly payload: string;
  /** Milliseconds since the push. */
  readonly afterMs: number;
}

/** The client's process, where it is ours. */
export interface ClientProcess {
  /** "exit code 1", or undefined while it runs. */
  exit(): Text | undefined;
  /** What it wrote to stderr last, its last error if there is one. */
  lastError(): string | undefined;
  /** Stops what is left of it, starts it again and waits until it has asked where to connect. */
  restart(): Promise<void>;
}

/** What has come of the client's attempts to get in. */
export interface Arrival {
  readonly asked: number;
  readonly opened: number;
  readonly lastRefusal?: RefusalName;
}

type HookArgument<Hook extends keyof GatewayObserver> = Parameters<
  NonNullable<GatewayObserver[Hook]>
>[0];

/** A client of the long connection under test, seen from the gateway. */
export interface ClientLine {
  readonly gateway: Gateway;
  readonly timing: ClientTiming;
  /** What the run has learnt about it. */
  readonly facts: ClientFacts;
  /** Undefined for a client we did not start. */
  process(): ClientProcess | undefined;
  arrival(): Arrival;
  /** Pushes the event once, without retries. */
  push(
    event: FeishuEvent,
    options: { readonly fault?: Fault; readonly signal?: AbortSignal; readonly random?: Random },
  ): Promise<Outcome>;
  /** Every message that carried this event. */
  pushes(eventId: string): readonly PushRecord[];
  /** Messages of its own that made no sense to the gateway, with the reason; the last ones. */
  badFrames(): readonly Text[];
  /** Acknowledgements of messages that nobody sent: without a message_id, or with a made-up one. */
  strayAcks(): number;
  /** How its process ended, if it is ours and has. */
  ended(): ClientEnd | undefined;
  /** How many of WebSocket's own pings have come, which are no ping frames. */
  nativePings(): number;
  /** Whether the client is online, or comes online within the time. */
  isOnline(withinMs: number): Promise<boolean>;
  /** The next call of a gateway hook, or undefined when the time is over. */
  next<Hook extends keyof GatewayObserver>(
    hook: Hook,
    withinMs: number,
    fits?: (argument: HookArgument<Hook>) => boolean,
  ): Promise<HookArgument<Hook> | undefined>;
  /** Does something to every connection of the client. */
  each(act: (connectionId: string) => void): void;
  /** Destroys every connection's TCP. */
  kick(): void;
  /**
   * Does something that costs the client its connection, and waits until it is back: `withinMs` and some slack, or
   * as long as it may take at all, once in a run.
   */
  returnAfter(act: () => void, withinMs?: number): Promise<Return>;
  /** Tells clients another ClientConfig while `work` goes on. */
  withConfig<T>(changes: Partial<ClientConfig>, work: () => Promise<T>): Promise<T>;
}

export function createClientLine(options: {
  readonly gateway: Gateway;
  readonly appId: string;
  readonly wall: WallClock;
  readonly timing?: Partial<ClientTiming>;
  readonly process?: () => ClientProcess | undefined;
}): ClientLine {
  const { gateway, appId, wall } = options;
  const timing = { ...defaultClientTiming, ...options.timing };
  const channel = gateway.channel(appId);
  const pushes = new Map<string, PushRecord[]>();
  const byMessage = new Map<string, { readonly record: PushRecord; readonly at: number }>();
  const facts: ClientFacts = { planned: new Set() };
  const process = options.process ?? (() => undefined);
  let badFrames: readonly Text[] = [];
  let nativePings = 0;
  let strayAcks = 0;
  const ids = (): string[] => gateway.connections().map(({ id }) => id);
  let arrival: Arrival = { asked: 0, opened: 0 };

  function noteBadFrame(reason: Text): void {
    badFrames = [...badFrames.slice(-mostBadFrames), reason];
  }

  gateway.observe({
    endpointAsked({ refusal }) {
      const { lastRefusal: _old, ...counts } = arrival;
      arrival = {
        ...counts,
        asked: arrival.asked + 1,
        ...(refusal === undefined ? {} : { lastRefusal: refusal }),
      };
    },
    connectionOpened() {
      arrival = { ...arrival, opened: arrival.opened + 1 };
    },
    pushed({ eventId, messageId, connectionId, headers }) {
      const record: PushRecord = { messageId, connectionId, headers, acks: [] };
      pushes.set(eventId, [...(pushes.get(eventId) ?? []), record]);
      byMessage.set(messageId, { record, at: wall.elapsed() });
    },
    acknowledged({ messageId, headers, payload }) {
      const pushed = byMessage.get(messageId);
      if (!pushed) {
        strayAcks++;
        const type = headers.find(({ key }) => key === "type")?.value;
        if (type === "ping") noteBadFrame(texts("ping-as-data"));
        return;
      }
      const afterMs = wall.elapsed() - pushed.at;
      pushed.record.acks.push({ headers, payload: payload?.toString("utf8") ?? "", afterMs });
    },
    badFrame: (_connection, _reason, text) => noteBadFrame(text),
    nativePinged() {
      nativePings++;
    },
  });

  const ended = (): ClientEnd | undefined => {
    const exit = process()?.exit();
    return exit === undefined
      ? undefined
      : { kind: "ended", exit, lastError: process()?.lastError() };
  };

  /** As long as it may take, but what has been proved is not waited for again. */
  function patienceMs(): number {
    if (facts.lostForGood) return quickReturnMs + timing.slackMs;
    return timing.returnWithinMs + timing.slackMs;
  }

  async function comeBack(act: () => void, withinMs?: number): Promise<Return> {
    const result = await returnAfter(act, {
      gateway,
      wall,
      withinMs: withinMs === undefined ? patienceMs() : withinMs + timing.slackMs,
      ended,
    });
    if (result.kind === "back") facts.returnMs = Math.max(facts.returnMs ?? 0, result.afterMs);
    return result;
  }

  const each = (act: (connectionId: string) => void): void => ids().forEach((id) => act(id));

  return {
    gateway,
    timing,
    facts,
    process,
    arrival: () => arrival,
    badFrames: () => badFrames,
    strayAcks: () => strayAcks,
    ended,
    nativePings: () => nativePings,
    push: async (event, input) => (await channel.attempt({ event, attempt: 1, ...input })).outcome,
    pushes: (eventId) => pushes.get(eventId) ?? [],
    isOnline: (withinMs) =>
      gateway.whenOnline(appId, { timeoutMs: withinMs }).then(
        () => true,
        () => false,
      ),
    next: (hook, withinMs, fits = () => true) => nextCall(gateway, wall, { hook, withinMs, fits }),
    each,
    kick: () => each((id) => gateway.kick(id)),
    returnAfter: comeBack,
    async withConfig(changes, work) {
      gateway.setClientConfig(changes);
      try {
        return await work();
      } finally {
        gateway.setClientConfig(quickClientConfig);
      }
    },
  };
}

function nextCall<Hook extends keyof GatewayObserver>(
  gateway: Gateway,
  wall: WallClock,
  {
    hook,
    withinMs,
    fits,
  }: { hook: Hook; withinMs: number; fits: (argument: HookArgument<Hook>) => boolean },
): Promise<HookArgument<Hook> | undefined> {
  return new Promise((resolve) => {
    const end = (result: HookArgument<Hook> | undefined): void => {
      stop();
      timer.cancel();
      resolve(result);
    };
    const stop = gateway.observe({
      [hook]: (argument: HookArgument<Hook>) => {
        if (fits(argument)) end(argument);
      },
    });
    const timer = wall.setTimer(() => end(undefined), withinMs);
  });
}
