import { describe, expect, it } from "vitest";
import { findInternals } from "../../../src/contract/judging/internals.js";

const javaScript =
  "Error: bad\n    at answer (/srv/shop/server.js:12:5)\n    at node:internal/x:1:2";

describe("findInternals", () => {
  it.each<[what: string, body: string]>([
    ["a stack trace of JavaScript", javaScript],
    ["a stack trace of JavaScript", JSON.stringify({ error: javaScript })],
    [
      "a stack trace of JavaScript",
      "<pre>SyntaxError: Unexpected token &#39;t&#39;<br> &nbsp; &nbsp;at JSON.parse (&lt;anonymous&gt;)<br> &nbsp; &nbsp;at parse (/srv/shop/lib/json.js:92:19)</pre>",
    ],
    ["a stack trace of JavaScript", "at async Promise.all (file:///C:/shop/a.mjs:3:4)"],
    ["a stack trace of JavaScript", String.raw`at Object.<anonymous> (C:\shop\a.js:3:4)`],
    ["a stack trace of Python", "Traceback (most recent call last):"],
    ["a stack trace of Python", '  File "/srv/shop/app.py", line 12, in handle'],
    ["a stack trace of Python", String.raw`{"detail":"File \"app.py\", line 12, in handle"}`],
    ["a stack trace of Java", "\tat com.shop.Handler.handle(Handler.java:42)"],
    ["a stack trace of Java", "at java.base/java.lang.Thread.run(Thread.java:840)"],
    ["a stack trace of Java", "at com.shop.Handler.<init>(Unknown Source)"],
    ["a stack trace of Go", "goroutine 17 [running]:\nmain.handle()"],
    ["a stack trace of .NET", "at Shop.Handler.Handle(String body) in C:\\shop\\a.cs:line 12"],
    ["a file path", "panic at /srv/shop/main.go:12"],
    ["a file path", String.raw`{"error":"bad\n/srv/shop/main.go:12"}`],
    ["a file path", "open /etc/shop/keys.pem: permission denied"],
    ["a file path", "Cannot find module /home/me/shop/server.js"],
    ["a file path", "in /workspace/node_modules/express/lib"],
    ["a file path", String.raw`could not read C:\shop\keys.pem`],
  ])("finds %s in %j", (what, body) => {
    expect(findInternals(body)?.what.in("en")).toBe(what);
  });

  it.each([
    "",
    "{}",
    '"success"',
    '{"msg":"success"}',
    '{"challenge":"3a1e6b0c-7a31-4a68-9a56-0a1a4d9d8a0f"}',
    '{"error":"unauthorized"}',
    "no vc.reserve_config.updated_v1 event handle",
    "<html><head><title>404 Not Found</title></head><body>nginx/1.27.0</body></html>",
    '<script src="/static/app/main.js"></script><a href="/home/index.html">home</a>',
    "<pre>Cannot GET /webhook/event</pre>",
    "See https://example.com/home/docs/setup.py:12 and https://example.com/var/www/a.js",
    "Meet at 12:30:15 in room /3/ at (/) 1:2",
    '{"timestamp":"2026-11-22T08:10:16.000+00:00","status":500,"error":"Internal Server Error","path":"/webhook/event"}',
    "The time is 10:20:30 at the office (north: 1:2:3)",
    '{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"Bad Request"}',
  ])("finds nothing in %j", (body) => {
    expect(findInternals(body)).toBeUndefined();
  });

  it("quotes the place on one line, cut", () => {
    const body = `${"x".repeat(500)}\n${javaScript}\n${"y".repeat(500)}`;
    const { excerpt } = findInternals(body) ?? { excerpt: "" };
    expect(excerpt).toContain("at answer (/srv/shop/server.js:12:5)");
    expect(excerpt.length).toBeLessThan(200);
    expect(excerpt).not.toContain("\n");
  });

  it("takes a time in proportion to its length for a body that almost fits", () => {
    // The square of it would take longer than the runner lets a test take.
    for (const piece of ["at ", "/a", "a/", "C:\\a\\", 'File "', "at a.", "/home/a"]) {
      expect(findInternals(piece.repeat(300_000))).toBeUndefined();
    }
  });
});
