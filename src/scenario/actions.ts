import type { Action } from "./scenario.js";

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
export function describeAction(action: Action): string {
  switch (action.kind) {
    case "send":
      return action.count === 1 ? "send an event" : `send ${action.count} events`;
    case "update":
      return typeof action.of === "number"
        ? `change the limits of ${action.scopeType} ${action.of}`
        : `change the limits of the ${action.scopeType} "${action.of}"`;
    case "open-api":
      return action.fault ? "the Open API fails" : "the Open API works again";
    case "duplicate":
      return `send "${action.of}" ${action.times === 1 ? "again" : `${action.times} times again`}`;
    case "forge":
      return `forge a request: ${action.how}`;
    case "verify-url":
      return "verify the URL";
    case "wait":
      return "wait";
    case "network":
      return "the network goes down";
    case "change-app":
      return action.settings ? "change the app" : "restore the app";
    case "receiver":
      return `${action.act} the receiver`;
    case "parallel":
      return `${action.steps.length} steps at once`;
    case "in-order":
      return `${action.steps.length} steps in order`;
    case "repeat":
      return `repeat ${action.times} times`;
    default:
      return action satisfies never;
  }
}
