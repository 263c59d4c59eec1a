import { readFileSync } from "node:fs";
import { socketInodesOf } from "./tcp-sockets.js";

/**
 * The paths at which a process has unix sockets of its own, on Linux. A line is
 * "0000…: 00000002 00000000 00010000 0001 01 40123 /run/redis.sock": inode and path stand last.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
export function unixPathsOf(pid: number): string[] {
  const inodes = new Set(socketInodesOf(pid));
  try {
    const lines = readFileSync(`/proc/${pid}/net/unix`, "utf8").split("\n");
    return lines.flatMap((line) => {
      const [, inode = "", path] = / (\d+) (\/.*)$/.exec(line) ?? [];
      return path !== undefined && inodes.has(inode) ? [path] : [];
    });
  } catch {
    return [];
  }
}
