import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Fault } from "../../delivery/fault.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import type { ClientConfig } from "../../gateway/client-config.js";
import type { Gateway } from "../../gateway/gateway.js";
import type { GatewayObserver } from "../../gateway/gateway-observer.js";
import type { RefusalName } from "../../gateway/refusal.js";
import type { FrameHeader } from "../../wire/frame.js";

/** Real milliseconds a client gets; the defaults let every official client pass. */
export interface ClientTiming {
  /** From its first question at the endpoint to an open connection. */
  readonly openWithinMs: number;
  /** On top of what ClientConfig allows, for everything a client does in its own time. */
  readonly slackMs: number;
  /** From the last sign of life of a silent gateway to a new connection. */
  readonly noticeWithinMs: number;
  /** How long a client that was refused is watched. */
  readonly refusedForMs: number;
}

export const defaultClientTiming: ClientTiming = {
  openWithinMs: 5_000,
  slackMs: 3_000,
  noticeWithinMs: 16_000,
  refusedForMs: 2_500,
};

/** Quick reconnects and pings; the least that official clients bear. */
export const quickClientConfig: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 1,
  ReconnectNonce: 0,
  PingInterval: 1,
};

/** One message with an event in it, and what came back. */
export interface PushRecord {
  readonly messageId: string;
  readonly headers: readonly FrameHeader[];
  /** The headers of each acknowledgement. */
  readonly acks: (readonly FrameHeader[])[];
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
  arrival(): Arrival;
  /** Pushes the event once, without retries. */
  push(
    event: ReserveConfigEvent,
    options: { readonly fault?: Fault; readonly signal?: AbortSignal; readonly random?: Random },
  ): Promise<Outcome>;
  /** Every message that carried this event. */
  pushes(eventId: string): readonly PushRecord[];
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
  /** Tells clients another ClientConfig while `work` goes on. */
  withConfig<T>(changes: Partial<ClientConfig>, work: () => Promise<T>): Promise<T>;
}

export function createClientLine(options: {
  readonly gateway: Gateway;
  readonly appId: string;
  readonly wall: WallClock;
  readonly timing?: Partial<ClientTiming>;
}): ClientLine {
  const { gateway, appId, wall } = options;
  const timing = { ...defaultClientTiming, ...options.timing };
  const channel = gateway.channel(appId);
  const pushes = new Map<string, PushRecord[]>();
  const byMessage = new Map<string, PushRecord>();
  const ids = (): string[] => gateway.connections().map(({ id }) => id);
  let arrival: Arrival = { asked: 0, opened: 0 };

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
    pushed({ eventId, messageId, headers }) {
      const record: PushRecord = { messageId, headers, acks: [] };
      pushes.set(eventId, [...(pushes.get(eventId) ?? []), record]);
      byMessage.set(messageId, record);
    },
    acknowledged({ messageId, headers }) {
      byMessage.get(messageId)?.acks.push(headers);
    },
  });

  const each = (act: (connectionId: string) => void): void => ids().forEach((id) => act(id));

  return {
    gateway,
    timing,
    arrival: () => arrival,
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
