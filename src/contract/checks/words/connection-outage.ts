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
    zh: "一直重试到连上为止，间隔不超过 1 分钟；不要因重试次数或错误类型退出循环。确要放弃时退出进程，由外部重新启动。",
  },
});
