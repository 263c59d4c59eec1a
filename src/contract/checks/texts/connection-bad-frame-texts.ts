import { createTexts } from "../../../base/text.js";

export const connectionBadFrameTexts = createTexts("connection/bad-frame", {
  title: {
    en: "A message that is no frame neither ends nor deafens the client",
    zh: "收到非帧消息后，客户端不退出，仍能收到事件",
  },
  clause: {
    en: "Whatever comes over a connection that stays open for weeks, the client receives the next good event; it may drop the connection if it comes back.",
    zh: "连接会保持数周，无论收到什么消息，客户端都须能收到下一个正常事件。断开连接也可以，只要会重连。",
  },
  why: {
    en: "One message that does not decode ends the process, or the loop that reads, and every event after it is lost.",
    zh: "一条无法解码的消息就会使进程退出或读取循环中止，此后的事件全部丢失。",
  },
  fix: {
    en: "Catch what decoding throws, log it and go on with the next message. In Node an error thrown in a listener ends the process; in Python one in the receiving loop ends the loop.",
    zh: "捕获解码时抛出的异常，写入日志，再处理下一条消息。在 Node 中，监听器抛出的异常会使进程退出；在 Python 中，接收循环里的异常会中止循环。",
  },
  bytes: { en: "bytes that are no frame", zh: "无法解析为帧的字节" },
  text: { en: "a text message", zh: "文本消息" },
  messages: { en: "messages that are no frames", zh: "非帧消息" },
  ended: {
    en: ({ exit, what }: { exit: string; what: string }) =>
      `Its process ended with ${exit} after ${what}.`,
    zh: ({ exit, what }) => `收到${what}后，客户端进程退出（${exit}）。`,
  },
  "goes-on": { en: "that it goes on with the next message", zh: "继续处理下一条消息" },
  dropped: {
    en: ({ what }: { what: string }) =>
      `It dropped the connection after ${what}, and did not come back.`,
    zh: ({ what }) => `收到${what}后，客户端断开连接，且未重连。`,
  },
  "good-event": {
    en: ({ what }: { what: string }) => `a good event after ${what}`,
    zh: ({ what }) => `${what}之后的正常事件`,
  },
  "another-good-event": {
    en: ({ what }: { what: string }) => `another good event after ${what}`,
    zh: ({ what }) => `${what}之后的又一个正常事件`,
  },
  holds: {
    en: ({ what }: { what: string }) =>
      `A good event after ${what} was acknowledged and acted on once.`,
    zh: ({ what }) => `收到${what}后，客户端仍对正常事件响应 200，且只处理了 1 次。`,
  },
  refused: {
    en: ({ what }: { what: string }) => `A good event after ${what} was not acknowledged with 200.`,
    zh: ({ what }) => `收到${what}后，客户端未对正常事件响应 200。`,
  },
  effects: {
    en: ({ what }: { what: string }) =>
      `A good event after ${what} was acknowledged but not acted on exactly once.`,
    zh: ({ what }) => `收到${what}后，客户端仍响应正常事件，但未做到只处理一次。`,
  },
});
