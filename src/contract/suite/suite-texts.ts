import { createTexts } from "../../base/text.js";

/** What is said of checks that were not tried or not ended, of deaths, and of the choice of checks. */
export const suiteTexts = createTexts("suite", {
  "check-the-receiver": { en: "check the receiver", zh: "检查接收端" },
  "run-took-too-long": {
    en: ({ limit }: { limit: string }) => `The run did not come to an end within ${limit}.`,
    zh: ({ limit }) => `整套检查未能在 ${limit}内结束。`,
  },
  "check-took-too-long": {
    en: ({ limit }: { limit: string }) => `It did not come to an end within ${limit}.`,
    zh: ({ limit }) => `这一项未能在 ${limit}内结束。`,
  },
  "check-broke": {
    en: ({ problem }: { problem: string }) => `The check itself broke: ${problem}`,
    zh: ({ problem }) => `检查项自身出错：${problem}`,
  },
  "died-meanwhile": {
    en: "The receiver died while this and other checks went on.",
    zh: "这一项与其他检查项同时进行时，接收端退出了。",
  },
  "died-before": {
    en: ({ deaths }: { deaths: number }) =>
      `Not run: the receiver has died ${deaths} times before it.`,
    zh: ({ deaths }) => `未执行：此前接收端已退出 ${deaths} 次。`,
  },
  "failed-before": {
    en: ({ check }: { check: string }) => `Not run: ${check} failed before it.`,
    zh: ({ check }) => `未执行：此前 ${check} 未通过。`,
  },
  "nothing-answered": {
    en: "Not run: nothing that was sent so far was answered.",
    zh: "未执行：此前发送的请求均未得到响应。",
  },
  "not-back": {
    en: "Not run: the receiver died and did not come back.",
    zh: "未执行：接收端已退出，没有恢复。",
  },
  "answers-nothing": {
    en: "Not run: the receiver answers nothing, see event/accepted.",
    zh: "未执行：接收端不响应任何请求，见 event/accepted。",
  },
  "waits-for-next": {
    en: "Not run: its work waits for the next request, see event/accepted.",
    zh: "未执行：接收端要等下一个请求到来才处理事件，见 event/accepted。",
  },
  "answers-late": {
    en: "Not run: good events are not answered within 3 s, see event/within-3s.",
    zh: "未执行：接收端未在 3 秒内响应正常事件，见 event/within-3s。",
  },
  "ends-at-events": {
    en: "Not run: the receiver ends or hangs up at each good event, see event/accepted.",
    zh: "未执行：接收端每次收到正常事件都会退出或断开连接，见 event/accepted。",
  },
  "other-content": {
    en: ({ about, main }: { about: string; main: string }) =>
      `It is about the content of ${about}, and this run is judged by ${main}.`,
    zh: ({ about, main }) => `这一项针对 ${about} 的事件内容，而本次运行按 ${main} 检查。`,
  },
  "id-in-content": {
    en: ({ main }: { main: string }) =>
      `The content of ${main} may have an id of its own, as a message has its message_id, and a receiver may rightly tell by it what it has seen.`,
    zh: ({ main }) => `${main} 的事件内容可能自带 ID（如消息的 message_id），接收端可以据此去重。`,
  },
  "needs-encrypt-key": {
    en: "Without an Encrypt Key the signature holds no secret, so there is nothing to check.",
    zh: "没有 Encrypt Key，签名不含任何密钥，无需检查。",
  },
  "needs-verification-token": {
    en: "The app has no Verification Token.",
    zh: "应用没有 Verification Token。",
  },
  "needs-managed-receiver": {
    en: 'Only a receiver we start can be restarted: use --exec "node server.js".',
    zh: '只有由 mocklark 启动的接收端才能重启：使用 --exec "node server.js"。',
  },
  "needs-further-types": {
    en: "The run has events of one type only: give --event once for each type.",
    zh: "本次运行只有一种事件：每种事件各用一个 --event 指定。",
  },
  "late-effect": {
    en: "An effect showed only after the check had ended.",
    zh: "这一项结束之后才观测到处理。",
  },
  "in-all": {
    en: ({ count }: { count: number }) => `${count} in all`,
    zh: ({ count }) => `共处理 ${count} 次`,
  },
  "at-the-end": {
    en: ({ count }: { count: number }) => `${count} at the end of the run`,
    zh: ({ count }) => `运行结束时已处理 ${count} 次`,
  },
  busy: {
    en: ({ answer }: { answer: string }) =>
      `The receiver refused to work (${answer}), which says nothing about this rule: let it take more requests a minute for the time of the test.`,
    zh: ({ answer }) => `接收端拒绝了请求（${answer}），与这条规则无关：测试期间放宽它的限流。`,
  },
  "same-answer": {
    en: ({ answer }: { answer: string }) =>
      `A good event gets the same answer (${answer}), so this says nothing about the rule: see event/accepted.`,
    zh: ({ answer }) =>
      `正常事件得到同样的响应（${answer}），无法据此判定这条规则：见 event/accepted。`,
  },
  "perhaps-chance": {
    en: "Good events are refused now and then, and this may have been one of them: see event/flaky.",
    zh: "接收端偶尔会拒绝正常事件，这次可能也是：见 event/flaky。",
  },
  "good-event": { en: "a good event", zh: "正常事件" },
  "ends-after-events": {
    en: "The receiver ends after each good event, so nothing can be counted.",
    zh: "接收端每处理一个正常事件就会退出，无法统计处理次数。",
  },
  "client-ends-after-events": {
    en: "Its process ends after each good event, so nothing can be counted.",
    zh: "客户端进程每收到一个正常事件就会退出，无法统计处理次数。",
  },
  "no-event-accepted": {
    en: "No good event was accepted, so nobody knows what an effect looks like.",
    zh: "没有任何正常事件推送成功，不知道处理后会留下什么。",
  },
  "no-event-accepted-but": {
    en: ({ answer }: { answer: string }) =>
      `No good event was accepted (${answer}), so nobody knows what an effect looks like.`,
    zh: ({ answer }) => `没有任何正常事件推送成功（${answer}），不知道处理后会留下什么。`,
  },
  "acts-later-remedy": {
    en: "A receiver that acts later needs --effect-within, one of other events --event.",
    zh: "处理较慢的接收端要加 --effect-within，处理其他事件的要加 --event。",
  },
  "clock-says": {
    en: ({ hours, time }: { hours: string; time: string }) =>
      `The receiver's clock was to be moved by ${hours} h, but it says ${time}: something else sets its Date.`,
    zh: ({ hours, time }) =>
      `接收端的时钟应拨快 ${hours} 小时，但它显示 ${time}：有其他程序在设置它的 Date。`,
  },
  "clock-date-header": {
    en: ({ hours, time }: { hours: string; time: string }) =>
      `The receiver's clock was to be moved by ${hours} h, but it answers with a Date header of ${time}.`,
    zh: ({ hours, time }) => `接收端的时钟应拨快 ${hours} 小时，但它返回的 Date 响应头是 ${time}。`,
  },
  "clock-command-remedy": {
    en: "See that the command of --receiver-clock moves the clock of the process that answers.",
    zh: "检查 --receiver-clock 的命令拨动的是否为响应请求的那个进程的时钟。",
  },
  "clock-remedy": {
    en: 'Move its clock with --receiver-clock "command:… {seconds}".',
    zh: '用 --receiver-clock "command:… {seconds}" 拨动它的时钟。',
  },
  "none-left": {
    en: "Failed to choose checks: none is left.",
    zh: "无法选择检查项：没有剩下任何一项。",
  },
  "skip-less": { en: "Skip less than you choose.", zh: "减少要跳过的检查项。" },
  "fits-none": {
    en: ({ glob }: { glob: string }) => `Failed to choose checks: "${glob}" fits none.`,
    zh: ({ glob }) => `无法选择检查项：没有与「${glob}」匹配的。`,
  },
  "no-such-check": {
    en: ({ id }: { id: string }) => `Failed to find the check "${id}".`,
    zh: ({ id }) => `无法找到检查项「${id}」。`,
  },
  "see-all-ids": {
    en: 'See "mocklark checks" for all ids.',
    zh: "运行 mocklark checks 查看所有 ID。",
  },
});
