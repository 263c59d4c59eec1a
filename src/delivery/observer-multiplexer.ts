import { messageOf } from "../base/errors.js";
import type { DeliveryObserver } from "./delivery.js";

export interface ObserverMultiplexer extends Required<DeliveryObserver> {
  /** Adds an observer; the function returned takes it away again. */
  add(observer: DeliveryObserver): () => void;
}

/**
 * Many observers as one. One that throws, or whose promise rejects, is reported as a process warning and
 * no longer called: a broken report must not end the run it reports on.
 */
export function multiplexObservers(
  initial: readonly DeliveryObserver[] = [],
  { onBroken = warn }: { readonly onBroken?: (error: unknown, hook: string) => void } = {},
): ObserverMultiplexer {
  const observers = new Set(initial);

  function call(
    hook: keyof DeliveryObserver,
    invoke: (observer: DeliveryObserver) => unknown,
  ): void {
    for (const observer of observers) {
      const fail = (error: unknown): void => {
        if (observers.delete(observer)) onBroken(error, hook);
      };
      try {
        const returned = invoke(observer);
        if (returned instanceof Promise) returned.catch(fail);
      } catch (error) {
        fail(error);
      }
    }
  }

  return {
    add(observer) {
      observers.add(observer);
      return () => {
        observers.delete(observer);
      };
    },
    attemptStarted: (delivery, started) =>
      call("attemptStarted", (observer) => observer.attemptStarted?.(delivery, started)),
    attemptEnded: (delivery, record) =>
      call("attemptEnded", (observer) => observer.attemptEnded?.(delivery, record)),
    retryPlanned: (delivery, retry) =>
      call("retryPlanned", (observer) => observer.retryPlanned?.(delivery, retry)),
    deliveryEnded: (delivery) =>
      call("deliveryEnded", (observer) => observer.deliveryEnded?.(delivery)),
  };
}

function warn(error: unknown, hook: string): void {
  process.emitWarning(
    `An observer failed in ${hook} and is no longer called: ${messageOf(error)}`,
    "MocklarkWarning",
  );
}
