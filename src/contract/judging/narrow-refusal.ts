import { printable } from "../../base/printable.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { ReserveConfigEvent } from "../../event/reserve-config-event.js";
import { isAccepted } from "../report/exchange.js";
import type { CheckContext } from "../suite/check-context.js";
import { narrowDifference, type Difference } from "./narrow-difference.js";

const mostTrials = 24;

/** More fields than that, refused only together, name nothing. */
const mostNamed = 2;

const longestValue = 60;

export interface RefusalOptions {
  /** Whether the event is taken to be refused because it had no effect, though it was answered with 200. */
  readonly byEffect?: boolean;
}

/**
 * Why an event is refused that differs from the plain one, which is accepted: "refuses
 * approve_config.meeting_duration 1.25, takes 3". Undefined when that cannot be told.
 */
export async function narrowRefusal(
  context: CheckContext,
  refused: ReserveConfigEvent,
  { byEffect = false }: RefusalOptions = {},
): Promise<string | undefined> {
  const plain = context.makeEvent();
  async function accepts(value: ReserveConfigEvent): Promise<boolean> {
    const event = withOwnIds(value, context);
    const outcome = await context.deliver(event, { label: "an event between it and a plain one" });
    if (isUnanswered(outcome)) throw new Error("The receiver does not answer.");
    if (!isAccepted(outcome) || !byEffect) return isAccepted(outcome);
    const count = await context.effectsOf(event, 1);
    return count.kind === "counted" && count.effects > 0;
  }
  try {
    // The two ends once more: a refusal by chance would lead anywhere.
    if (!(await accepts(plain)) || (await accepts(refused))) return undefined;
    const differences = await narrowDifference(plain, withIdsOf(plain, refused), accepts, {
      mostTrials,
    });
    return textOf(differences);
  } catch {
    return undefined;
  }
}

/** Neither accepted nor refused: each trial would take as long, or kill the receiver once more. */
function isUnanswered({ kind }: Outcome): boolean {
  return kind !== "answered" && kind !== "acknowledged";
}

/** A copy that differs from the other event in content only. */
function withIdsOf(
  { header, event: { scope_id } }: ReserveConfigEvent,
  other: ReserveConfigEvent,
): ReserveConfigEvent {
  const { event_id, create_time } = header;
  return {
    ...other,
    header: { ...other.header, event_id, create_time },
    event: { ...other.event, scope_id },
  };
}

/** A copy with ids nobody else has. */
function withOwnIds(value: ReserveConfigEvent, { makeEvent }: CheckContext): ReserveConfigEvent {
  const scope = value.event.scope_type === 1 ? "level" : "room";
  return withIdsOf(makeEvent({ scope }), value);
}

function textOf(differences: readonly Difference[]): string | undefined {
  if (differences.length === 0 || differences.length > mostNamed) return undefined;
  return `it refuses ${differences.map(differenceText).join(" together with ")}`;
}

function differenceText({ path, accepted, refused }: Difference): string {
  const field = path.replace(/^event\./, "");
  if (refused === undefined) return `an event without ${field}`;
  if (accepted === undefined) return `${field} ${valueText(refused)}, takes an event without it`;
  return `${field} ${valueText(refused)}, takes ${valueText(accepted)}`;
}

function valueText(value: unknown): string {
  const text = printable(JSON.stringify(value));
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}
