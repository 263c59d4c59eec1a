import { readSample } from "../../../src/event/sample/read-sample.js";
import type { FeishuEvent } from "../../../src/event/feishu-event.js";

export const messageId = "om_5ce6d572455d361153b7cb51da133f0a";

/** A message as Feishu sends it; ids are made up. */
export const messageSample = {
  schema: "2.0",
  header: {
    event_id: "5e3702a84e847582be8db7fb73283c02",
    token: "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV",
    create_time: "1608725989000",
    event_type: "im.message.receive_v1",
    tenant_key: "2ca1d211f64f6438",
    app_id: "cli_9f5343c580712544",
  },
  event: {
    message: {
      chat_id: "oc_5ce6d572455d361153b7cb51da133945",
      chat_type: "p2p",
      content: '{"text":"hello"}',
      create_time: "1608725989000",
      message_id: messageId,
      root_id: "om_5ce6d572455d361153b7cb51da133fff",
    },
    sender: {
      sender_id: {
        open_id: "ou_84aad35d084aa403a838cf73ee18467d",
        union_id: "on_8ed6aa67826108097d9ee143816345d9",
        user_id: "e33ggbyz",
      },
      tenant_key: "2ca1d211f64f6438",
    },
  },
} as const;

/** An event of schema 1.0, whose facts stand in other places. */
export const firstVersionSample = {
  uuid: "5e3702a84e847582be8db7fb73283c02",
  token: "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV",
  ts: "1550038109.428520",
  type: "event_callback",
  event: {
    type: "message",
    app_id: "cli_9f5343c580712544",
    tenant_key: "2ca1d211f64f6438",
    open_message_id: messageId,
    open_id: "ou_84aad35d084aa403a838cf73ee18467d",
    open_chat_id: "oc_5ce6d572455d361153b7cb51da133945",
    msg_type: "text",
    text: "hello",
  },
} as const;

/** The content of a sample of the given type, read. */
export const sampleOf = (event: object, eventType = "some.thing.happened_v1"): FeishuEvent =>
  readSample(
    { ...messageSample, header: { ...messageSample.header, event_type: eventType }, event },
    "sample.json",
  );
