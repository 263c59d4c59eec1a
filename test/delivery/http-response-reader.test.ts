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
