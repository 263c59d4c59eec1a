import type { Text } from "../../base/text.js";
import type { CheckId } from "../report/check-id.js";
import type { Exchange } from "../report/exchange.js";
import type { Finding } from "../report/report.js";
import type { Health } from "../subject/receiver-health.js";
import { deathTexts as texts } from "./death-texts.js";

/** A receiver that has died so often dies of everything, and each start of it takes its time. */
export const mostDeaths = 5;

/** @param together how many checks went on side by side, where nobody can tell which of them it was */
export function deathFinding(
  check: CheckId,
  exchange: Exchange<Text>,
  health: Health & { state: "died" },
  together = 1,
): Finding<Text> {
  const { exit, recovered } = health;
  const death = { exit: exit ?? "", check, recovered };
  return {
    kind: "receiver-died",
    message:
      together === 1
        ? texts("after-request", { ...death, label: exchange.label })
        : texts("while-checks", { ...death, checks: together }),
    check,
    exchange,
    ...(exit === undefined ? {} : { exit: exit.in("en") }),
    ...(health.lastOutput === undefined ? {} : { lastOutput: health.lastOutput }),
    recovered,
  };
}

/** Whether the receiver, or nobody any more, was at the other end. */
export function isCutOff({ outcome }: Exchange<Text>): boolean {
  return outcome.kind === "reset" || outcome.kind === "refused";
}

/** What a receiver died of that these exchanges went to: the first that found it dead, or the one before. */
export function causeOfDeath(exchanges: readonly Exchange<Text>[]): Exchange<Text> | undefined {
  const at = exchanges.findIndex(isCutOff);
  const first = exchanges[at];
  if (!first) return exchanges.at(-1);
  const wasDeadBefore =
    first.outcome.kind === "refused" ||
    (first.outcome.kind === "reset" && first.outcome.phase === "connect");
  return wasDeadBefore ? (exchanges[at - 1] ?? first) : first;
}
