import { createObserverSet } from "../base/observer-set.js";
import type { Text } from "../base/text.js";
import type { FrameHeader } from "../wire/frame.js";
import type { ConnectionInfo } from "./connection-info.js";
import type { FailedTry } from "./outage.js";
import type { RefusalName, RefusedUpgrade } from "./refusal.js";

/**
 * What happens at the gateway, for those who watch: the live list, the contract checks, tests. One that
 * throws is reported once and no longer called.
 */
export interface GatewayObserver {
  /** A client asked the endpoint where to connect; `refusal` says why it was turned away. */
  endpointAsked?(asked: { readonly appId: string; readonly refusal?: RefusalName }): void;
  /** An upgrade was turned away. */
  handshakeRefused?(refused: RefusedUpgrade): void;
  /** A client asked or connected in vain because of an outage; whose it was is not looked at. */
  triedInVain?(failedTry: FailedTry): void;
  connectionOpened?(connection: ConnectionInfo): void;
  /** Events may go to it from now on. */
  connectionReady?(connection: ConnectionInfo): void;
  connectionPinged?(connection: ConnectionInfo): void;
  /** A ping of WebSocket's own (opcode 9), which is no ping of Feishu's. */
  nativePinged?(connection: ConnectionInfo): void;
  connectionClosed?(connection: ConnectionInfo, closeCode: number): void;
  /** A message that is no frame, or a frame no client should send; `text` is the reason in every language. */
  badFrame?(connection: ConnectionInfo, reason: string, text: Text): void;
  /** An event is on its way: one frame, or all of its fragments. `headers` are those of the last one sent. */
  pushed?(push: {
    readonly connectionId: string;
    readonly messageId: string;
    readonly eventId: string;
    readonly headers: readonly FrameHeader[];
  }): void;
  /** An acknowledgement; `matched` is false for one nobody waits for (a second, a late, a made-up one). */
  acknowledged?(ack: {
    readonly connectionId: string;
    readonly messageId: string;
    readonly matched: boolean;
    readonly headers: readonly FrameHeader[];
    readonly payload?: Buffer;
  }): void;
}

export interface GatewayObservers {
  /** Adds an observer; the function that comes back removes it. */
  add(observer: GatewayObserver): () => void;
  /** Calls one hook of all of them; the arguments are only made when somebody listens. */
  tell<Hook extends keyof GatewayObserver>(
    hook: Hook,
    makeArguments: () => Parameters<NonNullable<GatewayObserver[Hook]>>,
  ): void;
}

export function createGatewayObservers(initial: readonly GatewayObserver[]): GatewayObservers {
  const observers = createObserverSet(initial);
  return {
    add: (observer) => observers.add(observer),
    tell: (hook, makeArguments) =>
      observers.call(hook, (observer) => {
        const listener = observer[hook] as ((...args: unknown[]) => unknown) | undefined;
        return listener?.apply(observer, makeArguments());
      }),
  };
}
