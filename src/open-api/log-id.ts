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
  return () => {
    const time = new Date(wall.now() + aheadOfUtcMs).toISOString();
    return `${time.replaceAll(/\D/g, "").slice(0, 14)}${random.hex(20).toUpperCase()}`;
  };
}
