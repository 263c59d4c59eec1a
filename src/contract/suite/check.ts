import type { Text } from "../../base/text.js";
import type { App } from "../../event/app.js";
import type { EventTypes } from "../../event/event-types.js";
import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
import { reserveConfigType } from "../../event/reserve-config/reserve-config-type.js";
import type { CheckContext } from "./check-context.js";
import type { CheckId } from "../report/check-id.js";
import type { Judgement, Severity } from "../report/verdict.js";
import { suiteTexts as texts } from "./suite-texts.js";

/**
 * When a check runs. `together`: side by side with others, sends only what Feishu could send.
 * `alone`: the same, but nothing else is sent meanwhile. `hostile`: side by side, its attacks one at a time.
 * `flood`: sends thousands of events. `destructive`: one after the other, may kill the receiver. `kill` and
 * `restart`: end the receiver and start it again. `time-travel`: moves its clock. `review`: last, looks back on
 * the whole run.
 */
export const phases = [
  "together",
  "alone",
  "hostile",
  "flood",
  "destructive",
  "kill",
  "restart",
  "time-travel",
  "review",
] as const;

export type Phase = (typeof phases)[number];

/** What a check cannot do without; where it is missing the check is skipped with the reason. */
export type Need =
  | "encrypt-key"
  | "verification-token"
  | "managed-receiver"
  | "receiver-clock"
  /** To be judged by `vc.reserve_config.updated_v1`, whose content alone is known to the last rule. */
  | "reserve-config"
  /** The same, for a rule that need not hold where a content may have an id of its own, as a message has. */
  | "content-without-id"
  /** More than one type of events. */
  | "further-types";

/**
 * The words of a check. title: a claim about the receiver, in the present tense. clause: the rule, in our words.
 * why: what goes wrong in practice when it does not hold. fix: what to change in the receiver.
 */
export type CheckTexts = (name: "title" | "clause" | "why" | "fix") => Text;

/** One demand on a receiver, how to try it, and everything a reader needs who fails it. */
export interface Check {
  readonly id: CheckId;
  readonly texts: CheckTexts;
  readonly severity: Severity;
  /** Where the severity depends on the app. */
  readonly severityFor?: (app: App) => Severity;
  readonly appliesTo: "webhook" | "long-connection";
  /** The Feishu page the rule is from. */
  readonly page: Text;
  /** Default "together". */
  readonly phase?: Phase;
  readonly needs?: readonly Need[];
  /** Sends good events whose answers decide, so that it tells nothing of a receiver that answers late. */
  readonly judgesAnswers?: boolean;
  /** Is about good events being refused: that every good event is refused alike decides it. */
  readonly judgesRefusal?: boolean;
  /** Is about too many requests at once: that the receiver is too busy decides it. */
  readonly judgesBusy?: boolean;
  /** Sends so many events that one of them may be refused by chance: a second try would tell no more. */
  readonly sendsMany?: boolean;
  /** Checks, as globs, whose requests it looks back on: chosen alone, it brings them along. */
  readonly looksBackOn?: readonly string[];
  /** Throws only when we are at fault ourselves. */
  readonly evaluate: (context: CheckContext) => Promise<Judgement>;
}

/** The check's severity for this app. */
export function severityOf(check: Check, app: App): Severity {
  return check.severityFor?.(app) ?? check.severity;
}

/** Why a check cannot be tried here, or undefined. */
export function unmetNeed(
  check: Check,
  {
    app,
    types,
    managed,
    fixedClock,
  }: {
    readonly app: App;
    readonly types: EventTypes;
    readonly managed: boolean;
    readonly fixedClock: Text | undefined;
  },
): Text | undefined {
  const met: Readonly<Record<Need, boolean>> = {
    "encrypt-key": app.encryptKey !== "",
    "verification-token": app.verificationToken !== "",
    "managed-receiver": managed,
    "receiver-clock": fixedClock === undefined,
    "reserve-config": types.main === reserveConfigType,
    "content-without-id": types.main === reserveConfigType,
    "further-types": types.all.length > 1,
  };
  const missing = check.needs?.find((need) => !met[need]);
  if (missing === undefined) return undefined;
  if (missing === "receiver-clock") return fixedClock;
  if (missing === "reserve-config") return otherContent(types);
  if (missing === "content-without-id") return idInContent(types);
  return reasons[missing];
}

const otherContent = ({ main }: EventTypes): Text =>
  texts("other-content", { about: reserveConfigEventType, main: main.name });

const idInContent = ({ main }: EventTypes): Text => texts("id-in-content", { main: main.name });

const reasons: Readonly<
  Record<Exclude<Need, "receiver-clock" | "reserve-config" | "content-without-id">, Text>
> = {
  "encrypt-key": texts("needs-encrypt-key"),
  "verification-token": texts("needs-verification-token"),
  "managed-receiver": texts("needs-managed-receiver"),
  "further-types": texts("needs-further-types"),
};
