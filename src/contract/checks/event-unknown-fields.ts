import { isRecord } from "../../base/json-path.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";
import { eventUnknownFieldsTexts as texts } from "./texts/event-unknown-fields-texts.js";

export const eventUnknownFields: Check = {
  id: "event/unknown-fields",
  texts,
  severity: "should",
  appliesTo: "webhook",
  page: feishuPages.delivery,
  judgesAnswers: true,
  evaluate(context) {
    const event = withUnknownFields(context.makeEvent()) as FeishuEvent;
    return judgeGoodEvents(context, [{ event, what: texts("unknown-fields") }], {
      statusDecides: true,
    });
  },
};

/** A copy in which every object, at any depth, has one field more. */
function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (!isRecord(value)) return value;
  const known = Object.entries(value).map(([key, inner]) => [key, withUnknownFields(inner)]);
  return Object.fromEntries([...known, ["added_later", ["text", 1, { inner: null }]]]) as unknown;
}
