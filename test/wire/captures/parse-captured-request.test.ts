import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../../src/base/errors.js";
import { parseCapturedRequest } from "../../../src/wire/captures/parse-captured-request.js";

const body = '{"encrypt":"会议室+/="}';
const length = Buffer.byteLength(body);
const lines = [
  "POST /webhook HTTP/1.1",
  "Host: localhost:3000",
  `Content-Length: ${length}`,
  "X-Lark-Request-Nonce: 123456789",
];
const headers = [
  ["Host", "localhost:3000"],
  ["Content-Length", String(length)],
  ["X-Lark-Request-Nonce", "123456789"],
];
const http = (newline: string) => `${lines.join(newline)}${newline}${newline}${body}`;

describe("parseCapturedRequest on raw HTTP", () => {
  it.each([
    ["with CRLF", http("\r\n")],
    ["with LF, as editors and tcpdump -A leave it", http("\n")],
    ["with a newline that an editor put at the end", `${http("\n")}\n`],
    ["with a byte order mark", `\ufeff${http("\n")}`],
    [
      "after a packet header of tcpdump",
      `15:01:02 IP a > b: Flags [P.]\nE..4..@.@...P.POST${http("\n").slice(4)}`,
    ],
    [
      "as curl -v prints it",
      `* Trying 127.0.0.1:3000...\n${lines.map((line) => `> ${line}\n`).join("")}> \n${body}\n< HTTP/1.1 200 OK\n`,
    ],
    [
      "as curl -v prints it, with the answer behind it",
      `${lines.map((line) => `> ${line}\r\n`).join("")}> \r\n${body}\n< HTTP/1.1 401 No\r\n< \r\n{ [2 bytes data]\n{"error":1}`,
    ],
    [
      "as HTTP/2 has it, without a request line",
      `:method: POST\n:scheme: https\n:path: /webhook\n${lines.slice(1).join("\n")}\n\n${body}`,
    ],
    [
      "as curl -v prints it, the body marked too",
      `${[...lines, "", body].map((line) => `> ${line}`).join("\n")}\n* upload completely sent off\n`,
    ],
  ])("reads it %s", (_, text) => {
    const captured = parseCapturedRequest(Buffer.from(text));
    expect(captured).toMatchObject({ form: "http", method: "POST", target: "/webhook", headers });
    expect(captured.body.toString()).toBe(body);
    expect(captured.bodyIsRaw).toBe(true);
    expect(parseCapturedRequest(text)).toEqual(captured);
  });

  it("says that curl -v did not print the body, instead of taking the answer's", () => {
    const sent = lines.map((line) => `> ${line}\r\n`).join("");
    const text = `${sent}> \r\n} [${length} bytes data]\n< HTTP/1.1 200 OK\r\n< \r\n{"code":0}`;
    const captured = parseCapturedRequest(text);
    expect(captured).toMatchObject({ method: "POST", headers });
    expect(captured.body).toHaveLength(0);
    expect(captured.notes).toEqual([expect.stringContaining("curl -v does not print the body")]);
  });

  it("reads headers and body without a request line", () => {
    const captured = parseCapturedRequest(`${lines.slice(1).join("\n")}\n\n${body}`);
    expect(captured).toMatchObject({ form: "http", headers });
    expect(captured).not.toHaveProperty("method");
    expect(captured.body.toString()).toBe(body);
  });

  it("keeps bytes that are not UTF-8", () => {
    const bytes = Buffer.from([0xff, 0x00, 0xe4, 0xbd]);
    const captured = parseCapturedRequest(Buffer.concat([Buffer.from("A: b\r\n\r\n"), bytes]));
    expect(captured.body).toEqual(bytes);
  });

  it("puts chunks together and says so", () => {
    const chunked =
      'A: b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n2;x=y\r\n1}\r\n0\r\n\r\n';
    const captured = parseCapturedRequest(chunked);
    expect(captured.body.toString()).toBe('{"a":1}');
    expect(captured.notes).toEqual([expect.stringContaining("chunks")]);
  });

  it("keeps what is longer than Content-Length unless it is white space", () => {
    expect(parseCapturedRequest("Content-Length: 2\n\n{}\n\n").body.toString()).toBe("{}");
    expect(parseCapturedRequest("Content-Length: 2\n\n{}x").body.toString()).toBe("{}x");
  });
});

