import { createObserverSet } from "../base/observer-set.js";
import type { DeliveryObserver } from "./delivery.js";

export interface ObserverMultiplexer extends Required<DeliveryObserver> {
  /** Adds an observer; the function returned takes it away again. */
  add(observer: DeliveryObserver): () => void;
}

/** Many observers as one; one that fails is reported once and no longer called. */
export function multiplexObservers(
  initial: readonly DeliveryObserver[] = [],
  options: { readonly onBroken?: (error: unknown, hook: string) => void } = {},
): ObserverMultiplexer {
  const observers = createObserverSet(initial, options);
  return {
    add: (observer) => observers.add(observer),
    deliveryAccepted: (delivery, event) =>
      observers.call("deliveryAccepted", (observer) =>
        observer.deliveryAccepted?.(delivery, event),
      ),
    attemptStarted: (delivery, started) =>
      observers.call("attemptStarted", (observer) => observer.attemptStarted?.(delivery, started)),
    attemptEnded: (delivery, record, request) =>
      observers.call("attemptEnded", (observer) =>
        observer.attemptEnded?.(delivery, record, request),
      ),
    retryPlanned: (delivery, retry) =>
      observers.call("retryPlanned", (observer) => observer.retryPlanned?.(delivery, retry)),
    deliveryEnded: (delivery) =>
      observers.call("deliveryEnded", (observer) => observer.deliveryEnded?.(delivery)),
  };
}
