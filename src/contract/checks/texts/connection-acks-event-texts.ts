import { createTexts } from "../../../base/text.js";

export const connectionAcksEventTexts = createTexts("connection/acks-event", {
  title: {
    en: "A good event is acknowledged with code 200 within 3 s, and acted on once",
    zh: "客户端 3 秒内对正常事件响应 200，且只处理一次",
  },
  clause: {
    en: "An event is delivered when its frame comes back within 3 s, with its message_id and with 200 for the code in its payload.",
    zh: "3 秒内收到响应帧，message_id 与事件一致，payload 中的 code 为 200，才算推送成功。",
  },
  why: {
    en: "Every other acknowledgement counts as failed: the event is sent four more times and then dropped.",
    zh: "其他响应都算推送失败：飞书最多重试 4 次，之后不再推送。",
  },
  fix: {
    en: 'Answer the frame itself: the same headers, and the payload {"code":200}. The SDKs do, and say 500 when a handler throws.',
    zh: '返回原帧：headers 不变，payload 为 {"code":200}。SDK 已经这样做，但处理函数抛出异常时返回 500。',
  },
  holds: {
    en: "A good event was acknowledged with 200 and acted on once.",
    zh: "客户端对正常事件响应了 200，只处理了 1 次。",
  },
  refused: {
    en: "A good event was not acknowledged with 200.",
    zh: "客户端未对正常事件响应 200。",
  },
  effects: {
    en: "A good event was acknowledged but not acted on exactly once.",
    zh: "客户端已响应正常事件，但未做到只处理一次。",
  },
  "wait-ack": { en: "an acknowledgement", zh: "响应帧" },
  ended: {
    en: ({ exit }: { exit: string }) =>
      `Its process ended with ${exit} after a good event, and again after the next.`,
    zh: ({ exit }) => `收到一个正常事件后，客户端进程退出（${exit}）；收到下一个事件后又退出。`,
  },
  "goes-on": { en: "that it acts and goes on", zh: "处理事件并继续运行" },
  "fix-ended": {
    en: "Catch what the handler throws, also where it works on after its acknowledgement, and log it: an error in the background ends the process, and whatever it had in memory is lost.",
    zh: "捕获处理函数抛出的异常并写入日志，响应之后的后台处理也要捕获。后台异常会使进程退出，内存中的内容随之丢失。",
  },
  "deaf-connections": {
    en: ({ count }: { count: number }) => `Of its ${count} connections not all acknowledge events.`,
    zh: ({ count }) => `客户端有 ${count} 个连接，其中有的不响应事件。`,
  },
  "on-each": { en: "an acknowledgement on each connection", zh: "每个连接都响应事件" },
  "count-of": {
    en: ({ id, acked, total }: { id: string; acked: number; total: number }) =>
      `${id}: ${acked} of ${total} events`,
    zh: ({ id, acked, total }) => `${id}：响应 ${acked}/${total} 个事件`,
  },
  "fix-deaf": {
    en: "Give each connection the same handlers, or close those that nothing reads from, such as a second client in the same process: every event goes to one connection of the app at random.",
    zh: "给每个连接注册相同的处理函数，或关闭无人读取的连接（例如同一进程中的第二个客户端）。每个事件会随机推送给应用的一个连接。",
  },
  late: {
    en: "A good event was acknowledged too late: Feishu waits 3 s.",
    zh: "客户端对正常事件响应太晚：飞书只等 3 秒。",
  },
  "late-by": {
    en: ({ after }: { after: string }) => `acknowledged after ${after}`,
    zh: ({ after }) => `${after}后才响应`,
  },
  "fix-late": {
    en: "Acknowledge at once: put the event into a queue or a table, and do the work afterwards. With the SDKs, let the handler return before its work.",
    zh: "立即响应收到的事件：先写入队列或数据表，再异步处理。使用 SDK 时，让处理函数先返回，再处理业务。",
  },
  "no-code": {
    en: "A good event was acknowledged without the code 200, a number.",
    zh: "正常事件的响应帧中没有数字 code 200。",
  },
  "empty-payload": { en: "an empty payload", zh: "payload 为空" },
  "payload-without-code": {
    en: "a payload without a code that is a number",
    zh: "payload 中没有类型为数字的 code",
  },
  "fix-no-code": {
    en: 'Send the frame back with the payload {"code":200}: an acknowledgement without that counts as a failure.',
    zh: '返回原帧，payload 为 {"code":200}；没有它的响应帧算推送失败。',
  },
  "no-message-id": {
    en: "A good event was acknowledged without its message_id.",
    zh: "正常事件的响应帧没有带回它的 message_id。",
  },
  "stray-ack": {
    en: "a data frame with no message_id, or with one that was never pushed",
    zh: "数据帧没有 message_id，或 message_id 从未推送过",
  },
  "fix-no-message-id": {
    en: "Send the event's own frame back: its headers, message_id among them, tell which event is acknowledged.",
    zh: "返回事件的原帧：响应的是哪个事件，由其 headers（包括 message_id）判断。",
  },
  "no-frame": {
    en: "What came in place of an acknowledgement cannot be decoded.",
    zh: "收到的不是响应帧，且无法解码。",
  },
  "fix-no-frame": {
    en: 'Answer with a binary message: the event\'s own pbbp2 Frame, all of its fields kept, and {"code":200} for its payload.',
    zh: '用二进制消息响应：返回事件的原 pbbp2 Frame，保留全部字段，payload 改为 {"code":200}。',
  },
  "with-stderr": {
    en: ({ outcome, line }: { outcome: string; line: string }) => `${outcome}; on stderr: ${line}`,
    zh: ({ outcome, line }) => `${outcome}；stderr：${line}`,
  },
  "not-echoed": {
    en: ({ names }: { names: string }) => `The acknowledgement does not echo ${names}.`,
    zh: ({ names }) => `响应帧没有带回 ${names}。`,
  },
  "first-was-not": {
    en: ({ outcome }: { outcome: string }) => `The very first event was not (${outcome}).`,
    zh: ({ outcome }) => `但对最初的一个事件未响应 200（${outcome}）。`,
  },
});
