import { createHash, generateKeyPair } from "node:crypto";
import { isIP } from "node:net";
import { promisify } from "node:util";
import { createOptionCheck, listOf, numberFrom, text } from "../base/option-check.js";
import type { pki } from "node-forge";
import { wireTexts } from "./texts/capture-texts.js";

export interface CertificateOptions {
  /** Unix milliseconds: the certificates hold from a day before. */
  readonly nowMs: number;
  /** Names and addresses the server goes by; default localhost, 127.0.0.1 and ::1. */
  readonly hosts?: readonly string[];
}

const checkOptions = createOptionCheck<CertificateOptions>(wireTexts("make-certificates"), {
  nowMs: numberFrom(0),
  hosts: listOf(text),
});

/** PEM texts: what a receiver serves (`certPem`, `keyPem`) and what the sender has to trust (`caPem`). */
export interface Certificates {
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: string;
}

const dayMs = 24 * 60 * 60 * 1000;
// Apple's systems refuse server certificates that hold for longer than 825 days.
const validDays = 820;

/**
 * Makes a certificate authority and a server certificate signed by it, for https receivers on this
 * machine. The authority's own key is thrown away, so it can sign nothing else. Keys are new each
 * time (RSA 2048); everything else follows from them and from `nowMs`.
 */
export async function createCertificates(options: CertificateOptions): Promise<Certificates> {
  checkOptions(options);
  const { nowMs, hosts = ["localhost", "127.0.0.1", "::1"] } = options;
  const { default: forge } = await import("node-forge");
  const [authority, server] = await Promise.all([createKeys(), createKeys()]);
  const [issuer, subject] = [named("mocklark local CA"), named(hosts[0] ?? "localhost")];
  const authorityKey = forge.pki.privateKeyFromPem(authority.privateKey);

  function keyIdentifierOf(publicPem: string): string {
    const key = forge.pki.publicKeyFromPem(publicPem);
    return forge.pki.getPublicKeyFingerprint(key, { type: "RSAPublicKey" }).getBytes();
  }

  function certify(
    publicPem: string,
    owner: pki.CertificateField[],
    extensions: readonly object[],
  ): string {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(publicPem);
    certificate.serialNumber = serialOf(publicPem);
    certificate.validity.notBefore = new Date(nowMs - dayMs);
    certificate.validity.notAfter = new Date(nowMs + validDays * dayMs);
    certificate.setSubject(owner);
    certificate.setIssuer(issuer);
    certificate.setExtensions([...extensions]);
    certificate.sign(authorityKey, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  }

  return {
    caPem: certify(authority.publicKey, issuer, authorityExtensions()),
    certPem: certify(server.publicKey, subject, [
      ...serverExtensions(),
      alternativeNames(hosts),
      { name: "authorityKeyIdentifier", keyIdentifier: keyIdentifierOf(authority.publicKey) },
    ]),
    keyPem: server.privateKey,
  };
}

// forge writes into the extensions it is given, so each certificate gets its own.
const authorityExtensions = (): object[] => [
  { name: "basicConstraints", cA: true, critical: true },
  { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  { name: "subjectKeyIdentifier" },
];

const serverExtensions = (): object[] => [
  { name: "basicConstraints", cA: false, critical: true },
  { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
  { name: "extKeyUsage", serverAuth: true },
  { name: "subjectKeyIdentifier" },
];

function alternativeNames(hosts: readonly string[]): object {
  const [dnsName, ipAddress] = [2, 7];
  return {
    name: "subjectAltName",
    altNames: hosts.map((host) =>
      isIP(host) === 0 ? { type: dnsName, value: host } : { type: ipAddress, ip: host },
    ),
  };
}

// forge's own key generation runs in JavaScript and takes seconds.
function createKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

// Browsers refuse two certificates with the same issuer and serial number, so the number comes from
// the key. The leading 0 digit keeps it positive.
function serialOf(publicPem: string): string {
  return `0${createHash("sha256").update(publicPem).digest("hex").slice(0, 31)}`;
}

function named(commonName: string): pki.CertificateField[] {
  return [
    { name: "organizationName", value: "mocklark" },
    { name: "commonName", value: commonName },
  ];
}
