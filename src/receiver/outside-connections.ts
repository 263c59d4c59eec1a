import { isIPv6 } from "node:net";
import type { ManagedReceiver } from "./managed-receiver.js";
import { groupMembers } from "./process-group.js";
import { tcpSocketsOf, type SocketAddress, type TcpSocket } from "./tcp-sockets.js";
import { unixPathsOf } from "./unix-sockets.js";

/**
 * Where a receiver's processes hold connections to something else, such as "127.0.0.1:6379": an id that is
 * remembered there does not live by the receiver's own clock. Undefined where the system does not tell (only
 * Linux does). TCP only: of a unix socket Linux does not tell in /proc what its other end is.
 * @param contacts where they are known to have connected to, perhaps for a moment, or by a unix socket
 */
export function outsideConnections(
  managed: Pick<ManagedReceiver, "pid">,
  contacts: readonly string[] = [],
): readonly string[] | undefined {
  if (process.platform !== "linux") return undefined;
  const leaderPid = managed.pid();
  const members = leaderPid === undefined ? [] : groupMembers(leaderPid);
  const sockets = members.flatMap(tcpSocketsOf);
  const ours = tcpSocketsOf(process.pid);
  const open = outsideOf(sockets, ours).map(nameOf);
  const own = new Set(members.flatMap(unixPathsOf));
  const met = outsideContacts(contacts, [...sockets, ...ours]).filter((name) => !own.has(name));
  return [...new Set([...open, ...met])].sort();
}

/** Without those that lead back to the receiver or to us. */
export function outsideContacts(
  contacts: readonly string[],
  known: readonly TcpSocket[],
): readonly string[] {
  const listening = new Set(
    known.filter(({ state }) => state === "listening").map(({ local }) => String(local.port)),
  );
  return contacts
    .map((contact) => contact.replace(/^\[::ffff:([\d.]+)\]/, "$1"))
    .filter((contact) => {
      const port = /^(?:localhost|127\.[\d.]+|\[::1?\]|0\.0\.0\.0):(\d+)$/.exec(contact)?.[1];
      return port === undefined || !listening.has(port);
    });
}

/** The far ends that belong neither to the receiver nor to us. */
export function outsideOf(
  sockets: readonly TcpSocket[],
  ours: readonly TcpSocket[],
): SocketAddress[] {
  const own = sockets.filter(({ state }) => state === "listening").map(({ local }) => local.port);
  const known = new Set([...sockets, ...ours].map(({ local }) => nameOf(local)));
  const listening = new Set(
    [...sockets, ...ours]
      .filter(({ state }) => state === "listening")
      .map(({ local }) => local.port),
  );
  return sockets
    .filter(({ state, local }) => state === "established" && !own.includes(local.port))
    .filter(({ local, remote }) => !(isSameMachine(local, remote) && listening.has(remote.port)))
    .map(({ remote }) => remote)
    .filter((remote) => !known.has(nameOf(remote)));
}

const isSameMachine = (local: SocketAddress, remote: SocketAddress): boolean =>
  local.host === remote.host || /^(?:127\.|::1$)/.test(remote.host);

const nameOf = ({ host, port }: SocketAddress): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
