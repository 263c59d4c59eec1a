import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCertificates, type Certificates } from "../../src/wire/certificates.js";

const dayMs = 86_400_000;
const nowMs = Math.floor(Date.now() / 1000) * 1000;
const folder = mkdtempSync(join(tmpdir(), "mocklark-certificates-"));
let made: Certificates;

beforeAll(async () => {
  made = await createCertificates({ nowMs });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `openssl verify` prints about the chain for a server of this address. */
function verifiedByOpenssl({ caPem, certPem }: Certificates, address: string): string {
  const own = mkdtempSync(join(folder, "chain-"));
  const [ca, cert] = [join(own, "ca.pem"), join(own, "cert.pem")];
  writeFileSync(ca, caPem);
  writeFileSync(cert, certPem);
  const strict = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ca];
  return execFileSync("openssl", [...strict, "-verify_ip", address, cert]).toString();
}

/** Whether a TLS client that trusts the authority takes the server's certificate. */
async function isTrusted({ caPem, certPem, keyPem }: Certificates): Promise<boolean> {
  const server = createServer({ cert: certPem, key: keyPem }, (socket) => {
    socket.end("hello");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", ca: caPem });
  await once(socket, "secureConnect");
  const { authorized } = socket;
  socket.destroy();
  server.close();
  await once(server, "close");
  return authorized;
}

describe("createCertificates", () => {
  it("makes a chain that OpenSSL accepts in its strict mode", () => {
    expect(verifiedByOpenssl(made, "127.0.0.1")).toContain("OK");
  });

  it("makes such a chain with every call of a process, one after the other and at once", async () => {
    const later = await createCertificates({ nowMs });
    const atOnce = await Promise.all([
      createCertificates({ nowMs, hosts: ["receiver.test", "10.0.0.7", "fd00::7"] }),
      createCertificates({ nowMs, hosts: ["10.0.0.7"] }),
    ]);
    expect(verifiedByOpenssl(later, "::1")).toContain("OK");
    for (const each of atOnce) expect(verifiedByOpenssl(each, "10.0.0.7")).toContain("OK");
    for (const { caPem, certPem } of [later, ...atOnce]) {
      const [authority, server] = [new X509Certificate(caPem), new X509Certificate(certPem)];
      expect(server.checkIssued(authority)).toBe(true);
      expect(server.verify(authority.publicKey)).toBe(true);
      expect(server.checkIssued(new X509Certificate(made.caPem))).toBe(false);
    }
    expect(await isTrusted(later)).toBe(true);
  });

  it("lets a TLS client that trusts the authority reach 127.0.0.1", async () => {
    expect(await isTrusted(made)).toBe(true);
  });

  it("names localhost and both loopback addresses, and nothing else", () => {
    const certificate = new X509Certificate(made.certPem);
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkIP("::1")).toBe("::1");
    expect(certificate.checkHost("example.com")).toBeUndefined();
    expect(certificate.checkIP("127.0.0.2")).toBeUndefined();
    expect(certificate.ca).toBe(false);
    expect(new X509Certificate(made.caPem).ca).toBe(true);
  });

  it("holds from a day before the given time, no longer than browsers accept", () => {
    const { validFrom, validTo } = new X509Certificate(made.certPem);
    expect(Date.parse(validFrom)).toBe(nowMs - dayMs);
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThanOrEqual(825 * dayMs);
  });

  it("takes other names, and new keys and serial numbers each time", async () => {
    const other = await createCertificates({ nowMs, hosts: ["receiver.test", "10.0.0.7"] });
    const [first, second] = [made, other].map(({ certPem }) => new X509Certificate(certPem));
    expect(second?.checkHost("receiver.test")).toBe("receiver.test");
    expect(second?.checkIP("10.0.0.7")).toBe("10.0.0.7");
    expect(second?.serialNumber).not.toBe(first?.serialNumber);
    expect(other.keyPem).not.toBe(made.keyPem);
  });
});
