import { describe, expect, it } from "vitest";
import { listeningAddresses } from "../../src/receiver/listening-ports.js";
import { parseSocketTable, type SocketAddress } from "../../src/receiver/tcp-sockets.js";

const at = (host: string, port: number): SocketAddress => ({ host, port });

describe("a table of sockets", () => {
  // As Linux 6.1 prints them on x86-64, spaces and all.
  const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 75559 1 0000000022abd40e 100 0 0 10 0
   1: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1603 1 00000000a2130cd3 100 0 0 10 0
   2: 0100007F:1F90 0100007F:A8ED 01 00000000:00000000 00:00000000 00000000     0        0 75561 1 0000000022abd40f 100 0 0 10 0
`;
  const tcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:0BB8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0
   1: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12 1 0 100 0 0 10 0
   2: 0000000000000000FFFF00000100007F:0051 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 13 1 0 100 0 0 10 0
   3: B80D0120000000000000000001000000:0052 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 14 1 0 100 0 0 10 0
`;

  const listeningIn = (table: string, inodes: readonly string[]): SocketAddress[] =>
    parseSocketTable(table, new Set(inodes))
      .filter(({ state }) => state === "listening")
      .map(({ local }) => local);

  it("names the sockets of these inodes that listen", () => {
    expect(listeningIn(tcp, ["75559", "75561", "9"])).toEqual([at("127.0.0.1", 8080)]);
    expect(listeningIn(tcp, ["1603"])).toEqual([at("0.0.0.0", 2024)]);
    expect(listeningIn(tcp6, ["11", "12", "13", "14"])).toEqual([
      at("::1", 3000),
      at("::", 80),
      at("127.0.0.1", 81),
      at("2001:db8::1", 82),
    ]);
    expect(listeningIn("", ["1"])).toEqual([]);
  });

  it.runIf(process.platform === "linux")("of a group that is gone is empty", () => {
    // No process has an id beyond the kernel's bound.
    expect(listeningAddresses(2 ** 22 + 1)).toEqual([]);
  });

  it("names both ends of a connection", () => {
    expect(parseSocketTable(tcp, new Set(["75561"]))).toEqual([
      { local: at("127.0.0.1", 8080), remote: at("127.0.0.1", 43_245), state: "established" },
    ]);
  });
});
