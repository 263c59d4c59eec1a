import type { FeishuEvent } from "../event/feishu-event.js";
import { decodeLine, encodeLine } from "../storage/checked-line.js";
import type { WebhookRequest } from "../wire/webhook-request.js";
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

/** The record in a line without its newline, or undefined when the line is damaged. */
export const decodeRecord = (line: string): JournalRecord | undefined =>
  decodeLine(line) as JournalRecord | undefined;

/** Type and delivery of verified JSON without parsing the whole of it; both always come first. */
export function headOf(text: string): { readonly type: string; readonly id: string | undefined } {
  const match = /^\{"type":"([a-z]+)"(?:,"id":"([^"]*)")?/.exec(text);
  return { type: match?.[1] ?? "", id: match?.[2] };
}
