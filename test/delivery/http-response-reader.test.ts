import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAnswerBody } from "../../src/delivery/answer-body.js";
import { createResponseReader, type Reading } from "../../src/delivery/http-response-reader.js";

/** Reads an answer that comes in these pieces. */
async function read(pieces: readonly string[], { ends = false } = {}) {
  const body = createAnswerBody(100);
  const reader = createResponseReader(body);
  let reading: Reading = { kind: "incomplete" };
  for (const piece of pieces) {
    if (reading.kind === "incomplete") reading = reader.add(Buffer.from(piece, "latin1"));
  }
  if (ends && reading.kind === "incomplete") reading = reader.end();
  return { reading, ...(await body.read(undefined)) };
}

const complete = (status: number): object => ({ kind: "complete", head: { status } });

describe("an answer on a raw socket", () => {
  test.each([
    ["with a length", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", "hello"],
    [
      "in chunks",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
      "hello",
    ],
    [
      "in chunks, with trailers",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n",
      "0123456789",
    ],
    [
      "after interim answers",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.0 200\r\nContent-Length: 2\r\n\r\nok",
      "ok",
    ],
    ["without a body", "HTTP/1.1 204 No Content\r\n\r\n", ""],
    ["with an empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""],
  ])("%s is read whole, however it is cut", async (_what, text, body) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
        const edges = [0, ...cuts.sort((left, right) => left - right), text.length];
        const pieces = edges.slice(1).map((end, index) => text.slice(edges[index], end));
        const result = await read(pieces);
        expect(result.reading).toMatchObject({ kind: "complete", rest: Buffer.alloc(0) });
        expect(result.body).toBe(body);
      }),
      { numRuns: 50 },
    );
  });

  test("ends with the connection when nothing else says where", async () => {
    const text = "HTTP/1.1 200 OK\r\n\r\nhello";
    expect((await read([text])).reading.kind).toBe("incomplete");
    const { reading, body } = await read([text], { ends: true });
    expect(reading).toMatchObject(complete(200));
    expect(body).toBe("hello");
  });

  test("leaves what comes after it to the next answer", async () => {
    const { reading } = await read(["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500"]);
    expect(reading).toMatchObject({ ...complete(200), rest: Buffer.from("HTTP/1.1 500") });
  });

  test("keeps header names in their own case, and every one of a repeated header", async () => {
    const { reading } = await read([
      "HTTP/1.1 200 OK\r\nX-One:  1 \r\nset-cookie: a\r\nset-cookie: b\r\nContent-Length: 0\r\n\r\n",
    ]);
    expect(reading).toHaveProperty("head.headers", [
      ["X-One", "1"],
      ["set-cookie", "a"],
      ["set-cookie", "b"],
      ["Content-Length", "0"],
    ]);
  });

  test("keeps no more of the body than the bound", async () => {
    const { body, bodyTruncated } = await read([
      "HTTP/1.1 200 OK\r\nContent-Length: 150\r\n\r\n",
      "x".repeat(90),
      "y".repeat(60),
    ]);
    expect(body).toBe("x".repeat(90) + "y".repeat(10));
    expect(bodyTruncated).toBe(true);
  });

  test.each([
    ["its first byte already", ["S"]],
    ["a status line", ["HTTP/1.1 2000 OK\r\n\r\n"]],
    ["a Content-Length", ["HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"]],
    ["a chunk's size", ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n"]],
    ["a chunk's end", ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n"]],
    ["two lengths", ["HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"]],
    ["lines that end without CR", ["HTTP/1.1 200 OK\nContent-Length: 2\n\nok"]],
    ["a folded header", ["HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n"]],
    ["headers without end", ["HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(3_000)]],
    [
      "a chunk line without end",
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1".repeat(17_000)],
    ],
  ])("is told from something else by %s", async (_what, pieces) => {
    expect((await read(pieces)).reading.kind).toBe("malformed");
  });
});

describe("the connection behind an answer", () => {
  const length = "Content-Length: 0\r\n";
  test.each([
    ["stays open", true, `HTTP/1.1 200 OK\r\n${length}\r\n`],
    [
      "stays open behind chunks",
      true,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["stays open behind 204", true, "HTTP/1.1 204 No Content\r\n\r\n"],
    [
      "stays open behind 304, whose length is that of what it does not send",
      true,
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
    ],
    [
      "ends when the answer says so",
      false,
      `HTTP/1.1 200 OK\r\n${length}Connection: x, Close\r\n\r\n`,
    ],
    [
      "ends when the answer says so in a second header",
      false,
      `HTTP/1.1 200 OK\r\n${length}Connection: x\r\nconnection: close\r\n\r\n`,
    ],
    ["ends with HTTP/1.0", false, `HTTP/1.0 200 OK\r\n${length}\r\n`],
    [
      "stays open with HTTP/1.0 and keep-alive",
      true,
      `HTTP/1.0 200 OK\r\n${length}Connection: Keep-Alive\r\n\r\n`,
    ],
    [
      "is no longer HTTP behind 101",
      false,
      "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\n\r\n",
    ],
    [
      "is not trusted behind both a length and chunks",
      false,
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("%s", async (_what, keepsAlive, text) => {
    expect((await read([text])).reading).toMatchObject({ kind: "complete", keepsAlive });
  });

  test("cannot be used again when its end is the body's", async () => {
    const { reading } = await read(["HTTP/1.1 200 OK\r\n\r\nhello"], { ends: true });
    expect(reading).toMatchObject({ kind: "complete", keepsAlive: false });
  });
});

test("an answer to HEAD has no body, whatever length it names", () => {
  const reader = createResponseReader(createAnswerBody(100), { method: "HEAD" });
  const reading = reader.add(Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
  expect(reading).toMatchObject({ kind: "complete", keepsAlive: true });
});

test("an answer to HEAD says nothing about one to POST that begins alike", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  createResponseReader(createAnswerBody(100), { method: "HEAD" }).add(Buffer.from(head));
  expect((await read([head])).reading.kind).toBe("incomplete");
  expect((await read([`${head}hello`])).body).toBe("hello");
});

test("an interim answer is passed over although the length it names is none", async () => {
  const { reading } = await read([
    "HTTP/1.1 103 Hints\r\nContent-Length: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
  ]);
  expect(reading).toMatchObject(complete(204));
});
