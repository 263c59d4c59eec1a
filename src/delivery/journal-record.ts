import type { FeishuEvent } from "../event/feishu-event.js";
import { decodeLine, encodeLine, writeCheckedLine } from "../storage/checked-line.js";
import { type LineWriter, textWriter, writeText } from "../storage/line-buffer.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
import { writeEvent } from "../wire/write-event.js";
import type { Channel } from "./channel.js";
import type { NextStep } from "./delivery.js";
import type { Outcome } from "./outcome.js";

/** The layout of the records below; a journal of another version is refused. */
export const journalVersion = 1;

/** One line of the journal. Times are simulated, as ISO texts, because people read this file. */
export type JournalRecord =
  /** The first line, and one for each process that opened the journal since. */
  | {
      readonly type: "opened";
      readonly version: number;
      /** 1 for the first process; part of the ids it gives out. */
      readonly run: number;
      readonly at: string;
    }
  | {
      readonly type: "accepted";
      readonly id: string;
      readonly at: string;
      readonly channel: Channel["kind"];
      readonly target: string;
      readonly event: FeishuEvent;
    }
  /** Written before the attempt's first byte is sent. */
  | {
      readonly type: "started";
      readonly id: string;
      readonly attempt: number;
      readonly at: string;
    }
  /** The attempt came to nothing before its first byte, by a refusal of ours: it does not count. */
  | { readonly type: "withdrawn"; readonly id: string; readonly attempt: number }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly attempt: number;
      readonly outcome: Outcome;
      readonly next: Extract<NextStep, { kind: "retry" }>;
      readonly timestamp?: string;
      /** Only with a policy that sends the first request again. */
      readonly request?: StoredRequest;
    }
  /** Nothing more is owed; with the last attempt's outcome unless it was cancelled while waiting. */
  | {
      readonly type: "closed";
      readonly id: string;
      readonly status: "succeeded" | "given-up" | "cancelled";
      readonly attempt?: number;
      readonly outcome?: Outcome;
    }
  /** An event sent again after its delivery was closed; never owed to anybody. */
  | {
      readonly type: "duplicate";
      readonly id: string;
      readonly attempt: number;
      readonly at: string;
      readonly outcome?: Outcome;
    };

export type StoredRequest = Omit<WebhookRequest, "body"> & { readonly bodyBase64: string };

/** A record as its line, newline included. */
export const encodeRecord = (record: JournalRecord): string => encodeLine(record);

/**
 * A record as its line in bytes, as a `LineWriter` writes it: an event as the text that goes on the wire,
 * which is written much faster and reads back as what is sent again.
 * @throws MocklarkError INVALID_EVENT for an event that is no JSON data
 */
export function writeRecord(record: JournalRecord, target: Buffer, at: number): number {
  const write =
    record.type === "accepted" ? acceptedWriter(record) : textWriter(JSON.stringify(record));
  return writeCheckedLine(write, target, at);
}

function acceptedWriter({
  event,
  ...rest
}: Extract<JournalRecord, { type: "accepted" }>): LineWriter {
  const head = JSON.stringify(rest);
  return (target, at) => {
    const headEnd = writeText(head, target, at);
    if (headEnd < 0) return headEnd;
    // In place of the brace that closes the head.
    const eventStart = writeText(eventKey, target, headEnd - 1);
    if (eventStart < 0) return eventStart;
    const eventEnd = writeStoredEvent(event, target, eventStart);
    if (eventEnd < 0) return eventEnd;
    return writeText("}", target, eventEnd);
  };
}

const eventKey = ',"event":';

/** What the wire text of an event has in place of each half of a surrogate pair. */
const replacement = Buffer.from("\ufffd");

/** Plainly where the wire text does not say all there is: it would read back as another event. */
function writeStoredEvent(event: FeishuEvent, target: Buffer, at: number): number {
  if (event.schema === "1.0") return writeText(JSON.stringify(event), target, at);
  const end = writeEvent(event, target, at);
  if (end < 0 || !target.subarray(at, end).includes(replacement)) return end;
  return writeText(JSON.stringify(event), target, at);
}

/** The record in a line without its newline, or undefined when the line is damaged. */
export const decodeRecord = (line: string): JournalRecord | undefined =>
  decodeLine(line) as JournalRecord | undefined;

/** Type and delivery of an undamaged line without decoding the whole of it; both always come first. */
export function headOf(line: Buffer): { readonly type: string; readonly id: string | undefined } {
  const match = headPattern.exec(line.toString("latin1", 0, 160));
  return { type: match?.[1] ?? "", id: match?.[2] };
}

const headPattern = /^\{"crc":"[0-9a-f]{8}","type":"([a-z]+)"(?:,"id":"([^"]*)")?/;
