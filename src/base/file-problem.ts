import { messageOf, systemCodeOf } from "./errors.js";

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EEXIST: "there is something of that name already",
  EISDIR: "it is a folder",
  ERR_FS_EISDIR: "there is a folder in its place",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would become too large",
  ERR_INVALID_ARG_VALUE: "its name has a character that no name may have",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its symbolic links form a loop",
  ERR_STREAM_PREMATURE_CLOSE: "it was closed before its end",
  EMFILE: "too many files are open",
};

/** Why a file could not be read or written, in words that follow "Failed to read x: ". */
export function fileProblem(thrown: unknown): string {
  return problems[systemCodeOf(thrown) ?? ""] ?? messageOf(thrown);
}
