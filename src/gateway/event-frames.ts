import type { FeishuEvent } from "../event/feishu-event.js";
import { frameMethods, type FrameHeader } from "../wire/frame.js";
import { createFrameTemplate, type FrameTemplate } from "../wire/frame-template.js";
import { writeEvent } from "../wire/write-event.js";
import type { Connection } from "./connection.js";

/** What all frames of one message say. */
export interface Message {
  readonly messageId: string;
  readonly traceId: string;
  /** Milliseconds, decimal. */
  readonly timestamp: string;
  /** How many frames, decimal. */
  readonly sum: string;
}

/** Clients echo every header; they need the first five. */
export function headersOf(connection: Connection, message: Message, seq: number): FrameHeader[] {
  return [
    { key: "type", value: "event" },
    { key: "message_id", value: message.messageId },
    { key: "sum", value: message.sum },
    { key: "seq", value: `${seq}` },
    { key: "trace_id", value: message.traceId },
    { key: "timestamp", value: message.timestamp },
    { key: "instance_id", value: connection.instanceId },
  ];
}

/** Writes events that fit into one frame; text and frame share one buffer, which each event takes anew. */
export interface EventFrames {
  /** What the frame carries; good until the next call. */
  payloadOf(event: FeishuEvent): Buffer;
  /** The frame with the payload that was made last; good for as long as that. */
  encode(connection: Connection, message: Message, logId: number): Buffer;
}

const varying = ["message_id", "trace_id", "timestamp"];

/** Where the payload begins: room for a head, of which 19 digits of `instance_id` are the longest part. */
const payloadAt = 512;

export function createEventFrames(): EventFrames {
  const templates = new WeakMap<Connection, FrameTemplate>();
  let bytes = Buffer.allocUnsafe(16_384);
  let end = payloadAt;

  function payloadOf(event: FeishuEvent): Buffer {
    for (;;) {
      end = writeEvent(event, bytes, payloadAt, { token: "" });
      if (end >= 0) return bytes.subarray(payloadAt, end);
      bytes = Buffer.allocUnsafe(2 * (bytes.length - end));
    }
  }

  /** A clock that begins in 1970 gives shorter timestamps. */
  function templateFor(
    connection: Connection,
    message: Message,
    values: readonly string[],
  ): FrameTemplate {
    const known = templates.get(connection);
    if (known?.fits(values)) return known;
    const sample = {
      seqId: 0,
      logId: 0,
      service: connection.serviceId,
      method: frameMethods.data,
      headers: headersOf(connection, message, 0),
    };
    const template = createFrameTemplate(sample, varying);
    templates.set(connection, template);
    return template;
  }

  return {
    payloadOf,
    encode(connection, message, logId) {
      const values = [message.messageId, message.traceId, message.timestamp];
      const template = templateFor(connection, message, values);
      const seqId = connection.nextSequence();
      const payloadBytes = end - payloadAt;
      const start = template.writeBefore(bytes, payloadAt, { seqId, logId, values, payloadBytes });
      return bytes.subarray(start, end);
    },
  };
}
