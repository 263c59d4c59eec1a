import type { Server } from "node:http";
import type { CheckId } from "../../src/contract/report/check-id.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckResult, Report } from "../../src/contract/report/report.js";
import type { EventType } from "../../src/event/event-type.js";
import type { FeishuEvent, ReceiverSettings } from "../receivers/event-endpoint.mjs";

export const keys = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

/** Runs some checks against a receiver in this process that tells what it acts on. */
export function judgeReceiver(
  create: (settings: ReceiverSettings) => Server,
  only: readonly string[],
  app = keys,
  events?: readonly EventType[],
): Promise<Report> {
  const handled: unknown[] = [];
  const onEvent = ({ header }: FeishuEvent): void => void handled.push(header["event_id"]);
  const eventTypes = events?.map(({ name }) => name);
  return checkReceiver({
    target: create({ ...app, onEvent, ...(eventTypes && { eventTypes }) }),
    ...(events && { events }),
    witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
    app,
    only,
    seed: 42,
    effectTiming: { quietMs: 60, visibleWithinMs: 100, patienceMs: 100 },
  });
}

export function resultOf(report: Report, id: CheckId): CheckResult {
  const result = report.checks.find((check) => check.id === id);
  if (!result) throw new Error(`${id} did not run.`);
  return result;
}
