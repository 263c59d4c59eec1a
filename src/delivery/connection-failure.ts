import { messageOf, systemCodeOf } from "../base/errors.js";
import { failureTexts } from "./failure-texts.js";
import { type OutcomeReason, ourReason } from "./outcome-reason.js";
import type { Outcome, Phase } from "./outcome.js";

/** Where an attempt stood when its socket failed. */
export interface FailurePoint {
  readonly url: URL;
  readonly phase: Phase;
  readonly status?: number;
  readonly durationMs: number;
}

const dnsCodes = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NONAME", "ENODATA"]);

const unreachable = {
  EHOSTUNREACH: "no-route-to-host",
  ENETUNREACH: "no-route-to-network",
  ENETDOWN: "network-down",
  EHOSTDOWN: "host-down",
  EADDRNOTAVAIL: "unusable-address",
  EACCES: "forbidden-by-system",
  EPERM: "forbidden-by-system",
} as const;

const badCertificate = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown-authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown-authority-or-gap",
  UNABLE_TO_GET_ISSUER_CERT: "unknown-authority-or-gap",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown-authority-or-gap",
  CERT_HAS_EXPIRED: "certificate-expired",
  CERT_NOT_YET_VALID: "certificate-not-valid-yet",
} as const;

const isIn = <Table extends object>(code: string, table: Table): code is keyof Table & string =>
  Object.hasOwn(table, code);

/** What a failed socket means for the attempt that used it. */
export function outcomeOfFailure(error: unknown, point: FailurePoint): Outcome {
  const cause = firstOf(error);
  const code = systemCodeOf(cause) ?? "";
  const { url, phase, durationMs } = point;
  if (code === "ECONNREFUSED")
    return { kind: "refused", address: addressOf(cause, url), durationMs };
  if (dnsCodes.has(code)) return { kind: "dns-failed", host: url.hostname, durationMs };
  if (code === "ETIMEDOUT") return { kind: "timed-out", phase, durationMs };
  if (phase === "connect" && isIn(code, unreachable)) {
    const why = failureTexts(unreachable[code], { address: addressOf(cause, url) });
    return { kind: "unreachable", ...ourReason(why), durationMs };
  }
  if (code.startsWith("HPE_")) {
    return { kind: "not-http", ...parserReason(cause, code), durationMs };
  }
  if (code === "ECONNRESET" || code === "EPIPE") return resetOutcome(cause, point);
  if (phase === "tls") return { kind: "tls-failed", ...tlsReason(cause, code), durationMs };
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

function parserReason(error: unknown, code: string): OutcomeReason {
  if (code === "HPE_HEADER_OVERFLOW") return ourReason(failureTexts("long-headers"));
  const { reason } = error as { reason?: string };
  return { reason: `${reason ?? messageOf(error)} (${code})` };
}

function tlsReason(error: unknown, code: string): OutcomeReason {
  if (isIn(code, badCertificate)) return ourReason(failureTexts(badCertificate[code], { code }));
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const { reason = "" } = error as { readonly reason?: string };
    const detail = reason.trim().replace(/:$/, "");
    return ourReason(failureTexts("certificate-for-another-name", { detail, code }));
  }
  // OpenSSL reports "wrong version number" when the first bytes are no TLS record at all.
  if (/wrong version number|packet length too long/i.test(messageOf(error))) {
    return ourReason(failureTexts("no-tls"));
  }
  return { reason: messageOf(error).split("\n")[0] ?? code };
}

function resetOutcome(error: unknown, { phase, status, durationMs }: FailurePoint): Outcome {
  // Node turns an orderly end into an ECONNRESET of its own, which carries no system call.
  const how = "syscall" in (error as object) ? "reset" : "closed";
  const known = phase === "response-body" && status !== undefined ? { status } : {};
  return { kind: "reset", phase, how, ...known, durationMs };
}
