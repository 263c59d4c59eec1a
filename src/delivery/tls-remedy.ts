import type { Outcome } from "./outcome.js";

const trustAuthority =
  "Name the authority that signed it with --ca FILE (PEM), have the receiver send the certificates in between, or accept any certificate with --insecure.";

/** By the code at the end of a reason, as Node and OpenSSL name it. */
const remedies: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "Trust the certificate itself with --ca FILE (PEM), or accept any with --insecure.",
  SELF_SIGNED_CERT_IN_CHAIN: trustAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trustAuthority,
  UNABLE_TO_GET_ISSUER_CERT: trustAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trustAuthority,
  CERT_HAS_EXPIRED:
    "Renew it: Feishu takes no expired certificate either. Until then --insecure accepts it.",
  CERT_NOT_YET_VALID:
    "Set the clocks of both machines right, or make the certificate anew. Until then --insecure accepts it.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Call the receiver by a name that its certificate is for, or make one for this name with "mocklark certs --host NAME". --insecure accepts any.',
};

/** What to do about a TLS handshake that failed; undefined for every other outcome. */
export function tlsRemedy(outcome: Outcome): string | undefined {
  if (outcome.kind !== "tls-failed") return undefined;
  const { reason } = outcome;
  if (reason.includes("does not speak TLS")) {
    return "Say http:// in its URL, or name the port it serves https on.";
  }
  const [, code = ""] = /\((\w+)\)$/.exec(reason) ?? [];
  return (
    remedies[code] ??
    "Give its certificate authority with --ca, or accept any certificate with --insecure."
  );
}
