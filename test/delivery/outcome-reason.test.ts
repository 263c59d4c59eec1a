import { describe, expect, it } from "vitest";
import { outcomeOfFailure } from "../../src/delivery/connection-failure.js";
import { describeOutcome } from "../../src/delivery/describe-outcome.js";
import { createResponseReader } from "../../src/delivery/http-response-reader.js";
import { ourReason, reasonText } from "../../src/delivery/outcome-reason.js";
import type { Outcome } from "../../src/delivery/outcome.js";

const failed = (code: string, phase: "connect" | "tls", more: object = {}): Outcome =>
  outcomeOfFailure(Object.assign(new Error("as the system says it"), { code, ...more }), {
    url: new URL("https://10.1.2.3:8443/"),
    phase,
    durationMs: 3,
  });

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function malformed(answer: string): Outcome {
  const reading = createResponseReader({ add: () => {} }).add(Buffer.from(answer));
  if (reading.kind !== "malformed") return expect.unreachable();
  return { kind: "not-http", ...ourReason(reading.why), durationMs: 3 };
}

describe("the reason of an outcome", () => {
  it.each<[Outcome, string]>([
    [failed("EHOSTUNREACH", "connect"), "主机不可达：没有到该主机的路由（10.1.2.3:8443）"],
    [failed("CERT_HAS_EXPIRED", "tls"), "TLS 失败：证书已过期（CERT_HAS_EXPIRED）"],
    [
      failed("ERR_TLS_CERT_ALTNAME_INVALID", "tls", { reason: "Host: a. is not in: b" }),
      "TLS 失败：证书不是签发给该名称的：Host: a. is not in: b（ERR_TLS_CERT_ALTNAME_INVALID）",
    ],
    [failed("EWHATEVER", "connect"), "主机不可达：as the system says it"],
    [malformed("SSH-2.0-OpenSSH\r\n"), "响应不是 HTTP：开头不是 HTTP/1.x"],
    [malformed("HTTP/1.1 x\r\n\r\n"), '响应不是 HTTP：状态行是 "HTTP/1.1 x"'],
  ])("of %o is told in Chinese, also when it comes from a journal", (outcome, told) => {
    expect(describeOutcome(outcome, "zh")).toBe(told);
    expect(describeOutcome(throughJson(outcome), "zh")).toBe(told);
  });

  it("without data, as older journals have it, stays as it is", () => {
    expect(reasonText({ reason: "no route to the host" }).in("zh")).toBe("no route to the host");
  });

  it.each([
    [{ kind: "failure/no-tls" }],
    [{ kind: "failure/no-such-text" }],
    [{ kind: "storage/other-version", read: 1 }],
    [{}],
  ])("whose data is %o, and not what it says, stays as it is", (data) => {
    const reason = { reason: "the certificate has expired", data: { reason: data as never } };
    expect(reasonText(reason).in("zh")).toBe("the certificate has expired");
  });
});
