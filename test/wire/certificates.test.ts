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

describe("createCertificates", () => {
  it("makes a chain that OpenSSL accepts in its strict mode", () => {
    const [ca, cert] = [join(folder, "ca.pem"), join(folder, "cert.pem")];
    writeFileSync(ca, made.caPem);
    writeFileSync(cert, made.certPem);
    const strict = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ca];
    const output = execFileSync("openssl", [...strict, "-verify_ip", "127.0.0.1", cert]);
    expect(output.toString()).toContain("OK");
  });

  it("lets a TLS client that trusts the authority reach 127.0.0.1", async () => {
    const server = createServer({ cert: made.certPem, key: made.keyPem }, (socket) => {
      socket.end("hello");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: "127.0.0.1", ca: made.caPem });
    await once(socket, "secureConnect");
    expect(socket.authorized).toBe(true);
    socket.destroy();
    server.close();
    await once(server, "close");
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
