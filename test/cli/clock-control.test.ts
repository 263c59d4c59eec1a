import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createRealClock } from "../../src/base/clock.js";
import { createClockControl } from "../../src/cli/clock-control.js";
import type { Delivery, DeliveryObserver } from "../../src/delivery/delivery.js";
import { manualWallClock } from "../base/manual-wall-clock.js";
import { answered, eventNumbered } from "../delivery/scripted-channel.js";

it("skips to the retry that an earlier process left waiting", async () => {
  const { wall } = manualWallClock();
  const clock = createRealClock({ wall });
  let observer: DeliveryObserver = {};
  const control = createClockControl({
    clock,
    observe(added) {
      observer = added;
      return () => {};
    },
  });
  const server = createServer((request, response) => control(request, response, () => {}));
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  observer.deliveryAccepted?.(waitingFor(clock.now() + 15_000), eventNumbered(1));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/control/clock/skip`, {
    method: "POST",
    body: JSON.stringify({ to: "next-retry" }),
  });
  expect(await answer.json()).toEqual({ skippedMs: 15_000 });
});

function waitingFor(dueAtMs: number): Delivery {
  const next = { kind: "retry", waitMs: 15_000, dueAtMs } as const;
  return {
    id: "1-1",
    eventId: "0".repeat(32),
    eventType: "vc.reserve_config.updated_v1",
    target: "http://127.0.0.1:9/hook",
    channel: "webhook",
    acceptedAtMs: dueAtMs - 15_000,
    status: "pending",
    attempts: [{ attempt: 1, startedAtMs: dueAtMs - 15_000, outcome: answered(500), next }],
  };
}
