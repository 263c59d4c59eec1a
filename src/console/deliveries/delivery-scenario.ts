import { formatDuration } from "../../base/durations.js";
import { formatPath } from "../../base/json-path.js";
import type { Language, Text } from "../../base/text.js";
import { defaultDeliveryPolicy, type DeliveryPolicy } from "../../delivery/delivery-policy.js";
import type { AttemptRecord } from "../../delivery/delivery.js";
import type { Outcome } from "../../delivery/outcome.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import { isReserveConfigEvent } from "../../event/reserve-config/reserve-config-type.js";
import { MocklarkError } from "../../base/errors.js";
import type { HistoryEntry } from "../history/delivery-history.js";
import { deliveriesTexts } from "./deliveries-texts.js";

interface ScenarioOfOptions {
  readonly policy: DeliveryPolicy;
  /** Of its name, its reason and its steps' titles. */
  readonly language: Language;
}

/**
 * The delivery as a scenario that `mocklark run` plays: an event with the same content under an id of its
 * own, the faults it met on our side, and what the platform expects of a receiver then.
 * @throws MocklarkError USAGE when the event is no longer kept, or of a type that no scenario sends
 */
export async function scenarioOf(
  entry: HistoryEntry,
  { policy, language }: ScenarioOfOptions,
): Promise<string> {
  const { event, delivery, forgery, scopeId } = entry;
  if (!event) throw notKept(entry.id);
  const { stringify } = await import("yaml");
  const scenario = {
    name: (forgery ? deliveriesTexts("forged", { forgery }) : nameOf(event, scopeId)).in(language),
    why: whyOf(entry, event).in(language),
    ...(delivery.channel === "long-connection" && { transports: ["long-connection"] }),
    ...(isOwn(policy) && { policy: { waits: policy.waitsMs.map((ms) => formatDuration(ms)) } }),
    steps: forgery
      ? [forgedStep(forgery, language)]
      : [sentStep(entry, event, { policy, language })],
  };
  return `${schemaLine}\n${stringify(scenario, { lineWidth: 100 })}`;
}

const isOwn = ({ waitsMs }: DeliveryPolicy): boolean =>
  waitsMs.join() !== defaultDeliveryPolicy.waitsMs.join();

const schemaLine = "# yaml-language-server: $schema=../schemas/scenario.json";

const nameOf = (event: FeishuEvent, scopeId: string): Text =>
  isReserveConfigEvent(event)
    ? deliveriesTexts("limits-change", { scopeId })
    : deliveriesTexts("event-comes", { type: event.header.event_type });

function whyOf({ delivery, forgery }: HistoryEntry, event: FeishuEvent): Text {
  const seen = delivery.attempts.map(({ outcome }) => briefly(outcome));
  const isKnown = isReserveConfigEvent(event) || forgery !== undefined;
  return deliveriesTexts("why", {
    what: deliveriesTexts(forgery ? "may-not-act" : "copied-here"),
    how:
      seen.length === 0 ? deliveriesTexts("not-attempted") : deliveriesTexts("seen-then", { seen }),
    needs: isKnown ? "" : deliveriesTexts("needs-event", { type: event.header.event_type }),
  });
}

/** No text of the receiver's: the file may be shared. */
const briefly = (outcome: Outcome): string =>
  outcome.kind === "answered"
    ? String(outcome.status)
    : outcome.kind === "acknowledged"
      ? `code ${outcome.code}`
      : outcome.kind;

const forgedStep = (how: string, language: Language): object => ({
  title: deliveriesTexts("forged-step").in(language),
  forge: { how },
  expect: { effects: 0 },
});

function sentStep(
  { delivery }: HistoryEntry,
  event: FeishuEvent,
  { policy: { successStatuses, waitsMs }, language }: ScenarioOfOptions,
): object {
  const ladder = delivery.attempts.filter(({ duplicate }) => !duplicate);
  const spoiled = ladder.filter(({ outcome }) => faultOf(outcome) !== undefined);
  const names = new Set(spoiled.map(({ outcome }) => faultOf(outcome)));
  // A step has one fault; of two, the rest of the story would be another one.
  const [name] = names;
  const fault = names.size === 1 && name !== undefined ? faultPlan(name, spoiled) : undefined;
  return {
    title: deliveriesTexts(isReserveConfigEvent(event) ? "change-step" : "event-step").in(language),
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
  const isOutage = outcome.kind === "unreachable" && outcome.data?.reason.kind === "failure/outage";
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
  new MocklarkError("USAGE", deliveriesTexts("not-kept-to-copy", { id }), {
    remedy: deliveriesTexts("copy-a-newer"),
  });
