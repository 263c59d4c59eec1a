import { systemCodeOf, textOf } from "./errors.js";
import { createTexts, type Text } from "./text.js";

const texts = createTexts("file-problem", {
  missing: { en: "there is no such file or folder", zh: "文件或文件夹不存在" },
  exists: { en: "there is something of that name already", zh: "已有同名的文件或文件夹" },
  folder: { en: "it is a folder", zh: "这是一个文件夹" },
  "folder-in-its-place": { en: "there is a folder in its place", zh: "该位置是一个文件夹" },
  "through-a-file": {
    en: "a part of the path is a file, not a folder",
    zh: "路径中有一段是文件，不是文件夹",
  },
  denied: { en: "permission is denied", zh: "没有权限" },
  "read-only": { en: "the disk is read-only", zh: "磁盘只读" },
  "disk-full": { en: "the disk is full", zh: "磁盘已满" },
  quota: { en: "the disk quota is used up", zh: "磁盘配额已用完" },
  "too-large": { en: "the file would become too large", zh: "文件会超出大小上限" },
  character: { en: "its name has a character that no name may have", zh: "名称中有不允许的字符" },
  "long-name": { en: "the name is too long", zh: "名称过长" },
  loop: { en: "its symbolic links form a loop", zh: "符号链接形成了循环" },
  closed: { en: "it was closed before its end", zh: "尚未结束就被关闭" },
  "many-open": { en: "too many files are open", zh: "打开的文件过多" },
});

const problems: Readonly<Record<string, Parameters<typeof texts>[0]>> = {
  ENOENT: "missing",
  EEXIST: "exists",
  EISDIR: "folder",
  ERR_FS_EISDIR: "folder-in-its-place",
  ENOTDIR: "through-a-file",
  EACCES: "denied",
  EPERM: "denied",
  EROFS: "read-only",
  ENOSPC: "disk-full",
  EDQUOT: "quota",
  EFBIG: "too-large",
  ERR_INVALID_ARG_VALUE: "character",
  ENAMETOOLONG: "long-name",
  ELOOP: "loop",
  ERR_STREAM_PREMATURE_CLOSE: "closed",
  EMFILE: "many-open",
};

/** Why a file could not be read or written, in words that follow "Failed to read x: ". */
export function fileProblemText(thrown: unknown): Text {
  const code = systemCodeOf(thrown) ?? "";
  const problem = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return problem === undefined ? textOf(thrown) : texts(problem);
}
