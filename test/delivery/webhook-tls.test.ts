import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Fault } from "../../src/delivery/fault.js";
import { rawReceiver } from "./raw-receiver.js";
import { selfSigned } from "./self-signed.js";
import { channelTo, requestSaying, timeByHand } from "./webhook-fixture.js";

const good = selfSigned();

/** An https receiver that answers every body with its length. */
async function secureReceiver(certificate: { cert: string; key: string }): Promise<string> {
  const server = createServer(certificate, (request, response) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.length));
    request.on("end", () => response.end(String(length)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

const request = requestSaying("four");
const answered = { kind: "answered", status: 200, body: "4" };

// An ordinary request and one written by hand must treat certificates alike.
describe.each<[string, { fault?: Fault }]>([
  ["an ordinary request", {}],
  ["a request with a fault", { fault: { name: "body-in-pieces" } }],
])("%s over TLS", (_what, options) => {
  test("is answered when the receiver's authority is given, or any certificate will do", async () => {
    const url = await secureReceiver(good);
    const trusting = channelTo(url, { tls: { ca: good.cert } });
    expect(await trusting.send(request, options)).toMatchObject(answered);
    const careless = channelTo(url, { tls: { insecure: true } });
    expect(await careless.send(request, options)).toMatchObject(answered);
  });

  test.each([
    [
      "nobody vouches for",
      good,
      {},
      "the certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)",
    ],
    [
      "is for another host",
      selfSigned({ commonName: "other", altName: { type: 2, value: "other.test" } }),
      undefined,
      expect.stringContaining("IP: 127.0.0.1 is not in the cert's list"),
    ],
    [
      "has expired",
      selfSigned({ notAfter: new Date("2021-01-01") }),
      undefined,
      "the certificate has expired (CERT_HAS_EXPIRED)",
    ],
  ])("refuses a certificate that %s", async (_why, certificate, tls, reason: unknown) => {
    const url = await secureReceiver(certificate);
    const channel = channelTo(url, { tls: tls ?? { ca: certificate.cert } });
    expect(await channel.send(request, options)).toMatchObject({ kind: "tls-failed", reason });
  });

  test("says that a port does not speak TLS", async () => {
    const plain = await rawReceiver((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const channel = channelTo(plain.url.replace("http:", "https:"));
    expect(await channel.send(request, options)).toMatchObject({
      kind: "tls-failed",
      reason: "the port does not speak TLS",
    });
  });

  test("times out in the handshake when the peer never shakes hands", async () => {
    const { clock, pass } = timeByHand();
    const silent = await rawReceiver((socket) => socket.once("data", () => pass(3_000)));
    const url = silent.url.replace("http:", "https:");
    const channel = channelTo(url, { clock });
    expect(await channel.send(request, options)).toMatchObject({ kind: "timed-out", phase: "tls" });
  });

  test("reports a connection that ends in the handshake", async () => {
    const curt = await rawReceiver((socket) => socket.once("data", () => socket.end()));
    const channel = channelTo(curt.url.replace("http:", "https:"));
    expect(await channel.send(request, options)).toMatchObject({ kind: "reset", phase: "tls" });
  });
});

test("a connection with TLS can be reset, too", async () => {
  const url = await secureReceiver(good);
  const channel = channelTo(url, { tls: { ca: good.cert } });
  expect(await channel.send(request, { fault: { name: "reset" } })).toMatchObject({
    kind: "broken-off",
    fault: "reset",
  });
});
