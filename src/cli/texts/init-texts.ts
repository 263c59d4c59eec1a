import { createTexts } from "../../base/text.js";

/** `mocklark init`; the words of the files that it writes stand elsewhere. */
export const initTexts = createTexts("cli/init", {
  about: {
    en: "look at a project and propose config, first scenario, baseline and CI job",
    zh: "查看项目，给出配置、首个场景、基线和 CI 任务的建议",
  },
  dir: { en: "the project; default: this folder", zh: "项目文件夹；默认当前文件夹" },
  exec: {
    en: "what starts the receiver, instead of what was found",
    zh: "启动接收端的命令，代替自动找到的命令",
  },
  url: {
    en: "where it listens, when it does not listen on PORT",
    zh: "接收端的监听地址（不监听 PORT 时填写）",
  },
  ci: { en: "default: what the project shows", zh: "默认根据项目判断" },
  write: {
    en: "write what is not there yet; default: only show it",
    zh: "写入缺少的文件；默认只展示",
  },
  "nothing-written": {
    en: "Nothing is written yet: add --write for that.",
    zh: "尚未写入任何文件，加上 --write 才会写入。",
  },
  "no-folder": {
    en: ({ folder }: { folder: string }) => `Failed to look at ${folder}: there is no such folder.`,
    zh: ({ folder }) => `无法查看 ${folder}：没有这个文件夹。`,
  },
  "no-folder-remedy": {
    en: "Name the project's folder after --dir.",
    zh: "在 --dir 之后填写项目文件夹。",
  },
  expression: {
    en: ({ url }: { url: string }) =>
      `Failed to use ${url}: GitHub would replace what follows "\${{".`,
    zh: ({ url }) => `无法使用 ${url}：GitHub 会替换「\${{」之后的内容。`,
  },
  "expression-remedy": {
    en: 'Say where the receiver listens with --url, and write "{" as "%7B".',
    zh: "用 --url 填写接收端的监听地址，并把「{」写成「%7B」。",
  },
  wrote: { en: "wrote", zh: "已写入" },
  kept: { en: "kept", zh: "保留" },
  "is-there": {
    en: ({ name }: { name: string }) => `${name}: it is there already`,
    zh: ({ name }) => `${name}（已存在）`,
  },
  include: {
    en: "Add to .gitlab-ci.yml, unless it is there:",
    zh: "在 .gitlab-ci.yml 中加入（如果还没有）：",
  },
  "cannot-write": {
    en: ({ path, why }: { path: string; why: string }) => `Failed to write ${path}: ${why}.`,
    zh: ({ path, why }) => `无法写入 ${path}：${why}。`,
  },
  "cannot-write-remedy": {
    en: "See that the folder may be written to, or name another one after --dir.",
    zh: "确认该文件夹可写，或在 --dir 之后换一个文件夹。",
  },

  found: {
    en: ({ folder, project }: { folder: string; project: string }) => `${folder}: ${project}`,
    zh: ({ folder, project }) => `${folder}：${project}`,
  },
  "unknown-kind": { en: "a project of an unknown kind", zh: "未知类型的项目" },
  row: {
    en: ({ what }: { what: Row }) => what,
    zh: ({ what }) => rowWords[what],
  },
  "on-long-connection": { en: "on the long connection", zh: "通过长连接" },
});

type Row = "start" | "waits" | "port" | "path" | "env" | "event";

const rowWords: Readonly<Record<Row, string>> = {
  start: "启动",
  waits: "接收",
  port: "端口",
  path: "路径",
  env: "变量",
  event: "事件",
};
