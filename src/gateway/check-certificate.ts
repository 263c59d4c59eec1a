import { createPrivateKey, X509Certificate } from "node:crypto";
import { messageOf, MocklarkError } from "../base/errors.js";

/** What an https server shows its clients, in PEM. */
export interface ServerCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/**
 * Node serves https without any certificate too, and no client can connect.
 * @throws MocklarkError USAGE for a certificate and a key that cannot be served with
 */
export function checkCertificate({ certPem, keyPem }: ServerCertificate): void {
  try {
    if (new X509Certificate(certPem).checkPrivateKey(createPrivateKey(keyPem))) return;
  } catch (error) {
    throw unusable(messageOf(error), error);
  }
  throw unusable("the key belongs to another certificate");
}

const unusable = (why: string, cause?: unknown): MocklarkError =>
  new MocklarkError("USAGE", `Failed to serve wss with this certificate and key: ${why}.`, {
    remedy: 'Give both in PEM, and those that belong together; "mocklark certs" makes such a pair.',
    cause,
  });
