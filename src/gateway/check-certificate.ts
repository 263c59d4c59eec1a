import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { messageOf, MocklarkError } from "../base/errors.js";

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
    new X509Certificate(certPem);
    createSecureContext({ cert: certPem, key: keyPem });
  } catch (error) {
    throw new MocklarkError(
      "USAGE",
      `Failed to serve wss with this certificate and key: ${messageOf(error)}.`,
      {
        remedy:
          'Give both in PEM, and those that belong together; "mocklark certs" makes such a pair.',
        cause: error,
      },
    );
  }
  if (keyPem.trim() !== "") return;
  throw new MocklarkError("USAGE", "Failed to serve wss: the private key is empty.", {
    remedy: "Give the key that belongs to the certificate, in PEM.",
  });
}
