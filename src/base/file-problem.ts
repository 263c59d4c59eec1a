import { messageOf, systemCodeOf } from "./errors.js";

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EEXIST: "there is something of that name already",
  EISDIR: "it is a folder",
  ERR_FS_EISDIR: "a folder stands in its place",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "it may not be accessed",
  EPERM: "it may not be accessed",
  EROFS: "the disk may only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "no more room is granted on the disk",
  EFBIG: "the file may not become larger",
  ERR_INVALID_ARG_VALUE: "its name holds what no name may hold",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links go round in circles",
  ERR_STREAM_PREMATURE_CLOSE: "it was closed before its end",
  EMFILE: "too many files are open",
};

/** Why a file could not be read or written, in words that follow "Failed to read x: ". */
export function fileProblem(thrown: unknown): string {
  return problems[systemCodeOf(thrown) ?? ""] ?? messageOf(thrown);
}
