import { createPrivateKey, X509Certificate } from "node:crypto";
import { MocklarkError, textOf } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { gatewayTexts } from "./gateway-texts.js";

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
    throw unusable(textOf(error), error);
  }
  throw unusable(gatewayTexts("another-key"));
}

const unusable = (why: Text, cause?: unknown): MocklarkError =>
  new MocklarkError("USAGE", gatewayTexts("unusable-certificate", { why }), {
    remedy: gatewayTexts("matching-pair"),
    cause,
  });
