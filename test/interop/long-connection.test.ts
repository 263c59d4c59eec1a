import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Channel } from "../../src/delivery/channel.js";
import type { Fault } from "../../src/delivery/fault.js";
import { createGateway, type Gateway } from "../../src/gateway/gateway.js";
import { createSimulator, type GenerateOptions, type Simulator } from "../../src/index.js";
import "../../src/vitest.js";
import { asHandled } from "./as-handled.js";
import { printsWholeEvents, receivers } from "./interop-receivers.js";
import { startReceiver, type ReceiverProcess } from "./receiver-process.js";

const ready = inject("readyLanguages");
const clients = receivers
  .filter(({ mode }) => mode === "long-connection")
  .filter(printsWholeEvents);
const failingScopeId = `omm_${"f".repeat(32)}`;

for (const receiver of clients) {
  const { language, kind } = receiver;
  describe.runIf(ready.includes(language))(`the ${language} long-connection ${kind}`, () => {
    let simulator: Simulator;
    let gateway: Gateway;
    let channel: Channel;
    let process: ReceiverProcess;

    beforeAll(async () => {
      simulator = createSimulator({
        seed: 20_261_122,
        departmentNames: true,
        policy: { waitsMs: [50] },
      });
      gateway = createGateway({
        apps: [simulator.app],
        clock: simulator.clock,
        random: simulator.random,
        clientConfig: { ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 1 },
      });
      channel = gateway.channel(simulator.app.appId);
      const { url } = await gateway.listen();
      process = startReceiver(receiver, {
        MOCKLARK_DOMAIN: url,
        MOCKLARK_APP_ID: simulator.app.appId,
        MOCKLARK_APP_SECRET: simulator.app.appSecret,
        FAIL_FIRST: "1",
        FAIL_SCOPE_ID: failingScopeId,
      });
      await gateway.whenOnline(simulator.app.appId, { timeoutMs: 60_000 });
    });

    beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(process.output())));

    afterAll(async () => {
      process?.stop();
      await gateway?.close();
      await simulator?.close();
    });

    async function pushAndWatch(
      options: GenerateOptions & { fault?: Fault } = {},
      from = simulator,
    ) {
      const { fault, ...wish } = options;
      const event = await from.generate(wish);
      const delivery = await from.push({ to: channel, event, ...(fault && { fault }) });
      expect(delivery).toBeDelivered();
      await process.waitForLine((line) => line.includes(event.header.event_id));
      const sent = { ...event, header: { ...event.header, token: "" } };
      return {
        attempts: delivery.attempts,
        handled: process.handled(event.header.event_id),
        expected: [asHandled(sent, language)],
      };
    }

    it.each(["typical", "minimal", "smallest", "largest", "five-hundred"] as const)(
      "hands over a %s event whole",
      async (variant) => {
        const { handled, expected } = await pushAndWatch({ variant });
        expect(handled).toEqual(expected);
      },
    );

    it("hands over a level's event", async () => {
      const { handled, expected } = await pushAndWatch({ scope: "level" });
      expect(handled).toEqual(expected);
    });

    it("hands over Chinese text and what only the SDKs know", async () => {
      const { handled, expected } = await pushAndWatch({ variant: "largest" });
      expect(JSON.stringify(expected)).toMatch(/"department_name":"\p{Script=Han}+/u);
      expect(handled).toEqual(expected);
    });

    it("hands over a fractional duration", async () => {
      const { handled, expected } = await pushAndWatch({
        variant: "largest",
        overrides: { "event.approve_config.meeting_duration": 1.25 },
      });
      expect(handled).toEqual(expected);
    });

    it("handles an event whose user ids are null", async () => {
      const unprivileged = createSimulator({
        departmentNames: true,
        seed: 20_261_123,
        app: { ...simulator.app, permissions: ["vc:room"] },
      });
      const { handled, expected } = await pushAndWatch({ variant: "largest" }, unprivileged);
      expect(handled).toEqual(expected);
      await unprivileged.close();
    });

    it("handles an event at the second attempt when the first failed", async () => {
      const { attempts, handled, expected } = await pushAndWatch({
        overrides: { "event.scope_id": failingScopeId, "event.scope_type": 2 },
      });
      expect(attempts.map(({ outcome }) => outcome)).toMatchObject([
        { kind: "acknowledged", code: 500 },
        { kind: "acknowledged", code: 200 },
      ]);
      expect(handled).toEqual(expected);
    });

    it.each(["fragments", "fragments-out-of-order"] as const)(
      "puts an event together again: %s",
      async (name) => {
        // The first split message of a cold JVM needs a longer gap than the usual 50 ms.
        const { handled, expected } = await pushAndWatch({
          variant: "largest",
          fault: { name, pauseMs: 100 },
        });
        expect(handled).toEqual(expected);
      },
    );

    it("reconnects after its connection was killed", async () => {
      const { appId } = simulator.app;
      const before = await gateway.whenOnline(appId);
      gateway.kick(before.id);
      await expect
        .poll(() => gateway.connections().map(({ id }) => id), { timeout: 10_000 })
        .not.toContain(before.id);
      const after = await gateway.whenOnline(appId, { timeoutMs: 20_000 });
      expect(after.id).not.toBe(before.id);
      const { handled, expected } = await pushAndWatch();
      expect(handled).toEqual(expected);
    });
  });
}
