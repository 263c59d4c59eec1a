import { createTexts } from "../../../base/text.js";

export const connectionOutageTexts = createTexts("connection/outage", {
  title: {
    en: "The client comes back after the server has refused it for a while",
    zh: "服务端拒绝连接一段时间后，客户端仍会重连",
  },
  clause: {
    en: "While the server cannot be reached a client goes on trying every ReconnectInterval seconds; with ReconnectCount -1 it never gives up.",
    zh: "服务端不可用时，客户端每隔 ReconnectInterval 秒重试一次；ReconnectCount 为 -1 时永不放弃。",
  },
  why: {
    en: "An outage or a deployment takes longer than the first tries; a client that has given up by then stays up and deaf, and nobody notices.",
    zh: "故障或部署往往比前几次重试更久；就此放弃的客户端进程还在，却收不到事件，也无人察觉。",
  },
  fix: {
    en: "Try again for as long as it takes, with a pause in between that does not grow beyond a minute: no count of tries and no kind of error may end that loop. What gives up all the same should end its process, so that it is started again.",
    zh: "一直重试到连上为止，间隔不超过 1 分钟；不要因重试次数或错误类型退出循环。不得不放弃时退出进程，由外部重新启动。",
  },
  when: {
    en: "after an outage in which the server refused everybody",
    zh: "服务中断（拒绝所有连接）结束后",
  },
  event: { en: "an event after the outage", zh: "服务恢复后的事件" },
  "gave-up": {
    en: "It gave up in an outage, and did not come back when the server was there again.",
    zh: "客户端在服务中断时放弃重连，服务恢复后也没有重连。",
  },
  "back-soon": {
    en: "a new connection as soon as the server accepts again",
    zh: "服务恢复后立即建立新连接",
  },
  tried: {
    en: ({
      tries,
      outage,
      triesAfter,
      waited,
    }: {
      tries: number;
      outage: string;
      triesAfter: number;
      waited: string;
    }) =>
      `it tried ${tries} times in ${outage} of outage, and ${triesAfter} times in the ${waited} after it`,
    zh: ({ tries, outage, triesAfter, waited }) =>
      `中断的 ${outage}内重试 ${tries} 次，恢复后的 ${waited}内重试 ${triesAfter} 次`,
  },
});