describe("parseCapturedRequest on JSON", () => {
  const object = Object.fromEntries(headers);
  const base64 = Buffer.from(body).toString("base64");

  it.each<[string, unknown]>([
    ["an object of headers", { headers: object, body }],
    [
      "an object of lists",
      { headers: Object.fromEntries(headers.map(([n = "", v]) => [n, [v]])), body },
    ],
    ["pairs", { headers, body }],
    ["names and values", { headers: headers.map(([name, value]) => ({ name, value })), body }],
    ["keys and values", { headers: headers.map(([key, value]) => ({ key, value })), body }],
    ["Node's rawHeaders beside its own", { headers: {}, rawHeaders: headers.flat(), body }],
    ["a block of header lines", { headers: lines.slice(1).join("\r\n"), body }],
    ["a base64 body of a gateway", { headers, body: base64, isBase64Encoded: true }],
    ["a base64 body by name", { headers, bodyBase64: base64 }],
    ["a serialised Buffer", { headers, body: Buffer.from(body).toJSON() }],
    ["a wrapped request", { request: { method: "POST", headers, rawBody: body, body: {} } }],
    [
      "a HAR file",
      {
        log: {
          entries: [
            {
              request: {
                headers: headers.map(([name, value]) => ({ name, value })),
                postData: { mimeType: "application/json", text: body },
              },
            },
          ],
        },
      },
    ],
  ])("reads %s", (_, shape) => {
    const captured = parseCapturedRequest(JSON.stringify(shape, null, 2));
    expect(captured).toMatchObject({ form: "json", headers, bodyIsRaw: true, notes: [] });
    expect(captured.body.toString()).toBe(body);
  });

  it("says that a parsed body is only a guess at the bytes", () => {
    const captured = parseCapturedRequest(JSON.stringify({ headers, body: { encrypt: "x" } }));
    expect(captured.body.toString()).toBe('{"encrypt":"x"}');
    expect(captured.bodyIsRaw).toBe(false);
    expect(captured.notes).toEqual([expect.stringContaining("parsed body")]);
  });

  it("takes JSON without headers for a body, its bytes as they are", () => {
    const captured = parseCapturedRequest(' {"encrypt": "x"}\n');
    expect(captured).toMatchObject({ form: "body", headers: [] });
    expect(captured.body.toString()).toBe(' {"encrypt": "x"}');
  });

  it("takes method and target from HTTP/2's pseudo headers", () => {
    const pseudo = { ":method": "POST", ":path": "/webhook", ":authority": "h" };
    const text = JSON.stringify({ headers: { ...pseudo, ...object }, body });
    expect(parseCapturedRequest(text)).toMatchObject({
      method: "POST",
      target: "/webhook",
      headers,
    });
    const lines = ":method: POST\r\n:path: /webhook\r\nA: b";
    expect(parseCapturedRequest(JSON.stringify({ headers: lines, body }))).toMatchObject({
      method: "POST",
      headers: [["A", "b"]],
    });
  });

  it("keeps method and target", () => {
    const text = JSON.stringify({ method: "PUT", url: "http://localhost/x", headers, body });
    expect(parseCapturedRequest(text)).toMatchObject({
      method: "PUT",
      target: "http://localhost/x",
    });
  });
});

describe("parseCapturedRequest on a log", () => {
  const line = (signature: string) =>
    `x-lark-signature=${signature} x-lark-request-nonce=1 x-lark-request-timestamp=2 body=${body}\n`;

  it("reads the first of several requests and says so", () => {
    const captured = parseCapturedRequest(line("a") + line("b"));
    expect(captured).toMatchObject({
      form: "log",
      headers: [
        ["x-lark-signature", "a"],
        ["x-lark-request-nonce", "1"],
        ["x-lark-request-timestamp", "2"],
      ],
      notes: [expect.stringContaining("more than one signature") as string],
    });
    expect(parseCapturedRequest(line("a") + line("a")).notes).toEqual([]);
  });

  it("takes a list of allowed names for no header", () => {
    const names = "access-control-allow-headers: X-Lark-Signature, X-Lark-Request-Nonce";
    const captured = parseCapturedRequest(`INFO ${names}\nINFO ${line("a")}`);
    expect(captured.headers).toContainEqual(["x-lark-signature", "a"]);
  });
});

describe("parseCapturedRequest on something else", () => {
  it.each([
    ["nothing", "", /it is empty/],
    ["white space", " \r\n\t", /it is empty/],
    ["prose", "the request failed", /"the request failed" is neither/],
    ["broken JSON", '{"headers": {', /line 1, column \d+/],
    ["a JSON list", "[1]", /not an object/],
    ["headers that are a number", '{"headers":1}', /neither an object nor a list/],
    ["an odd flat list", '{"headers":["a"]}', /odd length/],
    ["a list of numbers", '{"headers":[1]}', /not a name and a value/],
    [
      "a broken header line",
      "POST / HTTP/1.1\r\nHost localhost\r\n\r\n",
      /"Host localhost" is neither/,
    ],
  ])("refuses %s with a reason", (_, text, reason) => {
    const read = () => parseCapturedRequest(text);
    expect(read).toThrow(MocklarkError);
    expect(read).toThrow(reason);
    expect(read).toThrow(expect.objectContaining({ code: "MALFORMED_DOCUMENT" }) as Error);
  });
});
