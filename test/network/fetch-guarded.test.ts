import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { fetchGuarded, type FetchGuardedOptions } from "../../src/network/fetch-guarded.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ask = (url: string, options: Partial<FetchGuardedOptions> = {}) =>
  fetchGuarded(url, { limitMs: 10_000, redirects: 5, ...options });

describe("a redirect", () => {
  test.each([
    "http://169.254.169.254/latest/meta-data",
    "//169.254.169.254/latest/meta-data",
    "http://2852039166/",
    "http://[::ffff:169.254.169.254]/",
    "http://8.8.8.8/",
    "https://open.feishu.cn/",
  ])("to %s is not followed", async (location) => {
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    await expect(ask(url)).rejects.toMatchObject({ code: "FORBIDDEN_TARGET" });
  });

  test("to a name that leads to a public address is not followed", async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(null, [{ address: "203.0.113.7", family: 4 }]);
    const url = await serve((_request, response) =>
      response.writeHead(307, { location: "http://receiver.test/" }).end(),
    );
    await expect(ask(url, { lookup })).rejects.toMatchObject({
      code: "FORBIDDEN_TARGET",
      message: expect.stringContaining("receiver.test resolves to 203.0.113.7") as string,
    });
  });

  test.each(["file:///etc/passwd", "gopher://127.0.0.1/"])(
    "to %s is refused as no http URL",
    async (location) => {
      const url = await serve((_request, response) => response.writeHead(301, { location }).end());
      await expect(ask(url)).rejects.toMatchObject({ code: "USAGE" });
    },
  );

  test("within this machine is followed, a body without end behind it or not", async () => {
    const goal = await serve((_request, response) => response.end("here"));
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: goal });
      const pour = (): void => {
        while (response.write(Buffer.alloc(1 << 16)));
        response.once("drain", pour);
      };
      pour();
    });
    expect(await ask(url)).toMatchObject({ status: 200, body: Buffer.from("here") });
  });

  test("that leads in circles ends as the answer it is", async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked++;
      response.writeHead(302, { location: "/" }).end();
    });
    expect(await ask(url)).toMatchObject({ status: 302 });
    expect(asked).toBe(6);
  });

  test("of a POST is not followed", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(307, { location: "http://169.254.169.254/" }).end(),
    );
    expect(await ask(url, { json: {} })).toMatchObject({ status: 307 });
  });
});

describe("a body", () => {
  test.each([
    ["gzip", gzipSync("ids")],
    ["deflate", deflateSync("ids")],
    ["br", brotliCompressSync("ids")],
    ["identity", Buffer.from("ids")],
  ])("in %s is unpacked", async (coding, body) => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(body),
    );
    expect(String((await ask(url)).body)).toBe("ids");
  });

  test("that unpacks to more than 16 MiB is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(17 << 20));
    const url = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    await expect(ask(url)).rejects.toThrow("it answered more than 16 MiB");
  });

  test("that never ends, and an answer that never comes, take no longer than the limit", async () => {
    const slow = await serve((_request, response) => void response.writeHead(200).write("{"));
    await expect(ask(slow, { limitMs: 50 })).rejects.toThrow("it took more than 50 ms");
    const silent = await serve(() => {});
    await expect(ask(silent, { limitMs: 50 })).rejects.toThrow("it took more than 50 ms");
  });

  test("that is cut off is an error", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.socket?.destroy());
    });
    await expect(ask(url)).rejects.toThrow(/aborted|ECONNRESET|premature/i);
  });
});
