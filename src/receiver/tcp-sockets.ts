import { readFileSync } from "node:fs";
import { openDescriptorsOf } from "./open-descriptors.js";

export interface SocketAddress {
  /** "127.0.0.1", "0.0.0.0", "::1", "::" and so on. */
  readonly host: string;
  readonly port: number;
}

export interface TcpSocket {
  readonly local: SocketAddress;
  /** Host 0.0.0.0 or :: and port 0 of one that listens. */
  readonly remote: SocketAddress;
  readonly state: "established" | "listening" | "other";
}

/** The TCP sockets of a process, on Linux; none of one that has ended, or is not ours to look into. */
export function tcpSocketsOf(pid: number): TcpSocket[] {
  const inodes = new Set(socketInodesOf(pid));
  // Its own tables: it may have a network of its own.
  return ["tcp", "tcp6"].flatMap((table) =>
    parseSocketTable(read(`/proc/${pid}/net/${table}`), inodes),
  );
}

/** What the kernel calls the states we ask for. */
const states: Readonly<Record<string, TcpSocket["state"]>> = {
  "01": "established",
  "0A": "listening",
};

/**
 * The sockets with these inodes. A line is "0: 0100007F:1F90 00000000:0000 0A …": local and remote address,
 * state, and the inode in its tenth column.
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function parseSocketTable(table: string, inodes: ReadonlySet<string>): TcpSocket[] {
  return table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => inodes.has(columns[9] ?? ""))
    .map(([, local = "", remote = "", state = ""]) => ({
      local: addressOf(local),
      remote: addressOf(remote),
      state: states[state] ?? "other",
    }));
}

function addressOf(text: string): SocketAddress {
  const [address = "", port = ""] = text.split(":");
  return { host: hostOf(address), port: Number.parseInt(port, 16) };
}

/** Words of four bytes, each with its last byte first (on all machines Node runs on but s390x). */
function hostOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join(".");
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff;
  if (isMapped) return bytes.slice(12).join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  );
  // The URL parser shortens it as everybody writes it.
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

/** The inodes of a process's sockets of all kinds, on Linux. */
export function socketInodesOf(pid: number): string[] {
  return openDescriptorsOf(pid).flatMap(
    (target) => /^socket:\[(\d+)\]$/.exec(target)?.slice(1) ?? [],
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
