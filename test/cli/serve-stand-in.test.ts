import { expect, it, onTestFinished } from "vitest";
import { requestUrlOf } from "../../src/cli/first-app.js";
import { createServeStandIn } from "../../src/cli/serve-stand-in.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { createSimulator } from "../../src/index.js";
import { connectRaw } from "../gateway/raw-client.js";

it("steps aside once a client has connected, before it is ready for its first event", async () => {
  const simulator = createSimulator({ seed: 1 });
  onTestFinished(() => simulator.close());
  const gateway = await simulator.gateway({ limits: { readyMs: 600_000 } });
  const { url } = await gateway.listen();
  const terminal = { progress: () => {}, language: "en" } as unknown as Terminal;
  createServeStandIn({}, simulator, terminal)?.begin({ url, gateway });
  expect(requestUrlOf(simulator)).toBe(`${url}/stand-in/webhook/event`);
  await connectRaw(url, simulator.app, { pings: false });
  expect(gateway.connections()).toMatchObject([{ state: "opening" }]);
  expect(requestUrlOf(simulator)).toBeUndefined();
});
