import type { LookupFunction } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import type { Fault } from "../../src/delivery/fault.js";
import { describeOutcome } from "../../src/delivery/describe-outcome.js";
import type { WebhookRequest } from "../../src/wire/webhook-request.js";
import { ok, onRequest, rawReceiver, recordingReceiver } from "./raw-receiver.js";
import { channelTo, event, requestSaying, timeByHand } from "./webhook-fixture.js";

const request = requestSaying('{"名":"会议室 \\u003c 🚪"}');

function headerNames(received: Buffer | undefined): string[] {
  const [head = ""] = String(received).split("\r\n\r\n");
  return head
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(": ")[0] ?? "");
}

function headerOf(sent: WebhookRequest | undefined, name: string): string | undefined {
  return sent?.headers.find(([header]) => header === name)?.[1];
}

const feishuHeaderNames = [
  "Host",
  "User-Agent",
  "Content-Length",
  "Content-Type",
  "Unit",
  "X-Lark-Request-Nonce",
  "X-Lark-Request-Timestamp",
  "X-Lark-Signature",
  "X-Request-Id",
  "Accept-Encoding",
];

describe("one attempt on the wire", () => {
  test("has Feishu's headers in Feishu's order and case, and nothing else", async () => {
    const receiver = await recordingReceiver();
    const attempt = await channelTo(receiver.url).attempt({ event, attempt: 1 });

    expect(attempt.outcome).toMatchObject({ kind: "answered", status: 200, body: "ok" });
    const [received] = receiver.requests;
    expect(headerNames(received)).toEqual(feishuHeaderNames);
    const [head = "", body] = String(received).split("\r\n\r\n");
    expect(head.split("\r\n").slice(0, 6)).toEqual([
      "POST /webhook/event HTTP/1.1",
      `Host: ${new URL(receiver.url).host}`,
      "User-Agent: Go-http-client/1.1",
      `Content-Length: ${attempt.request?.body.length}`,
      "Content-Type: application/json;charset=utf-8",
      "Unit: eu_nc",
    ]);
    expect(body).toBe(String(attempt.request?.body));
  });

  test("has the body byte for byte, Chinese and emoji included", async () => {
    const receiver = await recordingReceiver();
    await channelTo(receiver.url).send(request);
    const [received = Buffer.alloc(0)] = receiver.requests;
    expect(received.subarray(received.indexOf("\r\n\r\n") + 4)).toEqual(request.body);
  });

  test("keeps the URL's query and writes header names in lower case if told to", async () => {
    const receiver = await recordingReceiver();
    const channel = channelTo(`${receiver.url}?tenant=1&x=%20`, { headerCase: "lower" });
    await channel.send(request);
    await channel.send(request, { headerCase: "canonical" });
    const [lower, canonical] = receiver.requests;
    expect(String(lower)).toMatch(/^POST \/webhook\/event\?tenant=1&x=%20 HTTP\/1\.1\r\n/);
    expect(headerNames(lower)).toEqual(feishuHeaderNames.map((name) => name.toLowerCase()));
    expect(headerNames(canonical)).toEqual(feishuHeaderNames);
  });

  test("carries a header twice when a prepared request has it twice, each in its place", async () => {
    const receiver = await recordingReceiver();
    const headers = [...request.headers, ["Unit", "second"] as const];
    await channelTo(receiver.url).send({ ...request, headers });
    expect(String(receiver.requests[0])).toContain("Unit: eu_nc\r\nX-Lark-Request-Nonce: ");
    expect(String(receiver.requests[0])).toContain("Accept-Encoding: gzip\r\nUnit: second\r\n\r\n");
  });

  test.each([
    ["a line break in a value", { headers: [["X-One", "a\r\nX-Two: b"]] }],
    ["a character beyond Latin-1", { headers: [["X-One", "会"]] }],
    ["a name that is none", { headers: [["X One", "a"]] }],
    ["a method that is none", { method: "GET /" }],
  ] as const)("cannot have %s: that is misuse", async (_what, part) => {
    const receiver = await recordingReceiver();
    await expect(channelTo(receiver.url).send({ ...request, ...part })).rejects.toMatchObject({
      code: "USAGE",
    });
    expect(receiver.connections).toHaveLength(0);
  });

  test("may be a GET without a body", async () => {
    const receiver = await recordingReceiver();
    const get = { method: "GET", headers: [], body: Buffer.alloc(0), plaintext: "" };
    expect(await channelTo(receiver.url).send(get)).toMatchObject({ status: 200 });
    const { host } = new URL(receiver.url);
    expect(String(receiver.requests[0])).toBe(
      `GET /webhook/event HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    );
  });
});

describe("an answer", () => {
  test("is kept with its status, its headers as written, and its body", async () => {
    const receiver = await recordingReceiver(
      "HTTP/1.1 503 Busy\r\nX-One: 1\r\nset-cookie: a\r\nset-cookie: b\r\nContent-Length: 9\r\n\r\n会议室",
    );
    expect(await channelTo(receiver.url).send(request)).toMatchObject({
      kind: "answered",
      status: 503,
      headers: [
        ["X-One", "1"],
        ["set-cookie", "a"],
        ["set-cookie", "b"],
        ["Content-Length", "9"],
      ],
      body: "会议室",
      bodyTruncated: false,
    });
  });

  test.each<[string, { fault?: Fault }]>([
    ["", {}],
    [" to a request with a fault", { fault: { name: "body-in-pieces" } }],
  ])("packed with gzip is unpacked%s", async (_what, options) => {
    const packed = gzipSync('{"challenge":"x"}');
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        const length = `Content-Length: ${packed.length}`;
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n${length}\r\n\r\n`);
        socket.write(packed);
      }),
    );
    expect(await channelTo(receiver.url).send(request, options)).toMatchObject({
      body: '{"challenge":"x"}',
      bodyTruncated: false,
    });
  });

  test("that only claims to be gzip is kept as it is", async () => {
    const receiver = await recordingReceiver(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
    );
    expect(await channelTo(receiver.url).send(request)).toMatchObject({ body: "plain" });
  });
});

