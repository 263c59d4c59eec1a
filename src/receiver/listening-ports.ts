import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { groupMembers } from "./process-group.js";

/** A TCP socket that waits for connections. */
export interface ListeningAddress {
  /** "127.0.0.1", "0.0.0.0", "::1", "::" and so on. */
  readonly host: string;
  readonly port: number;
}

/** What the kernel calls a socket that listens. */
const listening = "0A";

/** Where the processes of a group listen, some of it perhaps twice; undefined where the system does not tell (only Linux does). */
export function listeningAddresses(leaderPid: number): ListeningAddress[] | undefined {
  if (process.platform !== "linux") return undefined;
  return groupMembers(leaderPid).flatMap((pid) => {
    const inodes = new Set(socketsOf(pid));
    // Its own tables: it may have a network of its own.
    return ["tcp", "tcp6"].flatMap((table) =>
      parseSocketTable(read(`/proc/${pid}/net/${table}`), inodes),
    );
  });
}

/**
 * The sockets that listen among those with these inodes. A line is "0: 0100007F:1F90 00000000:0000 0A …",
 * with the inode in its tenth column.
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function parseSocketTable(table: string, inodes: ReadonlySet<string>): ListeningAddress[] {
  return table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === listening && inodes.has(columns[9] ?? ""))
    .map(([, local = ""]) => {
      const [address = "", port = ""] = local.split(":");
      return { host: hostOf(address), port: Number.parseInt(port, 16) };
    });
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

/** The inodes of a process's sockets; none of one that has ended, or is not ours to look into. */
function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => socketInode(`${folder}/${name}`));
  } catch {
    return [];
  }
}

function socketInode(link: string): string[] {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.slice(1) ?? [];
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

const mostNamed = 10;

/** Ports that an output names behind ":" or "port", the last ones first: all there is where nothing else tells. */
export function portsNamedIn(output: string): number[] {
  const named = [...output.matchAll(/(?::|\bports?(?:\(s\))?[\W_]{0,6})(\d{2,5})\b/gi)]
    .map(([, digits]) => Number(digits))
    .filter((port) => port > 0 && port < 65_536);
  return [...new Set(named.toReversed())].slice(0, mostNamed);
}
