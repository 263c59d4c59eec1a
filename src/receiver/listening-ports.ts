import { groupMembers } from "./process-group.js";
import { tcpSocketsOf, type SocketAddress, type TcpSocket } from "./tcp-sockets.js";

/** Where a TCP socket waits for connections. */
export type ListeningAddress = SocketAddress;

/** Where the processes of a group listen, some of it perhaps twice; undefined where the system does not tell (only Linux does). */
export function listeningAddresses(leaderPid: number): ListeningAddress[] | undefined {
  return listeningProcesses(leaderPid)?.flatMap(({ addresses }) => addresses);
}

export interface ListeningProcess {
  readonly pid: number;
  readonly addresses: readonly ListeningAddress[];
}

/** The processes of a group that listen, and where; undefined where the system does not tell. */
export function listeningProcesses(leaderPid: number): ListeningProcess[] | undefined {
  if (process.platform !== "linux") return undefined;
  return groupMembers(leaderPid)
    .map((pid) => ({ pid, addresses: addressesOf(tcpSocketsOf(pid)) }))
    .filter(({ addresses }) => addresses.length > 0);
}

const addressesOf = (sockets: readonly TcpSocket[]): ListeningAddress[] =>
  sockets.filter(({ state }) => state === "listening").map(({ local }) => local);

const mostNamed = 10;

/** Ports that an output names behind ":" or "port", the last ones first: all there is where nothing else tells. */
export function portsNamedIn(output: string): number[] {
  const named = [...output.matchAll(/(?::|\bports?(?:\(s\))?[\W_]{0,6})(\d{2,5})\b/gi)]
    .map(([, digits]) => Number(digits))
    .filter((port) => port > 0 && port < 65_536);
  return [...new Set(named.toReversed())].slice(0, mostNamed);
}
