import type { FeishuEvent } from "../../event/feishu-event.js";
import { isAccepted } from "../report/exchange.js";
import type { Judgement } from "../report/verdict.js";
import type { CheckContext } from "../suite/check-context.js";
import { eventWithTextTexts as texts } from "./event-with-text-texts.js";

/** A valid event that holds a text of ours; undefined where such events hold none. */
export function makeEventWithText(
  text: string,
  { makeEvent, types }: Pick<CheckContext, "makeEvent" | "types">,
): FeishuEvent | undefined {
  return types.main.withText(makeEvent(), text);
}

/** Whether the same event is accepted with a plain text in that place, which few receivers have ever seen. */
export async function takesText(context: CheckContext): Promise<boolean> {
  const event = makeEventWithText("Research", context);
  if (!event) return false;
  return isAccepted(await context.deliver(event, { label: texts("plain") }));
}

export const refusesAnyText: Judgement = {
  kind: "undecided",
  reason: texts("refuses-any"),
};
