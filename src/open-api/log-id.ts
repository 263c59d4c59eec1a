import type { WallClock } from "../base/clock.js";
import type { Random } from "../base/random.js";

const aheadOfUtcMs = 8 * 3_600_000;

/** Feishu's name for one call (`X-Tt-Logid`): the time in China, `yyyymmddhhmmss`, and 20 upper hex digits. */
export function createLogIds({
  wall,
  random,
}: {
  readonly wall: WallClock;
  readonly random: Random;
}): () => string {
  let second = Number.NaN;
  let time = "";
  return () => {
    const now = Math.floor(wall.now() / 1_000);
    if (now !== second) {
      second = now;
      time = inChina(now * 1_000);
    }
    return `${time}${random.hex(20).toUpperCase()}`;
  };
}

const inChina = (timeMs: number): string =>
  new Date(timeMs + aheadOfUtcMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
