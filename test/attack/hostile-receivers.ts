import type { Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { OutcomeKind } from "../../src/delivery/outcome.js";
import { ok, onRequest } from "../delivery/raw-receiver.js";

/** What the hostile receivers know about their app; nothing that is printed may say it. */
export const secrets = {
  encryptKey: "kQ7-encrypt-key-of-a-hostile-receiver",
  verificationToken: "vT9-token-of-a-hostile-receiver",
};

export interface HostileReceiver {
  readonly name: string;
  /** What it does with every connection. */
  readonly serve: (socket: Socket) => void;
  /** How an attempt at it may end. */
  readonly ends: readonly OutcomeKind[];
}

const hostile = (
  name: string,
  serve: HostileReceiver["serve"],
  ...ends: readonly OutcomeKind[]
): HostileReceiver => ({ name, serve, ends });

type Bytes = string | Buffer;

/** Writes this as the answer to each request, and leaves the connection open. */
const answers =
  (...parts: readonly Bytes[]) =>
  (socket: Socket): void =>
    onRequest(socket, () => {
      for (const part of parts) socket.write(part);
    });

/** Begins an answer and goes on with the same bytes for as long as they are taken. */
const floods =
  (head: Bytes, bytes: Bytes) =>
  (socket: Socket): void =>
    onRequest(socket, () => {
      socket.write(head);
      const pump = (): void => {
        while (!socket.destroyed && socket.write(bytes));
        if (!socket.destroyed) socket.once("drain", pump);
      };
      pump();
    });

/** A byte now and then, without end. */
const drips =
  (head: Bytes, byte: Bytes) =>
  (socket: Socket): void =>
    onRequest(socket, () => {
      socket.write(head);
      const timer = setInterval(() => socket.write(byte), 20);
      socket.on("close", () => clearInterval(timer));
    });

const answersAndEnds =
  (...parts: readonly Bytes[]) =>
  (socket: Socket): void =>
    onRequest(socket, () => {
      for (const part of parts) socket.write(part);
      socket.end();
    });

const status = "HTTP/1.1 200 OK\r\n";
const chunked = `${status}Transfer-Encoding: chunked\r\n\r\n`;
const full = (body: Bytes, headers = "", line = status): Buffer =>
  Buffer.concat([
    Buffer.from(`${line}Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`),
    Buffer.from(body),
  ]);
const redirect = (to: string): Buffer => full("", `Location: ${to}\r\n`, "HTTP/1.1 302 Found\r\n");
const zeros = Buffer.alloc(30_000_000, "0");
const kilobytes = Buffer.alloc(65_536, "x");
const { encryptKey, verificationToken } = secrets;
const keys = `${encryptKey} ${verificationToken}`;
const terminal = "\u001B[2J\u001B]0;owned\u0007\u009B31m\u202Eevil\u0000\u0085";
const commands =
  "\n::error::owned\n::add-mask::a\n##[error]owned\r\n::set-output name=a::b\n::stop-commands::x\n";

/** Fifty-six ways to be a bad receiver of a webhook. */
export const hostileReceivers: readonly HostileReceiver[] = [
  hostile("never reads and never answers", (socket) => void socket.pause(), "timed-out"),
  hostile("never answers", (socket) => void socket.resume(), "timed-out"),
  hostile("answers a byte now and then", drips("", "H"), "timed-out", "not-http"),
  hostile("drips its headers", drips(`${status}X-A: `, "a"), "timed-out"),
  hostile("drips its body", drips(`${status}Content-Length: 1000000\r\n\r\n`, "a"), "timed-out"),
  hostile("drips its chunks", drips(chunked, "1\r\na\r\n"), "timed-out"),
  hostile("drips a chunk's size", drips(chunked, "0"), "timed-out", "not-http"),
  hostile("has a header without end", floods(`${status}X-A: `, kilobytes), "not-http"),
  hostile("has headers without end", floods(status, "X-Endless: a\r\n"), "not-http"),
  hostile("has a status line without end", floods("HTTP/1.1 200 ", kilobytes), "not-http"),
  hostile(
    "has 100 MB of header in one",
    answers(status, "X-A: ", Buffer.alloc(100_000_000, "a")),
    "not-http",
  ),
  hostile("has a body without end", floods(`${status}\r\n`, kilobytes), "timed-out"),
  hostile("has chunks without end", floods(chunked, "5\r\naaaaa\r\n"), "timed-out"),
  hostile(
    "announces a petabyte",
    floods(`${status}Content-Length: 1000000000000000\r\n\r\n`, kilobytes),
    "timed-out",
  ),
  hostile(
    "announces more than it sends",
    answersAndEnds(`${status}Content-Length: 100\r\n\r\nfour`),
    "reset",
  ),
  hostile(
    "announces more and waits",
    answers(`${status}Content-Length: 100\r\n\r\nfour`),
    "timed-out",
  ),
  hostile(
    "announces less than it sends",
    answers(`${status}Content-Length: 2\r\n\r\nok and more`),
    "answered",
  ),
  hostile(
    "announces a length below zero",
    answers(`${status}Content-Length: -1\r\n\r\nok`),
    "not-http",
  ),
  hostile(
    "announces two lengths",
    answers(`${status}Content-Length: 2\r\nContent-Length: 3\r\n\r\nokk`),
    "not-http",
  ),
  hostile(
    "announces a length of words",
    answers(`${status}Content-Length: many\r\n\r\nok`),
    "not-http",
  ),
  hostile(
    "announces more than numbers hold",
    answers(`${status}Content-Length: 99999999999999999999999\r\n\r\nok`),
    "not-http",
    "timed-out",
  ),
  hostile(
    "has both a length and chunks",
    answers(`${status}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`),
    "answered",
    "not-http",
  ),
  hostile(
    "has a chunk of 4 GB",
    floods(`${chunked}ffffffff\r\n`, kilobytes),
    "timed-out",
    "not-http",
  ),
  hostile(
    "has a chunk size without end",
    floods(`${chunked}1;a=`, kilobytes),
    "not-http",
    "timed-out",
  ),
  hostile("has a chunk size that is none", answers(`${chunked}xyz\r\n`), "not-http"),
  hostile(
    "has trailers without end",
    floods(`${chunked}0\r\n`, "X-A: a\r\n"),
    "not-http",
    "timed-out",
  ),
  hostile("has trailers", answers(`${chunked}2\r\nok\r\n0\r\nX-A: ${keys}\r\n\r\n`), "answered"),
  hostile(
    "has a gzip bomb",
    answers(full(gzipSync(zeros, { level: 9 }), "Content-Encoding: gzip\r\n")),
    "answered",
  ),
  hostile(
    "has a gzip bomb in a gzip bomb",
    answers(full(gzipSync(gzipSync(zeros, { level: 9 })), "Content-Encoding: gzip, gzip\r\n")),
    "answered",
  ),
  hostile(
    "has a deflate bomb",
    answers(full(deflateSync(zeros, { level: 9 }), "Content-Encoding: deflate\r\n")),
    "answered",
  ),
  hostile(
    "has a brotli bomb",
    answers(full(brotliCompressSync(zeros.subarray(0, 1_000_000)), "Content-Encoding: br\r\n")),
    "answered",
  ),
  hostile(
    "calls a text gzip",
    answers(full("ok", "Content-Encoding: gzip\r\n")),
    "answered",
    "not-http",
  ),
  hostile(
    "breaks its gzip off",
    answers(full(gzipSync("ok".repeat(1_000)).subarray(0, 20), "Content-Encoding: gzip\r\n")),
    "answered",
    "not-http",
  ),
  hostile(
    "sends bytes that are no UTF-8",
    answers(full(Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]))),
    "answered",
  ),
  hostile("sends NULs", answers(full(Buffer.alloc(10_000))), "answered"),
  hostile(
    "sends NULs in its headers",
    answers(full("ok", "X-A: a\u0000b\r\n")),
    "not-http",
    "answered",
  ),
  hostile(
    "writes to the terminal",
    answers(full(terminal, "", `HTTP/1.1 500 ${terminal.slice(0, 4)}\r\n`)),
    "answered",
    "not-http",
  ),
  hostile(
    "writes workflow commands",
    answers(full(commands, "", "HTTP/1.1 500 Bad\r\n")),
    "answered",
  ),
  hostile(
    "echoes the keys",
    answers(full(keys, `X-Key: ${keys}\r\n`, "HTTP/1.1 500 Bad\r\n")),
    "answered",
  ),
  hostile(
    "echoes the request",
    (socket) =>
      onRequest(socket, (request) => void socket.write(full(request, "", "HTTP/1.1 400 Bad\r\n"))),
    "answered",
  ),
  hostile("redirects to itself for ever", answers(redirect("/webhook/event")), "answered"),
  hostile("redirects to a public host", answers(redirect("http://192.0.2.1/")), "answered"),
  hostile("redirects to Feishu", answers(redirect("https://open.feishu.cn/")), "answered"),
  hostile("redirects to a file", answers(redirect("file:///etc/passwd")), "answered"),
  hostile("redirects nowhere", answers(redirect("http://[")), "answered"),
  hostile(
    "sends interim answers without end",
    floods("", "HTTP/1.1 100 Continue\r\n\r\n"),
    "timed-out",
  ),
  hostile(
    "switches protocols",
    answers(
      "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
      terminal,
    ),
    "answered",
  ),
  hostile("closes its half only", (socket) => void socket.end(), "reset"),
  hostile("answers and closes its half", answersAndEnds(ok), "answered"),
  hostile("resets at once", (socket) => void socket.resetAndDestroy(), "reset"),
  hostile(
    "resets in its headers",
    (socket) =>
      onRequest(socket, () => socket.write(`${status}X-A: `, () => socket.resetAndDestroy())),
    "reset",
  ),
  hostile(
    "answers before it was asked",
    (socket) => void socket.resume().write(ok),
    "answered",
    "not-http",
    "reset",
  ),
  hostile("speaks HTTP/0.9", answersAndEnds("<html>ok</html>"), "not-http"),
  hostile(
    "speaks HTTP/2",
    (socket) =>
      void socket.resume().write(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])),
    "not-http",
    "timed-out",
  ),
  hostile(
    "speaks TLS",
    (socket) => void socket.resume().write(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46])),
    "not-http",
    "timed-out",
  ),
  hostile(
    "answers twice at once",
    answers(Buffer.concat([full("one"), full("two", "", "HTTP/1.1 500 Bad\r\n")])),
    "answered",
  ),
];
