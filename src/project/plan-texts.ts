import { createTexts } from "../base/text.js";

interface Found {
  readonly value: string;
  readonly at: string;
}

const usualEvents = (type: string): string => `changes of room limits (${type}) are sent`;
const usualEventsZh = (type: string): string => `推送的是会议室预定限制变更事件（${type}）`;

/** What was not found in a project, what is assumed instead, and what somebody has to see to. */
export const planTexts = createTexts("receiver-plan", {
  "unreadable-manifest": {
    en: ({ reason }: { reason: string }) => `package.json cannot be read: ${reason}.`,
    zh: ({ reason }) => `无法读取 package.json：${reason}。`,
  },
  "no-manifest": {
    en: "No package.json, go.mod, pyproject.toml, requirements.txt, pom.xml or build.gradle is here. Say what starts the receiver with --exec.",
    zh: "这里没有 package.json、go.mod、pyproject.toml、requirements.txt、pom.xml 或 build.gradle。用 --exec 写明启动接收端的命令。",
  },
  "no-start": {
    en: "What starts the receiver was not found. Say it with --exec.",
    zh: "未找到启动接收端的命令。用 --exec 写明。",
  },
  "no-path": {
    en: ({ usualPath, otherPaths }: { usualPath: string; otherPaths: readonly string[] }) => {
      const seen = otherPaths.length === 0 ? "" : ` It takes POST at ${otherPaths.join(", ")}.`;
      return `Where it expects events was not found: ${usualPath} is assumed.${seen} Say --path.`;
    },
    zh: ({ usualPath, otherPaths }) => {
      const seen =
        otherPaths.length === 0 ? "" : `接收 POST 请求的路径有 ${otherPaths.join("、")}。`;
      return `未找到接收事件的路径，暂按 ${usualPath} 处理。${seen}用 --path 指定。`;
    },
  },
  "no-port": {
    en: "Where it listens was not found: it is assumed to listen on the port in PORT. Otherwise say --url.",
    zh: "未找到监听的端口，假定它监听环境变量 PORT 指定的端口。如不是，用 --url 指定。",
  },
  "fixed-port": {
    en: ({ port }: { port: number }) =>
      `It always listens on port ${port}. If it took the port in PORT, two runs could not get into each other's way.`,
    zh: ({ port }) =>
      `接收端总是监听端口 ${port}。改为监听环境变量 PORT 指定的端口，两次运行就不会互相影响。`,
  },
  "no-encrypt-key": {
    en: "No variable for the Encrypt Key was found: events go out in clear. If the receiver has a key, let it read one (MOCKLARK_ENCRYPT_KEY, or a name of its own behind env:), and set encrypt-key.",
    zh: "未找到存放 Encrypt Key 的环境变量，事件以明文推送。接收端若使用 Encrypt Key，让它从环境变量读取（MOCKLARK_ENCRYPT_KEY，或在 env: 后写自定义的名称），并设置 encrypt-key。",
  },
  "no-verification-token": {
    en: "No variable for the Verification Token was found. mocklark makes one up; it is in MOCKLARK_VERIFICATION_TOKEN.",
    zh: "未找到存放 Verification Token 的环境变量。mocklark 会生成一个，放在 MOCKLARK_VERIFICATION_TOKEN 中。",
  },
  "client-variables": {
    en: ({ names }: { names: readonly string[] }) =>
      `Let the client take ${names.join(", ")} from its environment: otherwise it connects to Feishu instead of to mocklark.`,
    zh: ({ names }) =>
      `让客户端从环境变量读取 ${names.join("、")}，否则它会连接飞书，而不是 mocklark。`,
  },
  "other-variables": {
    en: ({ names }: { names: readonly string[] }) =>
      `It also reads ${names.join(", ")}: what it cannot do without has to be set in CI.`,
    zh: ({ names }) => `接收端还读取 ${names.join("、")}，其中必需的须在 CI 中设置。`,
  },
  "no-event-type": {
    en: ({ usualType }: { usualType: string }) =>
      `No type of event was found in the sources: ${usualEvents(usualType)}. Otherwise say it in the config: event: [im.message.receive_v1], or a file with one captured event.`,
    zh: ({ usualType }) =>
      `源码中未找到事件类型，${usualEventsZh(usualType)}。如需其他事件，在配置文件中写明，例如 event: [im.message.receive_v1]，或写存有一个真实事件的文件。`,
  },
  "no-sample": {
    en: ({ types, untilThen }: { types: readonly Found[]; untilThen: string | null }) => {
      const named = types.map(({ value, at }) => `${value} (${at})`).join(", ");
      const until =
        untilThen === null
          ? ""
          : ` Until then ${usualEvents(untilThen)}, which say nothing of this receiver.`;
      return `No sample comes with mocklark of ${named}: put one captured event of it in a file and name it: event: [mocklark/x.json].${until}`;
    },
    zh: ({ types, untilThen }) => {
      const named = types.map(({ value, at }) => `${value}（${at}）`).join("、");
      const until =
        untilThen === null
          ? ""
          : `在此之前，${usualEventsZh(untilThen)}，说明不了这个接收端的情况。`;
      return `mocklark 没有这些事件的样例：${named}。将一个真实事件存为文件，并写明 event: [mocklark/x.json]。${until}`;
    },
  },
  "build-first": {
    en: ({ exec, build }: { exec: string; build: string }) =>
      `"${exec}" runs what "${build}" makes: run that first.`,
    zh: ({ exec, build }) => `「${exec}」运行的是「${build}」的产物，请先运行后者。`,
  },
});
