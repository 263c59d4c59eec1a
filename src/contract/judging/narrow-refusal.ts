import { printable } from "../../base/printable.js";
import type { Text } from "../../base/text.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckContext } from "../suite/check-context.js";
import { withIdsOf } from "./with-ids-of.js";
import { narrowDifference, type Difference } from "./narrow-difference.js";
import { narrowRefusalTexts as texts } from "./narrow-refusal-texts.js";

const mostTrials = 24;

/** More fields than that, refused only together, name nothing. */
const mostNamed = 2;

const longestValue = 60;

export interface RefusalOptions {
  /** Whether the event is taken to be refused because it had no effect, though it was answered with 200. */
  readonly byEffect?: boolean;
}

/**
 * Why an event is refused that differs from the plain one, which is accepted: "it refuses
 * approve_config.meeting_duration 1.25, takes 3". Undefined when that cannot be told.
 */
export async function narrowRefusal(
  context: CheckContext,
  refused: FeishuEvent,
  { byEffect = false }: RefusalOptions = {},
): Promise<Text | undefined> {
  const type = context.types.of(refused);
  const plain = context.makeEvent({ type });
  async function accepts(value: FeishuEvent): Promise<boolean> {
    const event = withIdsOf(context.makeEvent({ type }), value, type);
    const outcome = await context.deliver(event, { label: texts("between") });
    if (isUnanswered(outcome)) throw new Error("The receiver does not answer.");
    if (!isAccepted(outcome) || !byEffect) return isAccepted(outcome);
    const count = await context.effectsOf(event, 1);
    return count.kind === "counted" && count.effects > 0;
  }
  try {
    // The two ends once more: a refusal by chance would lead anywhere.
    if (!(await accepts(plain)) || (await accepts(refused))) return undefined;
    const differences = await narrowDifference(plain, withIdsOf(plain, refused, type), accepts, {
      mostTrials,
    });
    return refusalText(differences);
  } catch {
    return undefined;
  }
}

/** Neither accepted nor refused: each trial would take as long, or kill the receiver once more. */
function isUnanswered({ kind }: Outcome): boolean {
  return kind !== "answered" && kind !== "acknowledged";
}

function refusalText(differences: readonly Difference[]): Text | undefined {
  if (differences.length === 0 || differences.length > mostNamed) return undefined;
  return texts("refuses", { differences: differences.map(differenceText) });
}

function differenceText({ path, accepted, refused }: Difference): Text {
  const field = path.replace(/^event\./, "");
  if (refused === undefined) return texts("without", { field });
  const values = { field, refused: valueText(refused) };
  if (accepted === undefined) return texts("added", values);
  return texts("changed", { ...values, accepted: valueText(accepted) });
}

function valueText(value: unknown): string {
  const text = printable(JSON.stringify(value));
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}
