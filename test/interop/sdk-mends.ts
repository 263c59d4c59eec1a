import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CheckId } from "../../src/contract/report/check-id.js";
import type { Language } from "./interop-receivers.js";

/** What a complete receiver does that its SDK does not, with the lines that do it. */
export interface Mend {
  readonly language: Language;
  readonly title: string;
  /** The checks that only hold with it. */
  readonly covers: readonly CheckId[];
  /** From this folder. */
  readonly file: string;
  /** The lines to show: from the first that contains `from` to the next that is `to`, indentation aside. */
  readonly from: string;
  readonly to: string;
}

const once: readonly CheckId[] = [
  "idempotency/duplicate",
  "idempotency/concurrent-duplicates",
  "idempotency/after-restart",
  "idempotency/many-events",
  "idempotency/horizon",
  "retry/fresh-signature",
  "connection/duplicate",
  "connection/after-restart",
];

const java = "java/src/main/java/mocklark/interop";

export const mends: readonly Mend[] = [
  {
    language: "node",
    title: "Verify the raw bytes, the age and the token before the SDK sees the request",
    covers: [
      "challenge/wrong-token-refused",
      "challenge/plaintext-refused",
      "security/forged-signature-status",
      "security/wrong-token",
      "security/stale-timestamp",
      "security/tampered-ciphertext",
    ],
    file: "../receivers/event-endpoint.mjs",
    from: "async function judge(",
    to: "}",
  },
  {
    language: "node",
    title:
      "Hand the SDK what was verified, in clear: it then has nothing to decrypt and cannot die of it",
    covers: [],
    file: "../receivers/node-sdk.mjs",
    from: "app.post(webhookPath",
    to: "});",
  },
  {
    language: "node",
    title: "Act once per event_id, also over a restart",
    covers: once,
    file: "../receivers/seen-events.mjs",
    from: "/** True for the one caller",
    to: "}",
  },
  {
    language: "node",
    title: "Long connection: notice a silent peer",
    covers: ["connection/half-open"],
    file: "../receivers/long-connection.mjs",
    from: "// Seconds; off unless set",
    to: "wsConfig: { pingTimeout: 3 },",
  },
  {
    language: "node",
    title: "Long connection: start again when the SDK has given up",
    covers: ["connection/reconnect-count"],
    file: "../receivers/long-connection.mjs",
    from: "// It has given up for good",
    to: "},",
  },
  {
    language: "go",
    title: "Check the age of the signature",
    covers: ["security/stale-timestamp"],
    file: "go/receiver/guard.go",
    from: "// X-Lark-Signature is",
    to: "}",
  },
  {
    language: "go",
    title: "Check the token of events too, and leave other types alone",
    covers: ["security/wrong-token"],
    file: "go/receiver/guard.go",
    from: "func (g *Guard) dispatch(",
    to: "}",
  },
  {
    language: "go",
    title: "Act once per event_id, also over a restart",
    covers: once,
    file: "go/receiver/handled_events.go",
    from: "// Once runs effect",
    to: "}",
  },
  {
    language: "go",
    title: "Long connection: a handler that does nothing for each other type you are subscribed to",
    covers: ["connection/unknown-type"],
    file: "go/cmd/long-connection/main.go",
    from: "// ignoreTypes gives",
    to: "}",
  },
  {
    language: "go",
    title: "Long connection: end the process when the SDK gives up, so that it is started again",
    covers: ["connection/reconnect-count"],
    file: "go/cmd/long-connection/main.go",
    from: "// Start returns when",
    to: "log.Fatal(client.Start(context.Background()))",
  },
  {
    language: "python",
    title: "With an Encrypt Key refuse what is not encrypted",
    covers: ["challenge/plaintext-refused"],
    file: "python/request_guard.py",
    from: "outer = _parse_object(body)",
    to: 'raise Refused(401, "the app has an Encrypt Key, the body is not encrypted")',
  },
  {
    language: "python",
    title: "Refuse an event whose token is absent, which the SDK lets through",
    covers: ["security/wrong-token"],
    file: "python/request_guard.py",
    from: "def _check_token(",
    to: 'raise Refused(403, "another Verification Token")',
  },
  {
    language: "python",
    title: "Check the age of the signature",
    covers: ["security/stale-timestamp"],
    file: "python/request_guard.py",
    from: "def _verify_signature(",
    to: 'raise Refused(401, "the timestamp is outside the replay window")',
  },
  {
    language: "python",
    title: "Answer 200 to types you do not handle",
    covers: ["event/unknown-type"],
    file: "python/webhook.py",
    from: "# The SDK answers 500 here",
    to: 'return jsonify(msg="ignored")',
  },
  {
    language: "python",
    title: "Act once per event_id, also over a restart",
    covers: once,
    file: "python/handled_events.py",
    from: "def once(",
    to: "mine.decided.set_result(None)",
  },
  {
    language: "python",
    title: "Long connection: notice a silent peer",
    covers: ["connection/half-open"],
    file: "python/long_connection.py",
    from: "class WatchedClient(",
    to: "return",
  },
  {
    language: "python",
    title: "Long connection: a timeout for the question where to connect",
    covers: ["connection/silent-endpoint"],
    file: "python/long_connection.py",
    from: "# The SDK asks where to connect",
    to: "ws_client.requests = types.SimpleNamespace(post=functools.partial(requests.post, timeout=10))",
  },
  {
    language: "python",
    title: "Long connection: say 200 to types you do not handle",
    covers: ["connection/unknown-type"],
    file: "python/long_connection.py",
    from: "class KnownTypesOnly",
    to: "return self._dispatcher._do_without_validation(payload)",
  },
  {
    language: "python",
    title: "Long connection: no count of tries",
    covers: ["connection/reconnect-count"],
    file: "python/long_connection.py",
    from: "def _configure(",
    to: "self._reconnect_count = -1",
  },
  {
    language: "java",
    title: "Check the age of the signature",
    covers: ["security/stale-timestamp"],
    file: `${java}/RequestGuard.java`,
    from: "private void verifySignature(",
    to: "}",
  },
  {
    language: "java",
    title: "Check the token of events too",
    covers: ["security/wrong-token"],
    file: `${java}/RequestGuard.java`,
    from: "Message judge(",
    to: "}",
  },
  {
    language: "java",
    title: "Act once per event_id, also over a restart",
    covers: once,
    file: `${java}/HandledEvents.java`,
    from: "void once(",
    to: "}",
  },
  {
    language: "java",
    title: "Long connection: notice a silent peer and a clean close",
    covers: ["connection/half-open"],
    file: `${java}/LongConnectionReceiver.java`,
    from: "private static void noticeDeadConnections(",
    to: "}",
  },
  {
    language: "java",
    title: "Long connection: say 200 to types you do not handle",
    covers: ["connection/unknown-type"],
    file: `${java}/KnownTypesOnly.java`,
    from: "public Object doWithoutValidation(",
    to: "}",
  },
  {
    language: "java",
    title: "Long connection: end the process when the SDK gives up, so that it is started again",
    covers: ["connection/reconnect-count"],
    file: `${java}/LongConnectionReceiver.java`,
    from: "private static void endWhenItGivesUp(",
    to: "}",
  },
];

/**
 * The mend's lines as they stand in the receiver, without the indentation they share. A closing line
 * has to stand as far out as the first one.
 * @throws Error when the file no longer has them
 */
export function linesOf({ file, from, to }: Mend): string {
  const lines = readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8").split("\n");
  const first = lines.findIndex((line) => line.includes(from));
  const indent = /^\s*/.exec(lines[first] ?? "")?.[0] ?? "";
  const closes = to.startsWith("}");
  const last = lines.findIndex(
    (line, index) => index > first && (closes ? line === indent + to : line.trim() === to),
  );
  if (first === -1 || last === -1)
    throw new Error(`${file} has no lines from "${from}" to "${to}".`);
  return lines
    .slice(first, last + 1)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join("\n");
}
