import { formatDuration } from "../../base/durations.js";
import { printableLine } from "../../base/printable.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "../../delivery/delivery-policy.js";
import type { AttemptRecord } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { reserveConfigEventType } from "../../event/reserve-config/reserve-config-event.js";
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
  if (!forgery && delivery.eventType !== reserveConfigEventType) throw notInScenarios(entry);
  const { stringify } = await import("yaml");
  const scenario = {
    name: forgery ? `A forged request: ${forgery}` : `The limits of ${scopeId} change`,
    why: whyOf(entry),
    ...(delivery.channel === "long-connection" && { transports: ["long-connection"] }),
    ...(isOwn(policy) && { policy: { waits: policy.waitsMs.map(formatDuration) } }),
    steps: forgery ? [forgedStep(forgery)] : [sentStep(entry, event, policy)],
  };
  return `${schemaLine}\n${stringify(scenario, { lineWidth: 100 })}`;
}

const isOwn = ({ waitsMs }: DeliveryPolicy): boolean =>
  waitsMs.join() !== defaultDeliveryPolicy.waitsMs.join();

const schemaLine = "# yaml-language-server: $schema=../schemas/scenario.json";

function whyOf({ delivery, forgery }: HistoryEntry): string {
  const seen = delivery.attempts.map(({ outcome }) => briefly(outcome)).join(", ");
  const how = seen === "" ? "It had not been attempted yet." : `Seen then: ${seen}.`;
  const what = forgery ? "Nobody may act on it." : "Copied from a delivery in the console.";
  return `${what} ${how}`;
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
    title: "a change is made",
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
function contentOf({ event }: FeishuEvent): object {
  const set = Object.entries(event).map(([name, value]) => [`event.${name}`, value]);
  return { variant: "minimal", set: Object.fromEntries(set) as object };
}

const notInScenarios = ({ id, delivery: { eventType } }: HistoryEntry): MocklarkError =>
  new MocklarkError(
    "USAGE",
    `Failed to copy delivery "${id}": a scenario sends no ${printableLine(eventType)}.`,
    { remedy: "Send the event again instead." },
  );

const notKept = (id: string): MocklarkError =>
  new MocklarkError("USAGE", `Failed to copy delivery "${id}": its content is no longer kept.`, {
    remedy: "Copy a newer one.",
  });
