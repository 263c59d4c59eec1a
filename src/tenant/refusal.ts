import type { Text } from "../base/text.js";
/** Why the tenant refuses a change; nothing has changed then, and no event is emitted. */
export type RefusalReason =
  /** No such room or level, or its id is of the other kind than the scope type says. */
  | "unknown-scope"
  /** A value out of range, or one of the rules that span several fields. */
  | "param-error"
  | "too-many-subscribers"
  | "unknown-users"
  | "unknown-departments"
  | "data-not-exist"
  /** A room or level that cannot be put, or removed, there. */
  | "wrong-level"
  /** PATCH or GET of a form that nobody set up. */
  | "form-not-configured"
  | "notify-time-too-long";

/** A change that was refused, as data: the caller decides how to say so. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: RefusalReason;
  /** One sentence with the field, for people: "time_config.end_time must be …". */
  readonly detail: string;
  /** The same in every language. */
  readonly text: Text;
  /** Where it stands in the change, in the Open API's names: "time_config.end_time". */
  readonly field?: string;
  /** What was broken, where it is a rule of the limits: "time/end-after-start". */
  readonly rule?: string;
}

export const refused = (
  reason: RefusalReason,
  text: Text,
  where: Pick<Refusal, "field" | "rule"> = {},
): Refusal => ({ kind: "refused", reason, detail: text.in("en"), text, ...where });
