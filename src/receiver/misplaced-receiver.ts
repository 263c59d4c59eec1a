import { isIPv6 } from "node:net";
import type { WallClock } from "../base/clock.js";
import type { Text } from "../base/text.js";
import { listeningAddresses, portsNamedIn, type ListeningAddress } from "./listening-ports.js";
import { receiverTexts } from "./receiver-texts.js";

/** Where a receiver listens instead of where it was told to, and what to do about it. */
export interface Misplacement {
  /** "it listens on port 29917, not on 3000" */
  readonly reason: Text;
  readonly remedy: Text;
}

/** A debugger's port is open long before the receiver's: it says nothing about where that will listen. */
const debuggerPorts = new Set([5005, 5678, 9229, 9230]);
const mostShown = 3;

/** What is wrong with where it listens; undefined while there is nothing to be said about that. */
export function describeMisplacement(
  addresses: readonly ListeningAddress[],
  expected: ListeningAddress,
): Misplacement | undefined {
  const found = addresses.filter(({ port }) => port === expected.port);
  const hosts = [...new Set(found.map(({ host, port }) => hostAndPort(host, port)))];
  if (found.some(({ host }) => host === expected.host || host === "0.0.0.0")) return undefined;
  if (found.length > 0) {
    const isForIpv6 = found.every(({ host }) => isIPv6(host)) && !isIPv6(expected.host);
    return {
      reason: receiverTexts("listens-on-only", { places: hosts.slice(0, mostShown) }),
      remedy: isForIpv6
        ? receiverTexts("listen-on-ipv4")
        : receiverTexts("listen-on", { place: hostAndPort(expected.host, expected.port) }),
    };
  }
  const ports = [...new Set(addresses.map(({ port }) => port))].filter(
    (port) => !debuggerPorts.has(port),
  );
  if (ports.length === 0) return undefined;
  return {
    reason: receiverTexts("listens-on-other-port", {
      ports: ports.slice(0, mostShown),
      expected: expected.port,
    }),
    remedy: receiverTexts("other-port-remedy", { url: `http://127.0.0.1:${ports[0]}/…` }),
  };
}

const hostAndPort = (host: string, port: number): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;

export interface PlaceWatchOptions {
  readonly pid: number | undefined;
  readonly expected: ListeningAddress;
  readonly wall: WallClock;
  /** What it has printed so far. */
  readonly output: () => string;
  readonly accepts: (address: ListeningAddress) => Promise<boolean>;
  /** Milliseconds after which a place counts as its last; default 2,000. */
  readonly settledMs?: number;
  /** Default: the addresses Linux tells, elsewhere those of the ports in the output that accept connections. */
  readonly find?: () => Promise<readonly ListeningAddress[]>;
}

export interface PlaceWatch {
  /** Where it listens now, if that is not where it was told to. */
  look(): Promise<Misplacement | undefined>;
  /**
   * The same once it has stood for `settledMs` in which nothing was printed either. Some servers open a port
   * for metrics first, so where it listens at first proves nothing. To be asked again and again.
   */
  settled(): Promise<Misplacement | undefined>;
}

/** Looks where a receiver that does not come up listens. */
export function watchPlace(options: PlaceWatchOptions): PlaceWatch {
  const {
    expected,
    wall,
    output,
    settledMs = 2_000,
    find = () => findAddresses(options),
  } = options;
  let state: string | undefined;
  let since = wall.elapsed();
  let lookedAt = since;

  const look = async (): Promise<Misplacement | undefined> =>
    describeMisplacement(await find(), expected);

  async function settled(): Promise<Misplacement | undefined> {
    // A look goes through all processes there are.
    if (wall.elapsed() - lookedAt < settledMs / 8) return undefined;
    lookedAt = wall.elapsed();
    const misplacement = await look();
    const now = misplacement && `${JSON.stringify(misplacement.reason)}\n${output()}`;
    if (now !== state) [state, since] = [now, wall.elapsed()];
    return wall.elapsed() - since >= settledMs ? misplacement : undefined;
  }

  return { look, settled };
}

async function findAddresses(options: PlaceWatchOptions): Promise<readonly ListeningAddress[]> {
  const { pid } = options;
  const told = pid === undefined ? [] : listeningAddresses(pid);
  return told ?? findByOutput(options);
}

/** Tries what the output names, and the expected port on IPv6. */
export async function findByOutput({
  expected,
  output,
  accepts,
}: Pick<PlaceWatchOptions, "expected" | "output" | "accepts">): Promise<ListeningAddress[]> {
  const candidates = [
    { host: "::1", port: expected.port },
    ...portsNamedIn(output()).flatMap((port) => [
      { host: "127.0.0.1", port },
      { host: "::1", port },
    ]),
  ];
  const found = await Promise.all(
    candidates.map(async (address) => ((await accepts(address)) ? [address] : [])),
  );
  return found.flat();
}