describe("connections", () => {
  test("are kept alive and used again, or opened for one request and closed behind it", async () => {
    const receiver = await recordingReceiver();
    const channel = channelTo(receiver.url);
    await channel.send(request);
    await channel.send(request);
    expect(receiver.connections).toHaveLength(1);
    await channel.send(request, { connection: "fresh" });
    expect(receiver.connections).toHaveLength(2);
    const fresh = receiver.connections[1];
    await new Promise((resolve) => fresh?.once("end", resolve));
    expect(headerNames(receiver.requests[2])).toEqual(feishuHeaderNames);
  });

  test("that the receiver closes just as we write are replaced once, and nobody is blamed", async () => {
    let requests = 0;
    const receiver = await rawReceiver((socket) => {
      let served = false;
      onRequest(socket, () => {
        requests++;
        // The first request on a connection is served; whoever uses it again finds it closing.
        if (served) socket.end();
        else socket.write(ok);
        served = true;
      });
    });
    const channel = channelTo(receiver.url);
    expect(await channel.send(request)).toMatchObject({ kind: "answered", status: 200 });
    expect(await channel.send(request)).toMatchObject({ kind: "answered", status: 200 });
    expect(receiver.connections).toHaveLength(2);
    expect(requests).toBe(3);
  });

  test("with a name carry all its requests, and are not replaced when they end under one", async () => {
    const receiver = await rawReceiver((socket) => {
      let served = 0;
      onRequest(socket, () => void (served++ < 2 ? socket.write(ok) : socket.end()));
    });
    const channel = channelTo(receiver.url, { clock: timeByHand().clock });
    const send = () => channel.send(request, { connection: "own:test" });
    expect(await send()).toMatchObject({ kind: "answered" });
    expect(await send()).toMatchObject({ kind: "answered" });
    expect(await send()).toMatchObject({ kind: "reset", how: "closed" });
    expect(receiver.connections).toHaveLength(1);
    expect(await send()).toMatchObject({ kind: "answered" });
    expect(receiver.connections).toHaveLength(2);
  });

  test("with a name end by themselves when unused", async () => {
    const { clock, pass } = timeByHand();
    const receiver = await recordingReceiver();
    await channelTo(receiver.url, { clock }).send(request, { connection: "own:test" });
    const [connection] = receiver.connections;
    pass(199);
    expect(connection?.readableEnded).toBe(false);
    pass(1);
    await new Promise((resolve) => connection?.once("end", resolve));
    expect(connection?.readableEnded).toBe(true);
  });

  test.each([
    ["more than the answer", `${ok}HTTP/1.1 500 Nobody asked\r\nContent-Length: 0\r\n\r\n`],
    ["an answer that says close", ok.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")],
    ["an answer in HTTP/1.0", ok.replace("HTTP/1.1", "HTTP/1.0")],
    ["an upgrade", "HTTP/1.1 101 Switching\r\n\r\n"],
  ])("that carried %s are not used again", async (_what, answer) => {
    const receiver = await recordingReceiver(answer);
    const channel = channelTo(receiver.url);
    const first = await channel.send(request);
    const second = await channel.send(request);
    expect(second).toEqual({ ...first, durationMs: second.durationMs });
    expect(receiver.connections).toHaveLength(2);
  });

  test("that bring something while they are idle are not used again", async () => {
    const receiver = await recordingReceiver();
    const channel = channelTo(receiver.url);
    await channel.send(request);
    const [idle] = receiver.connections;
    idle?.write("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
    await new Promise((resolve) => idle?.once("end", resolve));
    expect(await channel.send(request)).toMatchObject({ status: 200, body: "ok" });
    expect(receiver.connections).toHaveLength(2);
  });

  test("answered before the request was written are not used again", async () => {
    const receiver = await rawReceiver((socket) => {
      socket.once("data", () => socket.pause().write(ok));
    });
    const channel = channelTo(receiver.url);
    const large = requestSaying("x".repeat(20_000_000));
    expect(await channel.send(large)).toMatchObject({ status: 200 });
    expect(await channel.send(large)).toMatchObject({ status: 200 });
    expect(receiver.connections).toHaveLength(2);
  });

  test("are as many as requests are under way, and each request has its own answer", async () => {
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, (received) => {
        const body = received.subarray(received.indexOf("\r\n\r\n") + 4);
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${String(body)}`);
      }),
    );
    const channel = channelTo(receiver.url);
    for (let round = 0; round < 3; round++) {
      const texts = Array.from({ length: 8 }, (_, index) => `${round}/${index}`);
      const outcomes = await Promise.all(texts.map((text) => channel.send(requestSaying(text))));
      expect(outcomes).toMatchObject(texts.map((body) => ({ status: 200, body })));
    }
    expect(receiver.connections).toHaveLength(8);
  });

  test("with a name carry one request at a time", async () => {
    let under = 0;
    let most = 0;
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        most = Math.max(most, ++under);
        setImmediate(() => {
          under--;
          socket.write(ok);
        });
      }),
    );
    const channel = channelTo(receiver.url, { clock: timeByHand().clock });
    const sends = Array.from({ length: 3 }, () => channel.send(request, { connection: "own:one" }));
    expect(await Promise.all(sends)).toMatchObject([ok, ok, ok].map(() => ({ status: 200 })));
    expect(most).toBe(1);
    expect(receiver.connections).toHaveLength(1);
  });

  test("that are new are not tried a second time", async () => {
    const receiver = await rawReceiver((socket) => onRequest(socket, () => socket.end()));
    const channel = channelTo(receiver.url);
    expect(await channel.send(request)).toMatchObject({ kind: "reset", how: "closed" });
    expect(receiver.connections).toHaveLength(1);
  });

  test("on which an answer had begun are not tried a second time", async () => {
    let answers = 0;
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => (answers++ === 0 ? socket.write(ok) : socket.end("HTTP/1.1 2"))),
    );
    const channel = channelTo(receiver.url);
    await channel.send(request);
    const outcome = await channel.send(request);
    expect(outcome.kind).not.toBe("answered");
    expect(receiver.connections).toHaveLength(1);
  });

  test("that end because the receiver died are reported as such, not as refused", async () => {
    const receiver = await rawReceiver((socket) => {
      let served = false;
      onRequest(socket, () => {
        if (!served) socket.write(ok);
        else {
          receiver.server.close();
          socket.resetAndDestroy();
        }
        served = true;
      });
    });
    const channel = channelTo(receiver.url);
    await channel.send(request);
    expect(await channel.send(request)).toMatchObject({ kind: "reset", how: "reset" });
  });
});

describe("a receiver that cannot be reached", () => {
  const publicName = "http://hooks.example.com:1/";
  const allowHosts = ["hooks.example.com"];
  const failing =
    (code: string): LookupFunction =>
    (_host, _options, callback) =>
      callback(Object.assign(new Error(code), { code }), []);

  test("refuses the connection: the address is named", async () => {
    const receiver = await recordingReceiver();
    await new Promise((resolve) => receiver.server.close(resolve));
    expect(await channelTo(receiver.url).send(request)).toMatchObject({
      kind: "refused",
      address: new URL(receiver.url).host,
    });
  });

  test.each<[string, { fault?: Fault }]>([
    ["an ordinary request", {}],
    ["a request with a fault", { fault: { name: "half-close" } }],
  ])("has a name that does not resolve, or takes too long to: %s", async (_what, options) => {
    const lost = channelTo(publicName, { allowHosts, lookup: failing("ENOTFOUND") });
    expect(await lost.send(request, options)).toMatchObject({
      kind: "dns-failed",
      host: "hooks.example.com",
    });
    const { clock, pass } = timeByHand();
    const slow = channelTo(publicName, {
      allowHosts,
      lookup: () => setImmediate(() => pass(2_000)),
      clock,
    });
    expect(await slow.send(request, options)).toEqual({
      kind: "timed-out",
      phase: "connect",
      durationMs: 2_000,
    });
  });

  test("has no route to it", async () => {
    const channel = channelTo(publicName, { allowHosts, lookup: failing("EHOSTUNREACH") });
    expect(await channel.send(request)).toMatchObject({
      kind: "unreachable",
      reason: "no route to the host (hooks.example.com:1)",
    });
  });

  test.each<[string, { fault?: Fault }]>([
    ["an ordinary request", {}],
    ["a request with a fault", { fault: { name: "half-close" } }],
  ])(
    "has a local name that leads to a public address: misuse, not an outcome (%s)",
    async (_what, options) => {
      const lookup: LookupFunction = (_host, _options, callback) =>
        callback(null, [{ address: "203.0.113.7", family: 4 }]);
      await expect(
        channelTo("http://receiver.test/", { lookup }).send(request, options),
      ).rejects.toMatchObject({
        code: "FORBIDDEN_TARGET",
        message:
          "Failed to use the target: receiver.test resolves to 203.0.113.7, which is not in a private network.",
      });
    },
  );

  test("a local name that leads to this machine is fine", async () => {
    const receiver = await recordingReceiver();
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const url = receiver.url.replace("127.0.0.1", "receiver.test");
    expect(await channelTo(url, { lookup }).send(request)).toMatchObject({ status: 200 });
    expect(String(receiver.requests[0])).toContain(`\r\nHost: ${new URL(url).host}\r\n`);
  });
});

describe("redirects", () => {
  const redirecting = (status: number, location: string): string =>
    `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;

  test.each([
    [307, "POST", String(request.body)],
    [308, "POST", String(request.body)],
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
  ])("%i is followed as Go's client does, with %s", async (status, method, body) => {
    const target = await recordingReceiver();
    const first = await recordingReceiver(redirecting(status, `${target.url}/moved`));
    const channel = channelTo(first.url, { followRedirects: 1 });
    expect(await channel.send(request)).toMatchObject({ kind: "answered", status: 200 });
    const [head = "", received] = String(target.requests[0]).split("\r\n\r\n");
    expect(head.split(" ")[0]).toBe(method);
    expect(head).toContain(`\r\nHost: ${new URL(target.url).host}\r\n`);
    expect(received).toBe(body);
  });

  test("are not followed by default, nor to where nothing may be sent", async () => {
    const target = await recordingReceiver();
    const first = await recordingReceiver(redirecting(307, target.url));
    expect(await channelTo(first.url).send(request)).toMatchObject({ status: 307 });
    expect(target.connections).toHaveLength(0);
    const outward = await recordingReceiver(redirecting(307, "https://open.feishu.cn/"));
    const channel = channelTo(outward.url, { followRedirects: 3, allowHosts: ["open.feishu.cn"] });
    expect(await channel.send(request)).toMatchObject({
      kind: "answered",
      status: 307,
      notFollowed: "open.feishu.cn is Feishu itself",
    });
  });

  test.each([
    [
      "resolves to a public address",
      "http://hooks.test/",
      /^hooks\.test resolves to 203\.0\.113\.7/,
      /^返回 308，耗时 \d+ ms，未跟随重定向：hooks\.test 解析到 203\.0\.113\.7，不在内网中$/,
    ],
    [
      "is public",
      "http://203.0.113.7/",
      /^203\.0\.113\.7 is neither this machine/,
      /203\.0\.113\.7 既不是本机，也不在内网中$/,
    ],
    [
      "comes with a user name",
      "http://user@127.0.0.1:9/",
      /comes with a user name/,
      /127\.0\.0\.1:9 带有用户名$/,
    ],
  ])(
    "to a host that %s are an outcome, and no misuse",
    async (_title, location, why, inChinese) => {
      const lookup: LookupFunction = (_host, _options, callback) =>
        callback(null, [{ address: "203.0.113.7", family: 4 }]);
      const first = await recordingReceiver(redirecting(308, location));
      const channel = channelTo(first.url, { followRedirects: 2, lookup });
      const outcome = await channel.send(request);
      expect(outcome).toMatchObject({ kind: "answered", status: 308 });
      expect(outcome).toHaveProperty("notFollowed", expect.stringMatching(why));
      expect(describeOutcome(outcome)).toMatch(/^answered 308 in \d+ ms, a redirect that was not/);
      expect(describeOutcome(outcome, "zh")).toMatch(inChinese);
    },
  );

  test("are followed with the whole request after a first one with a fault", async () => {
    const chunks: Buffer[] = [];
    const target = await rawReceiver((socket) => {
      socket.on("data", (chunk) => chunks.push(chunk));
      onRequest(socket, () => socket.write(ok));
    });
    const first = await recordingReceiver(redirecting(307, target.url));
    const channel = channelTo(first.url, { followRedirects: 1 });
    const outcome = await channel.send(request, { fault: { name: "body-in-pieces" } });
    expect(outcome).toMatchObject({ kind: "answered", status: 200 });
    expect(chunks).toHaveLength(1);
  });

  test("share one limit with the request they began with", async () => {
    const { clock, pass } = timeByHand();
    const first = await rawReceiver((socket) =>
      onRequest(socket, () => {
        pass(1_100);
        socket.write(redirecting(307, "/again"));
      }),
    );
    const channel = channelTo(first.url, { followRedirects: 50, clock });
    expect(await channel.send(request)).toMatchObject({ kind: "timed-out", durationMs: 3_000 });
  });
});

describe("a retry", () => {
  const first = { ...requestSaying('{"a":1}') };

  test("is encrypted and signed anew by default", async () => {
    const channel = channelTo((await recordingReceiver()).url);
    const original = await channel.attempt({ event, attempt: 1 });
    const retry = await channel.attempt({
      event,
      attempt: 2,
      ...(original.request && { firstRequest: original.request }),
    });
    expect(retry.request?.plaintext).toBe(original.request?.plaintext);
    expect(String(retry.request?.body)).not.toBe(String(original.request?.body));
    expect(headerOf(retry.request, "X-Lark-Signature")).not.toBe(
      headerOf(original.request, "X-Lark-Signature"),
    );
  });

  test("keeps the body and is signed anew without reencrypt", async () => {
    const channel = channelTo((await recordingReceiver()).url, { reencrypt: false });
    const retry = await channel.attempt({ event, attempt: 2, firstRequest: first });
    expect(retry.request?.body).toEqual(first.body);
    expect(headerOf(retry.request, "X-Lark-Request-Nonce")).not.toBe(
      headerOf(first, "X-Lark-Request-Nonce"),
    );
  });

  test("is the first request once more without resign", async () => {
    const channel = channelTo((await recordingReceiver()).url, { resign: false });
    const retry = await channel.attempt({ event, attempt: 2, firstRequest: first });
    expect(retry.request).toBe(first);
  });
});

describe("time", () => {
  const startMs = 1_600_000_000_000;

  test("in X-Lark-Request-Timestamp is real by default and simulated if told to", async () => {
    const clock = createVirtualClock({ startMs });
    const { url } = await recordingReceiver();
    const real = await channelTo(url, { clock }).attempt({ event, attempt: 1 });
    const realSeconds = Number(headerOf(real.request, "X-Lark-Request-Timestamp"));
    expect(Math.abs(realSeconds - clock.wall.now() / 1000)).toBeLessThan(10);

    const channel = channelTo(url, { clock, timestamps: "simulated" });
    const simulated = await channel.attempt({ event, attempt: 1 });
    expect(headerOf(simulated.request, "X-Lark-Request-Timestamp")).toBe("1600000000");
  });

  test("does not jump ahead while an attempt is under way", async () => {
    const clock = createVirtualClock({ startMs, autoAdvance: true });
    const order: string[] = [];
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => {
        clock.setTimer(() => order.push("timer"), 1_000);
        const timer = setTimeout(() => socket.write(ok), 40);
        socket.on("close", () => clearTimeout(timer));
      }),
    );
    await channelTo(receiver.url, { clock }).send(request);
    order.push("answered");
    await clock.sleep(2_000);
    expect(order).toEqual(["answered", "timer"]);
  });
});

describe("an attempt that is aborted", () => {
  test.each<[string, { fault?: Fault }]>([
    ["an ordinary one", {}],
    ["one with a fault", { fault: { name: "half-close" } }],
  ])("rejects with the signal's reason and closes its connection: %s", async (_what, options) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const receiver = await rawReceiver((socket) =>
      onRequest(socket, () => controller.abort(reason)),
    );
    const channel = channelTo(receiver.url);
    await expect(channel.send(request, { ...options, signal: controller.signal })).rejects.toBe(
      reason,
    );
    await expect(channel.send(request, { ...options, signal: controller.signal })).rejects.toBe(
      reason,
    );
    expect(receiver.connections).toHaveLength(1);
  });
});

test("a channel to Feishu itself cannot be made", () => {
  expect(() => channelTo("https://open.feishu.cn/callback")).toThrowError(
    expect.objectContaining({ code: "FORBIDDEN_TARGET" }),
  );
});
