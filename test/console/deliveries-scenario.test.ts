import { expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { runScenario, type ScenarioResult } from "../../src/scenario/run-scenario.js";
import { recordingReceiver } from "../delivery/raw-receiver.js";
import { createReceiver } from "../receivers/express.mjs";
import { quick, startInProcess } from "../scenario/in-process-receiver.js";
import { type DeliveriesConsole, idOf, openDeliveriesConsole } from "./deliveries-console.js";

const failing = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";

async function copied({ get }: DeliveriesConsole, id: string): Promise<string> {
  const { body } = await get(`/deliveries/${id}/scenario`);
  return (body as { readonly yaml: string }).yaml;
}

async function play(yaml: string): Promise<ScenarioResult> {
  const app = createApp({ encryptKey: "test key" }, createRandom(1));
  const receiver = await startInProcess(createReceiver, app);
  const result = await runScenario(await parseScenario(yaml, "copied.yaml"), {
    clock: createVirtualClock(),
    to: receiver.url,
    app,
    receiver: receiver.control,
    witness: receiver.witness,
    ...quick,
  });
  await receiver.close();
  return result;
}

const stepsOf = ({ steps }: ScenarioResult) =>
  steps.map(({ verdict, reasons }) => ({ verdict, reasons }));
const passed = [{ verdict: "passed", reasons: [] }];

it("plays a delivery with the same content and what a good receiver does about it", async () => {
  const receiver = await recordingReceiver(failing);
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url },
    clock: createVirtualClock(),
  });
  const id = idOf(await console.post("/deliveries"));
  const { event } = await console.detail(id);
  const yaml = await copied(console, id);
  const { steps } = await parseScenario(yaml, "copied.yaml");
  expect(steps[0]?.action).toMatchObject({
    kind: "send",
    set: Object.entries(event?.event ?? {}).map(([name, value]) => ({
      path: `event.${name}`,
      value,
    })),
  });
  expect(steps[0]?.expect).toEqual({ outcome: "succeeded", attempts: 1, status: 200, effects: 1 });
  expect(stepsOf(await play(yaml))).toEqual(passed);
});

it("plays the outage that the delivery met", async () => {
  const receiver = await recordingReceiver();
  const console = await openDeliveriesConsole({ first: { requestUrl: receiver.url } });
  await console.post("/network", { isDown: true });
  const id = idOf(await console.post("/deliveries"));
  for (const attempts of [1, 2]) {
    await console.detail(
      id,
      ({ summary }) => summary.attempts === attempts && summary.nextDueAtMs !== undefined,
    );
    if (attempts === 2) await console.post("/network", { isDown: false });
    await console.post(`/deliveries/${id}/skip`);
  }
  await console.detail(id);
  const yaml = await copied(console, id);
  const { steps } = await parseScenario(yaml, "copied.yaml");
  expect(steps[0]?.action).toMatchObject({
    fault: { fault: { name: "outage" }, attempts: [1, 2] },
  });
  expect(steps[0]?.expect).toMatchObject({ outcome: "succeeded", attempts: 3 });
  expect(stepsOf(await play(yaml))).toEqual(passed);
});

it("expects to be given up on when nothing ever got through", async () => {
  const receiver = await recordingReceiver();
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url },
    clock: createVirtualClock(),
    policy: { waitsMs: [1_000, 2_000] },
  });
  await console.post("/network", { isDown: true });
  const id = idOf(await console.post("/deliveries"));
  await console.detail(id);
  const yaml = await copied(console, id);
  const { steps, policy } = await parseScenario(yaml, "copied.yaml");
  expect(policy).toEqual({ waitsMs: [1_000, 2_000] });
  expect(steps[0]?.expect).toEqual({ outcome: "given-up", attempts: 3, effects: 0 });
  expect(stepsOf(await play(yaml))).toEqual(passed);
});

it("plays a forged request, which must have no effect", async () => {
  const receiver = await recordingReceiver();
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url, encryptKey: "test key" },
  });
  const yaml = await copied(
    console,
    idOf(await console.post("/forge", { forgery: "wrong-signature" })),
  );
  expect(stepsOf(await play(yaml))).toEqual(passed);
});

it("says nothing of what a receiver wrote", async () => {
  const receiver = await recordingReceiver("HTTP/1.1 500 Oops\r\nContent-Length: 6\r\n\r\nsecret");
  const console = await openDeliveriesConsole({
    first: { requestUrl: receiver.url },
    clock: createVirtualClock(),
  });
  const id = idOf(await console.post("/deliveries"));
  await console.detail(id);
  const yaml = await copied(console, id);
  expect(yaml).not.toMatch(/secret|token/i);
  expect(yaml).toContain("500, 500, 500, 500, 500");
});
