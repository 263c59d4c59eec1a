import { messageOf } from "./errors.js";

/** Any number of observers: objects whose hooks are all optional. */
export interface ObserverSet<Observer extends object> {
  /** Adds an observer; the function returned takes it away again. */
  add(observer: Observer): () => void;
  /** Calls one hook of all of them. */
  call(hook: keyof Observer & string, invoke: (observer: Observer) => unknown): void;
}

/**
 * Observers that cannot do harm: one that throws, or whose promise rejects, is reported as a process
 * warning and no longer called. A broken report must not end the run it reports on.
 */
export function createObserverSet<Observer extends object>(
  initial: readonly Observer[] = [],
  { onBroken = warn }: { readonly onBroken?: (error: unknown, hook: string) => void } = {},
): ObserverSet<Observer> {
  const observers = new Set(initial);

  function fail(observer: Observer, error: unknown, hook: string): void {
    if (observers.delete(observer)) onBroken(error, hook);
  }

  return {
    add(observer) {
      observers.add(observer);
      return () => {
        observers.delete(observer);
      };
    },
    call(hook, invoke) {
      for (const observer of observers) {
        try {
          const returned = invoke(observer);
          if (returned instanceof Promise) returned.catch((error) => fail(observer, error, hook));
        } catch (error) {
          fail(observer, error, hook);
        }
      }
    },
  };
}

function warn(error: unknown, hook: string): void {
  process.emitWarning(
    `An observer failed in ${hook} and is no longer called: ${messageOf(error)}`,
    "MocklarkWarning",
  );
}
