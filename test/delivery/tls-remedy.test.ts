import { describe, expect, it } from "vitest";
import { outcomeOfFailure } from "../../src/delivery/connection-failure.js";
import { tlsRemedyText } from "../../src/delivery/tls-remedy.js";

const point = { url: new URL("https://127.0.0.1:8443/"), phase: "tls", durationMs: 3 } as const;
const failedBy = (code: string, more: object = {}) =>
  outcomeOfFailure(Object.assign(new Error("refused"), { code, ...more }), point);

describe("a TLS handshake that failed", () => {
  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "Trust the certificate itself with --ca FILE"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "the authority that signed it with --ca FILE"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "the certificates in between"],
    ["UNABLE_TO_GET_ISSUER_CERT", "the authority that signed it with --ca FILE"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "the authority that signed it with --ca FILE"],
    ["CERT_HAS_EXPIRED", "Renew it"],
    ["CERT_NOT_YET_VALID", "Set the clocks of both machines right"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "mocklark certs --host NAME"],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "--ca"],
  ])("by %s is followed by what to do", (code, remedy) => {
    expect(tlsRemedyText(failedBy(code))?.in("en")).toContain(remedy);
  });

  it("names the name the certificate is not for", () => {
    const reason = "IP: 127.0.0.1 is not in the cert's list: ";
    expect(failedBy("ERR_TLS_CERT_ALTNAME_INVALID", { reason })).toMatchObject({
      reason:
        "the certificate is for another name: IP: 127.0.0.1 is not in the cert's list (ERR_TLS_CERT_ALTNAME_INVALID)",
    });
  });

  it("of a port without TLS is no matter of certificates", () => {
    const failure = outcomeOfFailure(new Error("SSL routines:wrong version number"), point);
    const remedy = tlsRemedyText(failure);
    expect(failure).toMatchObject({ reason: "the port does not speak TLS" });
    expect(remedy?.in("en")).toContain("Say http://");
    expect(remedy?.in("zh")).toBe("在 URL 中改用 http://，或填写它提供 https 的端口。");
  });

  it("in a journal of an older version, without data, still has one", () => {
    const reason = "the certificate has expired (CERT_HAS_EXPIRED)";
    const remedy = tlsRemedyText({ kind: "tls-failed", reason, durationMs: 3 });
    expect(remedy?.in("en")).toContain("--ca");
  });

  it("is the only outcome with such a remedy", () => {
    expect(tlsRemedyText({ kind: "dns-failed", host: "nowhere", durationMs: 3 })).toBeUndefined();
  });
});
