import { messageOf, systemCodeOf } from "../base/errors.js";
import type { Outcome, Phase } from "./outcome.js";

/** Where an attempt stood when its socket failed. */
export interface FailurePoint {
  readonly url: URL;
  readonly phase: Phase;
  readonly status?: number;
  readonly durationMs: number;
}

const dnsCodes = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NONAME", "ENODATA"]);

const unreachableReasons: Readonly<Record<string, string>> = {
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to its network",
  ENETDOWN: "the network is down",
  EHOSTDOWN: "the host is down",
  EADDRNOTAVAIL: "the address cannot be used from here",
  EACCES: "the system forbids connecting to it",
  EPERM: "the system forbids connecting to it",
};

const tlsReasons: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate was signed by an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "the certificate was signed by an authority that is not trusted, or an intermediate is missing",
  UNABLE_TO_GET_ISSUER_CERT:
    "the certificate was signed by an authority that is not trusted, or an intermediate is missing",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "the certificate was signed by an authority that is not trusted, or an intermediate is missing",
  CERT_HAS_EXPIRED: "the certificate has expired",
  CERT_NOT_YET_VALID: "the certificate is not valid yet",
};

/** What a failed socket means for the attempt that used it. */
export function outcomeOfFailure(error: unknown, point: FailurePoint): Outcome {
  const cause = firstOf(error);
  const code = systemCodeOf(cause) ?? "";
  const { url, phase, durationMs } = point;
  if (code === "ECONNREFUSED")
    return { kind: "refused", address: addressOf(cause, url), durationMs };
  if (dnsCodes.has(code)) return { kind: "dns-failed", host: url.hostname, durationMs };
  if (code === "ETIMEDOUT") return { kind: "timed-out", phase, durationMs };
  const unreachable = unreachableReasons[code];
  if (phase === "connect" && unreachable !== undefined) {
    return { kind: "unreachable", reason: `${unreachable} (${addressOf(cause, url)})`, durationMs };
  }
  if (code.startsWith("HPE_")) {
    return { kind: "not-http", reason: parserReason(cause, code), durationMs };
  }
  if (code === "ECONNRESET" || code === "EPIPE") return resetOutcome(cause, point);
  if (phase === "tls") return { kind: "tls-failed", reason: tlsReason(cause, code), durationMs };
  return { kind: "unreachable", reason: messageOf(cause), durationMs };
}

/** Trying IPv6 and IPv4 fails with all their errors in one; the last is the one people expect. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors.at(-1) ?? error) : error;
}

function addressOf(error: unknown, url: URL): string {
  const { address, port } = error as { address?: string; port?: number };
  if (address === undefined) return url.host;
  const host = address.includes(":") ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}

function parserReason(error: unknown, code: string): string {
  if (code === "HPE_HEADER_OVERFLOW") return "its headers are longer than 16 KB";
  const { reason } = error as { reason?: string };
  return `${reason ?? messageOf(error)} (${code})`;
}

function tlsReason(error: unknown, code: string): string {
  const known = tlsReasons[code];
  if (known !== undefined) return `${known} (${code})`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const { reason = "" } = error as { readonly reason?: string };
    return `the certificate is for another name: ${reason.trim().replace(/:$/, "")} (${code})`;
  }
  // OpenSSL reports "wrong version number" when the first bytes are no TLS record at all.
  if (/wrong version number|packet length too long/i.test(messageOf(error))) {
    return "the port does not speak TLS";
  }
  return messageOf(error).split("\n")[0] ?? code;
}

function resetOutcome(error: unknown, { phase, status, durationMs }: FailurePoint): Outcome {
  // Node turns an orderly end into an ECONNRESET of its own, which carries no system call.
  const how = "syscall" in (error as object) ? "reset" : "closed";
  const known = phase === "response-body" && status !== undefined ? { status } : {};
  return { kind: "reset", phase, how, ...known, durationMs };
}
