import type { DeliverySummary } from "../../../console-state.js";

export type Tone = "pass" | "warn" | "fail" | "";

/** How good it is what the receiver did, given what it answered. */
export function effectTone({
  effects,
  status,
  forgery,
  wasActedOn,
}: Pick<DeliverySummary, "effects" | "status" | "forgery" | "wasActedOn">): Tone {
  if (effects.kind !== "counted") return "";
  const { count } = effects;
  // Answered 200 without acting: perhaps only because it had the event already.
  if (forgery) return count > 0 ? "fail" : status === "succeeded" ? "" : "pass";
  if (wasActedOn) return count > 0 ? "fail" : status === "succeeded" ? "pass" : "";
  if (count > 1) return "fail";
  if (status === "succeeded") return count === 1 ? "pass" : "fail";
  if (status === "given-up") return count === 1 ? "warn" : "fail";
  return count === 1 ? "warn" : "";
}

export const statusTone: Readonly<Record<DeliverySummary["status"], Tone>> = {
  pending: "warn",
  succeeded: "pass",
  "given-up": "fail",
  cancelled: "",
};
