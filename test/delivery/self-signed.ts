import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** A certificate for a host, signed with its own key, and that key, both as PEM. */
export function selfSigned({
  commonName = "127.0.0.1",
  altName = { type: 7, ip: "127.0.0.1" },
  notAfter = new Date("2099-01-01"),
}: {
  commonName?: string;
  /** As node-forge wants it: 2 is a DNS name, 7 an address. */
  altName?: { type: number; ip?: string; value?: string };
  notAfter?: Date;
} = {}): { cert: string; key: string } {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date("2020-01-01");
  certificate.validity.notAfter = notAfter;
  const name = [{ name: "commonName", value: commonName }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true },
    { name: "subjectAltName", altNames: [altName] },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: pair.privateKey };
}
