import { formatDuration } from "../../base/durations.js";
import type { Report } from "../report/report.js";

/** How far the receiver's clock was moved, in a few words; empty when it was not. */
export function clockText({ receiverClock }: Pick<Report, "receiverClock">): string {
  if (!receiverClock) return "";
  const { kind, movedMs, says } = receiverClock;
  const told = says === undefined ? "" : `, it says ${says}`;
  return `receiver's clock moved by ${formatDuration(movedMs)} (${kind})${told}`;
}
