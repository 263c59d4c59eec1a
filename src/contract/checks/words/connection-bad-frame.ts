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
});
