import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, type ChildProcess } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import {
  outsideConnections,
  outsideContacts,
  outsideOf,
} from "../../src/receiver/outside-connections.js";
import type { SocketAddress, TcpSocket } from "../../src/receiver/tcp-sockets.js";

const at = (host: string, port: number): SocketAddress => ({ host, port });
const local = (port: number): SocketAddress => at("127.0.0.1", port);
const listening = (address: SocketAddress): TcpSocket => ({
  local: address,
  remote: at("0.0.0.0", 0),
  state: "listening",
});
const established = (here: SocketAddress, remote: SocketAddress): TcpSocket => ({
  local: here,
  remote,
  state: "established",
});

describe("contacts with the outside", () => {
  it("are those that lead to no port of the receiver's or ours", () => {
    const contacts = ["127.0.0.1:3000", "[::ffff:127.0.0.1]:3000", "[::1]:3000", "10.0.0.9:3000"];
    const known = [listening(local(3000))];
    expect(outsideContacts([...contacts, "127.0.0.1:6379"], known)).toEqual([
      "10.0.0.9:3000",
      "127.0.0.1:6379",
    ]);
  });
});

describe("connections to the outside", () => {
  it("are those to another program, here or elsewhere", () => {
    const sockets = [
      listening(at("0.0.0.0", 3000)),
      established(local(50_001), local(6379)),
      established(at("10.0.0.2", 50_002), at("10.0.0.9", 5432)),
      { ...established(local(50_003), local(7000)), state: "other" as const },
    ];
    expect(outsideOf(sockets, [])).toEqual([local(6379), at("10.0.0.9", 5432)]);
  });

  it("are not those it accepted, nor those among its own processes, nor those to us", () => {
    const sockets = [
      listening(local(3000)),
      listening(at("::", 3001)),
      established(local(3000), local(50_001)),
      established(local(50_002), local(3001)),
      established(local(3001), local(50_002)),
      established(local(50_003), local(4000)),
      established(local(50_004), local(4001)),
    ];
    const ours = [listening(local(4000)), established(local(4001), local(50_004))];
    expect(outsideOf(sockets, ours)).toEqual([]);
  });

  it("to a port of the same number on another machine are", () => {
    const sockets = [
      listening(local(3000)),
      established(at("10.0.0.2", 50_000), at("10.0.0.9", 3000)),
    ];
    expect(outsideOf(sockets, [])).toEqual([at("10.0.0.9", 3000)]);
  });
});

describe.runIf(process.platform === "linux")("a receiver's outside connections", () => {
  const children: ChildProcess[] = [];
  const servers: Server[] = [];
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
    for (const server of servers) server.close();
  });

  const folder = mkdtempSync(join(tmpdir(), "mocklark-outside-"));

  /** Starts a program in a group of its own, and gives its id and the number it prints first. */
  async function start(text: string): Promise<{ pid: number; port: number }> {
    const file = join(folder, `${children.length}.cjs`);
    writeFileSync(file, text);
    const child = spawn(process.execPath, [file], { detached: true, stdio: ["ignore", "pipe", 2] });
    children.push(child);
    const port = await new Promise<number>((resolve) => {
      child.stdout?.once("data", (chunk: Buffer) => resolve(Number(chunk.toString())));
    });
    return { pid: child.pid ?? 0, port };
  }

  const store =
    'const s = require("net").createServer(() => {}).listen(0, "127.0.0.1", () => console.log(s.address().port));';

  it("name the store it talks to, and not us", async () => {
    const ours = createServer(() => {});
    servers.push(ours);
    await new Promise<void>((resolve) => ours.listen(0, "127.0.0.1", () => resolve()));
    const { port } = await start(store);
    const ourPort = (ours.address() as AddressInfo).port;
    const { pid } = await start(
      `const net = require("net");
       net.connect(${port}, "127.0.0.1", () => net.connect(${ourPort}, "127.0.0.1", () => console.log(1)));`,
    );
    expect(outsideConnections({ pid: () => pid })).toEqual([`127.0.0.1:${port}`]);
  });

  it("are those it once had, too, but not to a unix socket of its own", async () => {
    const path = join(folder, "own.sock");
    const { pid } = await start(
      `require("net").createServer().listen(${JSON.stringify(path)}, () => console.log(1));`,
    );
    const contacts = [path, "/run/redis.sock", "10.0.0.9:5432"];
    expect(outsideConnections({ pid: () => pid }, contacts)).toEqual([
      "/run/redis.sock",
      "10.0.0.9:5432",
    ]);
  });

  it("are none of a receiver that is not there", () => {
    expect(outsideConnections({ pid: () => undefined })).toEqual([]);
  });
});
