import type { Outcome, Phase } from "../../delivery/outcome.js";

const notInTime: Readonly<Record<Phase, string>> = {
  connect: "no connection in time",
  tls: "no TLS handshake in time",
  send: "the request was not read in time",
  "response-headers": "no answer in time",
  "response-body": "no end of the answer in time",
  ack: "no acknowledgement in time",
};

const closed: Readonly<Record<Phase, string>> = {
  connect: "connection closed as it was made",
  tls: "connection closed in the TLS handshake",
  send: "connection closed before the request was read",
  "response-headers": "connection closed without an answer",
  "response-body": "connection closed in the middle of the answer",
  ack: "connection closed without an acknowledgement",
};

/** "status 200", "no answer in time": an outcome in a few words, the same whenever it happens again. */
export function outcomeInShort(outcome: Outcome): string {
  switch (outcome.kind) {
    case "answered":
      return `status ${outcome.status}`;
    case "acknowledged":
      return `acknowledged with code ${outcome.code}`;
    case "timed-out":
      return notInTime[outcome.phase];
    case "refused":
      return "connection refused";
    case "reset":
      return closed[outcome.phase];
    case "unreachable":
      return `unreachable: ${outcome.reason}`;
    case "tls-failed":
      return `TLS failed: ${outcome.reason}`;
    case "not-http":
      return `no HTTP: ${outcome.reason}`;
    case "dns-failed":
      return `no address for ${outcome.host}`;
    case "broken-off":
      return `broken off by us (${outcome.fault})`;
    case "offline":
      return "no client connected";
    default:
      return outcome satisfies never;
  }
}
