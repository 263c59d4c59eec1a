import type { SetTimer, Timeout } from "./shifted-timers.js";

interface TimerOptions {
  readonly signal?: AbortSignal | undefined;
  readonly ref?: boolean | undefined;
}

export type PromisedTimeout = (
  delayMs?: number,
  value?: unknown,
  options?: TimerOptions,
) => Promise<unknown>;

export type PromisedInterval = (
  delayMs?: number,
  value?: unknown,
  options?: TimerOptions,
) => AsyncIterable<unknown>;

export interface PromisedTimers {
  readonly setTimeout: PromisedTimeout;
  readonly setInterval: PromisedInterval;
}

/** What node:timers/promises does, over the timers given. What Node refuses, and how it words an abort, is left to Node's own. */
export function createPromisedTimers(
  timers: {
    readonly setTimeout: SetTimer;
    readonly setInterval: SetTimer;
    readonly clear: (timer: unknown) => void;
  },
  real: PromisedTimers,
): PromisedTimers {
  function promisedTimeout(
    delayMs?: number,
    value?: unknown,
    options?: TimerOptions,
  ): Promise<unknown> {
    if (!isWellFormed(delayMs, options) || options?.signal?.aborted) {
      return real.setTimeout(delayMs, value, options);
    }
    const { signal } = options ?? {};
    return new Promise((resolve) => {
      const onAbort = (): void => {
        timers.clear(timeout);
        resolve(real.setTimeout(delayMs, value, options));
      };
      const timeout = withRef(
        timers.setTimeout(() => {
          signal?.removeEventListener("abort", onAbort);
          resolve(value);
        }, delayMs),
        options,
      );
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  async function* promisedInterval(
    delayMs?: number,
    value?: unknown,
    options?: TimerOptions,
  ): AsyncGenerator {
    if (!isWellFormed(delayMs, options) || options?.signal?.aborted) {
      yield* real.setInterval(delayMs, value, options);
      return;
    }
    const { signal } = options ?? {};
    let due = 0;
    let wake = (): void => {};
    const timeout = withRef(
      timers.setInterval(() => {
        due++;
        wake();
      }, delayMs),
      options,
    );
    const onAbort = (): void => {
      timers.clear(timeout);
      wake();
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      for (;;) {
        if (due === 0 && !signal?.aborted)
          await new Promise((resolve) => (wake = () => resolve(undefined)));
        for (; due > 0; due--) yield value;
        if (signal?.aborted) await real.setTimeout(1, undefined, { signal });
      }
    } finally {
      timers.clear(timeout);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  return { setTimeout: promisedTimeout, setInterval: promisedInterval };
}

function withRef(timeout: Timeout, options: TimerOptions | undefined): Timeout {
  return options?.ref === false ? timeout.unref() : timeout;
}

function isWellFormed(delayMs: unknown, options: unknown): options is TimerOptions | undefined {
  if (delayMs !== undefined && typeof delayMs !== "number") return false;
  if (options === undefined) return true;
  if (typeof options !== "object" || options === null) return false;
  const { signal, ref } = options as Record<string, unknown>;
  return (
    (signal === undefined || signal instanceof AbortSignal) &&
    (ref === undefined || typeof ref === "boolean")
  );
}
