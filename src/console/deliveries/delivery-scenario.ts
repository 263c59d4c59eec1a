import { formatDuration } from "../../base/durations.js";
import { formatPath } from "../../base/json-path.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "../../delivery/delivery-policy.js";
import type { AttemptRecord } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { isReserveConfigEvent } from "../../event/reserve-config/reserve-config-type.js";
import { MocklarkError } from "../../base/errors.js";
import type { HistoryEntry } from "../history/delivery-history.js";

/**
 * The delivery as a scenario that `mocklark run` plays: an event with the same content under an id of its
 * own, the faults it met on our side, and what the platform expects of a receiver then.
 * @throws MocklarkError USAGE when the event is no longer kept, or of a type that no scenario sends
 */
export async function scenarioOf(entry: HistoryEntry, policy: DeliveryPolicy): Promise<string> {
  const { event, delivery, forgery, scopeId } = entry;
  if (!event) throw notKept(entry.id);
  const { stringify } = await import("yaml");
  const scenario = {
    name: forgery ? `A forged request: ${forgery}` : nameOf(event, scopeId),
    why: whyOf(entry, event),
    ...(delivery.channel === "long-connection" && { transports: ["long-connection"] }),
    ...(isOwn(policy) && { policy: { waits: policy.waitsMs.map((ms) => formatDuration(ms)) } }),
    steps: forgery ? [forgedStep(forgery)] : [sentStep(entry, event, policy)],
  };
  return `${schemaLine}\n${stringify(scenario, { lineWidth: 100 })}`;
}

const isOwn = ({ waitsMs }: DeliveryPolicy): boolean =>
  waitsMs.join() !== defaultDeliveryPolicy.waitsMs.join();

const schemaLine = "# yaml-language-server: $schema=../schemas/scenario.json";

const nameOf = (event: FeishuEvent, scopeId: string): string =>
  isReserveConfigEvent(event)
    ? `The limits of ${scopeId} change`
    : `${event.header.event_type} comes`;

function whyOf({ delivery, forgery }: HistoryEntry, event: FeishuEvent): string {
  const seen = delivery.attempts.map(({ outcome }) => briefly(outcome)).join(", ");
  const how = seen === "" ? "It had not been attempted yet." : `Seen then: ${seen}.`;
  const what = forgery ? "Nobody may act on it." : "Copied from a delivery in the console.";
  const needs = isReserveConfigEvent(event)
    ? ""
    : ` It needs --event with a sample or a JSON Schema of ${event.header.event_type}.`;
  return `${what} ${how}${forgery ? "" : needs}`;
}

/** No text of the receiver's: the file may be shared. */
const briefly = (outcome: Outcome): string =>
  outcome.kind === "answered"
    ? String(outcome.status)
    : outcome.kind === "acknowledged"
      ? `code ${outcome.code}`
      : outcome.kind;

const forgedStep = (how: string): object => ({
  title: "a forged request has no effect",
  forge: { how },
  expect: { effects: 0 },
});

function sentStep(
  { delivery }: HistoryEntry,
  event: FeishuEvent,
  { successStatuses, waitsMs }: DeliveryPolicy,
): object {
  const ladder = delivery.attempts.filter(({ duplicate }) => !duplicate);
  const spoiled = ladder.filter(({ outcome }) => faultOf(outcome) !== undefined);
  const names = new Set(spoiled.map(({ outcome }) => faultOf(outcome)));
  // A step has one fault; of two, the rest of the story would be another one.
  const [name] = names;
  const fault = names.size === 1 && name !== undefined ? faultPlan(name, spoiled) : undefined;
  return {
    title: isReserveConfigEvent(event) ? "a change is made" : "the event comes",
    send: { ...contentOf(event), ...(fault && { fault }) },
    expect: expectationOf(fault?.attempts ?? [], {
      most: waitsMs.length + 1,
      status: successStatuses.join() === "200" ? 200 : undefined,
    }),
  };
}

const faultPlan = (name: string, spoiled: readonly AttemptRecord[]) => ({
  name,
  attempts: spoiled.map(({ attempt }) => attempt),
});

/** The fault on our side that an outcome tells of. */
function faultOf(outcome: Outcome): string | undefined {
  if (outcome.kind === "broken-off") {
    return ["cancelled", "process-ended"].includes(outcome.fault) ? undefined : outcome.fault;
  }
  const isOutage = outcome.kind === "unreachable" && outcome.reason.includes("(fault outage)");
  return isOutage ? "outage" : undefined;
}

/** What a good receiver does: it gets the first attempt that no fault spoils, and acts once. */
function expectationOf(
  spoiled: readonly number[],
  { most, status }: { readonly most: number; readonly status: number | undefined },
): object {
  let attempts = 1;
  while (spoiled.includes(attempts)) attempts++;
  return attempts > most
    ? { outcome: "given-up", attempts: most, effects: 0 }
    : { outcome: "succeeded", attempts, ...(status && { status }), effects: 1 };
}

/** The event's content by path, in place of what would be drawn. */
function contentOf(event: FeishuEvent): object {
  const entries = Object.entries(event.event);
  const set = Object.fromEntries(
    entries.map(([name, value]) => [formatPath(["event", name]), value as unknown]),
  );
  return isReserveConfigEvent(event)
    ? { variant: "minimal", set }
    : { type: event.header.event_type, set };
}

const notKept = (id: string): MocklarkError =>
  new MocklarkError("USAGE", `Failed to copy delivery "${id}": its content is no longer kept.`, {
    remedy: "Copy a newer one.",
  });
