import { createTexts } from "../../base/text.js";

/** `mocklark serve`. */
export const serveTexts = createTexts("cli/serve", {
  about: {
    en: "be a Feishu tenant with a page: change limits there or by its Open API, and the events follow",
    zh: "模拟一个飞书租户，带网页控制台：在页面或通过 Open API 修改预定限制，即推送相应事件",
  },
  tenant: {
    en: "the tenant (YAML or JSON); default: a made-up one",
    zh: "租户文件（YAML 或 JSON）；默认自动生成",
  },
  target: {
    en: "post the first app's events there; default: a stand-in of ours (not with --cert) until a client connects",
    zh: "第一个应用的事件推送到此 URL；默认推送到内置接收端（使用 --cert 时没有），直到有客户端连接",
  },
  exec: {
    en: "start the receiver, post events to it, stop it at the end",
    zh: "启动接收端并向它推送事件，结束时停止它",
  },
  "long-connection": {
    en: "what --exec starts is a client of the long connection",
    zh: "--exec 启动的是长连接客户端",
  },
  open: { en: "open the page in the browser", zh: "在浏览器中打开网页控制台" },
  "change-every": {
    en: "have somebody change a room's or level's limits this often",
    zh: "每隔这段时间，自动修改一个会议室或层级的预定限制",
  },
  seed: {
    en: "the same seed makes the same tenant and the same events",
    zh: "种子相同，租户和事件相同",
  },
  locale: { en: "language of made-up names", zh: "自动生成的名称的语言" },
  rule: {
    en: "decide what nobody knows of Feishu (repeatable)",
    zh: "指定飞书未公开的行为（可重复）",
  },
  "too-often": {
    en: ({ text }: { text: string }) => `Failed to change limits every ${text}: that is too often.`,
    zh: ({ text }) => `无法每隔 ${text} 修改预定限制：间隔太短。`,
  },
  "too-often-remedy": { en: "Give 100ms or more.", zh: "填写 100ms 或更长的间隔。" },
  contradiction: {
    en: "Failed to serve: --target and --long-connection contradict each other.",
    zh: "无法启动：--target 与 --long-connection 互相矛盾。",
  },
  "contradiction-remedy": {
    en: "Leave one of them out: a client of the long connection has no URL.",
    zh: "去掉其中一个：长连接客户端没有 URL。",
  },
  "waits-for-client": {
    en: "what is owed to a client of the long connection waits until one is there",
    zh: "未推送完的长连接事件会等到有客户端在线后继续",
  },
  page: {
    en: ({ url }: { url: string }) => `${url}/ shows it all in the browser.`,
    zh: ({ url }) => `网页控制台：${url}/`,
  },
  counts: {
    en: ({ name, rooms, levels, departments, people }: Counts) =>
      `Tenant ${name}: ${[
        countOf(rooms, "room"),
        countOf(levels, "level"),
        countOf(departments, "department"),
        people === 1 ? "1 person" : `${people} people`,
      ].join(", ")}.`,
    zh: ({ name, rooms, levels, departments, people }) =>
      `租户「${name}」：${rooms} 间会议室、${levels} 个层级、${departments} 个部门、${people} 名成员。`,
  },
  "first-change": {
    en: ({ name }: { name: string }) =>
      `Change who may book the room ${name} when, with any official SDK or by hand:`,
    zh: ({ name }) => `修改会议室「${name}」的预定限制，可用任一官方 SDK，或执行：`,
  },
  "ctrl-c": { en: "Ctrl-C ends.", zh: "按 Ctrl-C 结束。" },
  "no-stand-in": {
    en: "With --cert no receiver stands in: events go to the clients of the long connection.",
    zh: "使用 --cert 时没有内置接收端，事件推送给长连接客户端。",
  },
  elsewhere: {
    en: ({ count, target, port }: { count: number; target: string; port: string }) =>
      `${count === 1 ? "1 event is" : `${count} events are`} owed to the stand-in at ${target}, which is not there now: it is with --port ${port}`,
    zh: ({ count, target, port }) =>
      `有 ${count} 个事件要推送到内置接收端 ${target}，但它现在不在该地址；使用 --port ${port} 即可`,
  },
  "stand-in": {
    en: ({ url }: { url: string }) =>
      `No receiver is named, so one of mocklark's own stands in: ${url}. Yours is named with --target or --exec; a client of the long connection need only connect.`,
    zh: ({ url }) =>
      `未指定接收端，使用内置接收端：${url}。用 --target 或 --exec 指定自己的接收端；长连接客户端直接连接即可。`,
  },
  "stand-in-left": {
    en: "A client has connected: events go to it now, no longer to the stand-in.",
    zh: "有客户端连接，事件改为推送给它，不再推送到内置接收端。",
  },
  "tenant-kept": {
    en: ({ data }: { data: string }) =>
      `going on with the tenant kept in ${data}: only its apps are as said now`,
    zh: ({ data }) => `继续使用 ${data} 中保存的租户，只有应用按本次的设置`,
  },
  changes: {
    en: ({ name }: { name: string }) => `Somebody changes the limits of ${name}.`,
    zh: ({ name }) => `已自动修改「${name}」的预定限制。`,
  },
  "may-not-change": {
    en: ({ name }: { name: string }) => `Nobody may change the limits of ${name}.`,
    zh: ({ name }) => `「${name}」的预定限制不允许修改。`,
  },
  "no-more-changes": {
    en: ({ error }: { error: string }) => `${error} No more limits are changed.`,
    zh: ({ error }) => `${error}不再自动修改预定限制。`,
  },
  "no-browser": {
    en: ({ why, url }: { why: string; url: string }) =>
      `The browser could not be opened (${why}): go to ${url}`,
    zh: ({ why, url }) => `无法打开浏览器（${why}），请访问 ${url}`,
  },
  "not-running": {
    en: ({ command, exit }: { command: string; exit: string }) =>
      `Failed to keep the receiver "${command}" running: it ended with ${exit}.`,
    zh: ({ command, exit }) => `无法保持接收端「${command}」运行：它已结束，${exit}。`,
  },
  "not-running-remedy": {
    en: "See why it ends, and start it again on the page. Its events are retried meanwhile.",
    zh: "查明它为何结束，再到网页控制台重新启动。其间事件会按规则重试。",
  },
  "still-starting": {
    en: "Failed to check the receiver: it is still starting.",
    zh: "无法检查接收端：它还在启动。",
  },
  "still-starting-remedy": { en: "Try again when it is up.", zh: "等它启动完成后再试。" },

  "skip-ms": {
    en: ({ ms }: { ms: string }) => `Failed to skip: "ms" is ${ms}.`,
    zh: ({ ms }) => `无法跳过等待：ms 的值为 ${ms}。`,
  },
  "skip-ms-missing": {
    en: 'Failed to skip: "ms" is missing.',
    zh: "无法跳过等待：缺少 ms。",
  },
  "skip-ms-remedy": {
    en: 'Give milliseconds from 0 to a year, or { "to": "next-retry" }.',
    zh: '填写 0 到一年之间的毫秒数，或 { "to": "next-retry" }。',
  },
  "skipped-anyway": {
    en: "Failed to skip: the waits are skipped anyway.",
    zh: "无法跳过等待：本来就会跳过等待。",
  },
  "no-retry-waits": {
    en: "Failed to skip: no retry is waited for.",
    zh: "无法跳过等待：没有等待中的重试。",
  },
  "skip-remedy": {
    en: "Waits are there to skip with --retries real or --speed, after an attempt has failed.",
    zh: "使用 --retries real 或 --speed，并在某次尝试失败后，才有等待可以跳过。",
  },
});

interface Counts {
  readonly name: string;
  readonly rooms: number;
  readonly levels: number;
  readonly departments: number;
  readonly people: number;
}

const countOf = (count: number, name: string): string =>
  count === 1 ? `1 ${name}` : `${count} ${name}s`;
