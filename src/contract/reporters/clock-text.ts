import { durationText } from "../../base/durations.js";
import type { Language } from "../../base/text.js";
import type { Report } from "../report/report.js";
import { reporterTexts } from "./reporter-texts.js";

/** How far the receiver's clock was moved, in a few words; empty when it was not. */
export function clockText(
  { receiverClock }: Pick<Report, "receiverClock">,
  language: Language,
): string {
  if (!receiverClock) return "";
  const { kind, movedMs, says } = receiverClock;
  const moved = reporterTexts("clock", { duration: durationText(movedMs), how: kind });
  const told = says === undefined ? moved : reporterTexts("clock-says", { moved, time: says });
  return told.in(language);
}
