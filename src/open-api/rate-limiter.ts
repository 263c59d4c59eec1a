import type { WallClock } from "../base/clock.js";
import { gatewayErrors, type GatewayError } from "./api-error.js";
import type { OpenApiRules } from "./open-api-rules.js";
import type { Operation } from "./operation.js";

interface Window {
  endsAtMs: number;
  count: number;
}

/** Counts one call; what to answer when it is one too many. */
export type RateLimiter = (operation: Operation, appId: string) => GatewayError | undefined;

/**
 * "Counted per API, app and tenant": in windows of a minute, and of a second where there is a second limit. A
 * window begins with the first call after the last one ended.
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control
 */
export function createRateLimiter({
  rules,
  wall,
}: {
  readonly rules: OpenApiRules;
  readonly wall: WallClock;
}): RateLimiter {
  const windows = new Map<string, Window>();

  function windowOf(key: string, lengthMs: number): Window {
    const nowMs = wall.elapsed();
    let window = windows.get(key);
    if (!window) windows.set(key, (window = { endsAtMs: -1, count: 0 }));
    if (nowMs >= window.endsAtMs) {
      window.endsAtMs = nowMs + lengthMs;
      window.count = 0;
    }
    return window;
  }

  function count(key: string, lengthMs: number, limit: number): GatewayError | undefined {
    const window = windowOf(key, lengthMs);
    if (++window.count <= limit) return undefined;
    return overRate(rules, limit, (window.endsAtMs - wall.elapsed()) / 1_000);
  }

  return ({ id, rate }, appId) => {
    if (!rules.rateLimits || !rate) return undefined;
    const key = `${appId}/${id}`;
    const { perMinute, perSecond } = rate;
    const over = perSecond === undefined ? undefined : count(`${key}/s`, 1_000, perSecond);
    return over ?? count(key, 60_000, perMinute);
  };
}

/** @param resetSeconds when calls are taken again */
export function overRate(
  { rateLimitStatus }: OpenApiRules,
  limit: number,
  resetSeconds: number,
): GatewayError {
  return {
    ...gatewayErrors.overRate,
    httpStatus: rateLimitStatus,
    headers: {
      "x-ogw-ratelimit-limit": String(limit),
      "x-ogw-ratelimit-reset": String(Math.max(1, Math.ceil(resetSeconds))),
    },
  };
}
