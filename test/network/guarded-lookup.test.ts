import { once } from "node:events";
import { createServer, type AddressInfo, type LookupFunction } from "node:net";
import { describe, expect, test } from "vitest";
import { createDialer } from "../../src/network/dialer.js";
import { createGuardedLookup } from "../../src/network/guarded-lookup.js";

/** A resolver that gives one answer after the other, and the last for good. */
function answering(...answers: (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (host, _options, callback) => {
    asked.push(host);
    const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? [];
    const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    callback(null, all);
  };
  return { lookup, asked };
}

function resolve(
  host: string,
  addresses: readonly string[],
  allowHosts: readonly string[] = [],
): Promise<unknown> {
  const { lookup } = answering(addresses);
  return new Promise((done) => {
    createGuardedLookup({ allowHosts, lookup })(host, { all: true }, (error, found) =>
      done(error ?? found),
    );
  });
}

describe("a name", () => {
  test.each([
    ["receiver.test", ["127.0.0.1", "::1", "10.0.0.7", "fd12::7"], []],
    ["hooks.example.com", ["203.0.113.7", "10.0.0.7"], ["hooks.example.com"]],
    ["hooks.example.com", ["203.0.113.7"], ["*.example.com"]],
    ["hooks.example.com", ["169.254.0.9"], ["hooks.example.com", "169.254.0.9"]],
    ["receiver.test", ["203.0.113.7"], ["203.0.113.7"]],
  ])("%s may lead to %j when %j is allowed", async (host, addresses, allowHosts) => {
    expect(await resolve(host, addresses, allowHosts)).toMatchObject(
      addresses.map((address) => ({ address })),
    );
  });

  test.each([
    ["receiver.test", ["203.0.113.7"], [], "receiver.test"],
    ["receiver.test", ["127.0.0.1", "203.0.113.7"], [], "receiver.test"],
    ["receiver.test", ["::ffff:203.0.113.7"], [], "receiver.test"],
    ["metadata.google.internal", ["169.254.169.254"], [], "169.254.169.254"],
    ["localhost", ["fe80::1"], [], "fe80::1"],
    ["hooks.example.com", ["169.254.169.254"], ["hooks.example.com"], "169.254.169.254"],
    ["hooks.example.com", ["203.0.113.7", "fe80::1"], ["*.example.com"], "fe80::1"],
    ["hooks.example.com", ["64:ff9b::a9fe:a9fe"], ["*.example.com"], "64:ff9b::a9fe:a9fe"],
    ["hooks.example.com", ["::ffff:a9fe:a9fe"], ["*.example.com"], "::ffff:a9fe:a9fe"],
    ["hooks.example.com", ["fd00:ec2::254"], ["*.example.com"], "fd00:ec2::254"],
    ["hooks.example.com", ["100.100.100.200"], ["*.example.com"], "100.100.100.200"],
  ])("%s may not lead to %j when %j is allowed", async (host, addresses, allowHosts, missing) => {
    expect(await resolve(host, addresses, allowHosts)).toMatchObject({
      code: "FORBIDDEN_TARGET",
      message: expect.stringContaining(`${host} resolves to `) as string,
      remedy: `If the receiver there is yours, allow it by name: --allow-host ${missing}.`,
    });
  });
});

describe("a connection", () => {
  test("goes to the addresses that were looked at: the name is resolved once", async () => {
    const server = createServer((socket) => void socket.on("error", () => {})).listen(
      0,
      "127.0.0.1",
    );
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { lookup, asked } = answering(["127.0.0.1"], ["203.0.113.7"]);
    const dialer = createDialer({ lookup });
    const { stream } = dialer.dial({ host: "receiver.test", port });
    await once(stream, "connect");
    expect(asked).toEqual(["receiver.test"]);
    expect(stream.remoteAddress).toBe("127.0.0.1");
    stream.destroy();
    const again = dialer.dial({ host: "receiver.test", port }).stream;
    const [error] = (await once(again, "error").catch((thrown: unknown) => [thrown])) as unknown[];
    expect(error).toMatchObject({ code: "FORBIDDEN_TARGET" });
    server.close();
  });

  test.each(["169.254.169.254", "8.8.8.8", "open.feishu.cn", "hooks.example.com"])(
    "to %s is not even begun",
    (host) => {
      const { lookup, asked } = answering(["127.0.0.1"]);
      expect(() => createDialer({ lookup }).dial({ host, port: 80 })).toThrowError(
        expect.objectContaining({ code: "FORBIDDEN_TARGET" }),
      );
      expect(asked).toEqual([]);
    },
  );
});
