import type { DeliveryDetail } from "../../../console-state.js";
import { lastAnswer } from "./last-answer.js";
import type { DeliveriesWords } from "../../words/deliveries-words.js";

/** What happened, in one or two sentences. */
export function storyOf(detail: DeliveryDetail, w: DeliveriesWords): readonly string[] {
  const { summary } = detail;
  return summary.forgery
    ? forgedStory(detail, w)
    : [deliveryStory(detail, w), effectStory(detail, w)];
}

function deliveryStory({ summary, attempts, waitsMs }: DeliveryDetail, w: DeliveriesWords): string {
  const { story } = w;
  const ladder = attempts.filter(({ duplicate }) => duplicate !== true);
  switch (summary.status) {
    case "succeeded": {
      const last = ladder.at(-1);
      const tookMs = (last?.startedAtMs ?? 0) - (ladder[0]?.startedAtMs ?? 0);
      return story.succeeded(last?.attempt ?? 1, tookMs);
    }
    case "given-up":
      return story.givenUp(ladder.length);
    case "cancelled":
      return story.cancelled;
    case "pending":
      return ladder.length === 0 ? story.notYet : story.failing(ladder.length, waitsMs.length + 1);
    default:
      return summary.status satisfies never;
  }
}

function effectStory({ summary }: DeliveryDetail, w: DeliveriesWords): string {
  const { effects, status, wasActedOn } = summary;
  const { story } = w;
  if (effects.kind === "unknown") return w.effects.why[effects.reason];
  const { count } = effects;
  if (wasActedOn) return count === 0 ? story.deduped : story.actedAnew(count);
  if (status === "succeeded") {
    return count === 0 ? story.lost : count === 1 ? story.once : story.twice(count);
  }
  if (status === "pending") return count === 0 ? story.notYetActed : story.actedPending(count);
  return count === 0 ? story.lostForGood : story.actedYetFailed(count);
}

function forgedStory({ summary }: DeliveryDetail, w: DeliveriesWords): readonly string[] {
  const { effects, last } = summary;
  const { story } = w;
  const isAccepted = summary.status === "succeeded";
  const count = effects.kind === "counted" ? effects.count : undefined;
  const answer = isAccepted ? story.accepted : story.refused(lastAnswer(last, w));
  if (count === undefined) {
    const why = effects.kind === "unknown" ? w.effects.why[effects.reason] : "";
    return [story.forged, answer, why];
  }
  if (count > 0) return [story.forged, answer, story.fooled(count)];
  return isAccepted
    ? [story.forged, story.forgedAccepted]
    : [story.forged, answer, story.notFooled];
}
