import { createTexts } from "../base/text.js";

interface Failed {
  /** What people call the file: "journal". */
  readonly what: string;
  readonly path: string;
  readonly why: string;
}

/** What can be wrong with the data folder and the logs in it. */
export const storageTexts = createTexts("storage", {
  "no-folder-name": {
    en: "Failed to open the data folder: its name is empty.",
    zh: "无法打开数据文件夹：名称为空。",
  },
  "name-a-folder": { en: "Name a folder after --data.", zh: "在 --data 后写明文件夹。" },
  "folder-not-made": {
    en: ({ directory, why }: { directory: string; why: string }) =>
      `Failed to make the data folder ${directory}: ${why}.`,
    zh: ({ directory, why }) => `无法创建数据文件夹 ${directory}：${why}。`,
  },
  "choose-a-writable-folder": {
    en: "Choose a --data folder that can be written.",
    zh: "选择可写的 --data 文件夹。",
  },

  "not-written": {
    en: ({ what, path, why }: Failed) => `Failed to write the ${what} ${path}: ${why}.`,
    zh: ({ what, path, why }) => `无法写入${what} ${path}：${why}。`,
  },
  "free-space-and-restart": {
    en: "Free some disk space or correct its permissions, then start again: no accepted event is lost.",
    zh: "清理磁盘空间或修正权限，然后重新启动，已接收的事件不会丢失。",
  },
  "not-opened": {
    en: ({ what, path, why }: Failed) => `Failed to open the ${what} ${path}: ${why}.`,
    zh: ({ what, path, why }) => `无法打开${what} ${path}：${why}。`,
  },
  "free-space": {
    en: "Free some disk space or correct its permissions, or choose another --data folder.",
    zh: "清理磁盘空间或修正权限，也可以换一个 --data 文件夹。",
  },
  "not-read": {
    en: ({ what, path, why }: Failed) => `Failed to read the ${what} ${path}: ${why}.`,
    zh: ({ what, path, why }) => `无法读取${what} ${path}：${why}。`,
  },
  "correct-permissions": {
    en: "Correct its permissions, move it away, or choose another --data folder.",
    zh: "修正权限或移走该文件，也可以换一个 --data 文件夹。",
  },
  "not-a-file": { en: "it is not a file", zh: "它不是文件" },
  "move-it-away": {
    en: "Move it away, or choose another --data folder.",
    zh: "移走它，或换一个 --data 文件夹。",
  },

  "line-damaged": {
    en: ({ line, why }: { line: number; why: string }) => `line ${line}: ${why}`,
    zh: ({ line, why }) => `第 ${line} 行：${why}`,
  },
  "wrong-checksum": { en: "its checksum does not match", zh: "校验和不匹配" },
  "other-version": {
    en: ({ version, read }: { version: string; read: number }) =>
      `it has version ${version}, and this program reads version ${read}`,
    zh: ({ version, read }) => `它的版本是 ${version}，当前的 mocklark 读取版本 ${read}`,
  },
  "use-the-other-version": {
    en: "Use the version of mocklark that wrote it, or another --data folder.",
    zh: "改用写入它的 mocklark 版本，或换一个 --data 文件夹。",
  },

  "not-locked": {
    en: ({ directory, why }: { directory: string; why: string }) =>
      `Failed to lock the data folder ${directory}: ${why}.`,
    zh: ({ directory, why }) => `无法锁定数据文件夹 ${directory}：${why}。`,
  },
  "choose-a-usable-folder": {
    en: "Choose a --data folder that this process can read and write.",
    zh: "选择当前进程可读写的 --data 文件夹。",
  },
  "lock-not-a-file": {
    en: ({ path }: { path: string }) => `${path} is not a file`,
    zh: ({ path }) => `${path} 不是文件`,
  },
  "remove-it": {
    en: ({ path }: { path: string }) => `Remove ${path}.`,
    zh: ({ path }) => `删除 ${path}。`,
  },
  held: {
    en: ({ directory, pid }: { directory: string; pid: number }) =>
      `Failed to open the data folder ${directory}: process ${pid} is using it.`,
    zh: ({ directory, pid }) => `无法打开数据文件夹 ${directory}：进程 ${pid} 正在使用它。`,
  },
  "held-elsewhere": {
    en: ({ directory, pid }: { directory: string; pid: number }) =>
      `Failed to open the data folder ${directory}: process ${pid} in another container or on another machine is using it.`,
    zh: ({ directory, pid }) =>
      `无法打开数据文件夹 ${directory}：另一个容器或另一台机器上的进程 ${pid} 正在使用它。`,
  },
  "stop-the-holder": {
    en: "Stop that process, or choose another --data folder.",
    zh: "停止该进程，或换一个 --data 文件夹。",
  },
  lost: {
    en: ({ directory }: { directory: string }) =>
      `Failed to write to the data folder ${directory}: another process has taken it over, or it was removed.`,
    zh: ({ directory }) => `无法写入数据文件夹 ${directory}：它已被另一个进程接管，或已被删除。`,
  },
  "the-other-goes-on": {
    en: "That process goes on with the deliveries. One that is paused for 16 s loses its folder to a process in another container.",
    zh: "由接管的进程继续推送。暂停 16 秒的进程，其文件夹会被另一个容器中的进程接管。",
  },
});
