import type { Text } from "../base/text.js";
import type { Action } from "./scenario.js";
import { stepTexts } from "./step-texts.js";

const ofAnAnswer = ["status", "notStatus", "within", "error"] as const;
const ofADelivery = [...ofAnAnswer, "outcome", "attempts", "takes", "effects"] as const;

/** What can be expected of each kind of step; anything else would pass without being looked at. */
export const expectable: Readonly<Record<Action["kind"], readonly string[]>> = {
  send: ofADelivery,
  update: [...ofADelivery, "events", "code"],
  "open-api": [],
  duplicate: ofADelivery,
  forge: [...ofAnAnswer, "effects"],
  "verify-url": [...ofAnAnswer, "verified"],
  wait: [],
  network: [],
  "change-app": [],
  receiver: [],
  parallel: [],
  "in-order": [],
  repeat: [],
};

/** What a step without a title is called in reports. */
export function actionText(action: Action): Text {
  switch (action.kind) {
    case "send":
      return stepTexts("send", { count: action.count });
    case "update": {
      const { scopeType: scope, of } = action;
      return typeof of === "number"
        ? stepTexts("update-numbered", { scope, number: of })
        : stepTexts("update", { scope, name: of });
    }
    case "open-api":
      return stepTexts(action.fault ? "open-api-fails" : "open-api-works");
    case "duplicate":
      return stepTexts("duplicate", { of: action.of, times: action.times });
    case "forge":
      return stepTexts("forge", { how: action.how });
    case "verify-url":
      return stepTexts("verify-url");
    case "wait":
      return stepTexts("wait");
    case "network":
      return stepTexts("network");
    case "change-app":
      return stepTexts(action.settings ? "change-app" : "restore-app");
    case "receiver":
      return stepTexts("receiver", { act: action.act });
    case "parallel":
      return stepTexts("parallel", { count: action.steps.length });
    case "in-order":
      return stepTexts("in-order", { count: action.steps.length });
    case "repeat":
      return stepTexts("repeat", { times: action.times });
    default:
      return action satisfies never;
  }
}
