import { expect, it } from "vitest";
import { startGateway } from "./gateway-fixture.js";
import { connectRaw } from "./raw-client.js";

/** On both sides of where a header grows, a batch is full, and a message goes alone. */
const lengths = [0, 1, 125, 126, 127, 16_383, 16_384, 32_763, 32_764, 32_765, 65_535, 65_536, 2];

it("messages of one turn arrive whole and in order, whatever their lengths", async () => {
  const { gateway, url, app } = await startGateway();
  const client = await connectRaw(url, app);
  await client.nextFrame();
  const [connection] = gateway.connections();
  const received: Buffer[] = [];
  client.socket.removeAllListeners("message");
  client.socket.on("message", (bytes: Buffer) => received.push(bytes));
  const sent = lengths.map((length, index) => Buffer.alloc(length, index));
  for (const bytes of sent) {
    // Senders may use their buffer again at once.
    const reused = Buffer.from(bytes);
    gateway.sendRaw(connection?.id ?? "", reused);
    reused.fill(0xff);
  }
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(lengths.length);
  expect(received.map((bytes, index) => bytes.equals(sent[index] as Buffer))).not.toContain(false);
});
