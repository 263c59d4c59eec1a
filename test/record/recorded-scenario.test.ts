import { describe, expect, it } from "vitest";
import type { Capture } from "../../src/record/capture.js";
import { recordedScenario } from "../../src/record/recorded-scenario.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { createSimulator } from "../../src/simulator/simulator.js";
import { keys, openProxy, openReceiver } from "./record-fixture.js";

const env = { MOCKLARK_VERIFICATION_TOKEN: keys.verificationToken };

async function scenarioOf(captures: readonly Capture[]) {
  const { text, leftOut } = await recordedScenario(captures, { name: "Recorded", source: "here" });
  return { text, leftOut, scenario: await parseScenario(text, "recorded.yaml", { env }) };
}

async function recordSome(): Promise<Capture[]> {
  const receiver = await openReceiver();
  const proxy = await openProxy(receiver.url);
  const simulator = createSimulator({ app: keys, seed: 5 });
  const to = proxy.url;
  await simulator.verifyUrl({ to });
  const event = await simulator.generate();
  await simulator.push({ to, event });
  await simulator.push({ to, event });
  await simulator.forge({ to, forgery: "wrong-signature", event });
  await simulator.close();
  await expect.poll(() => proxy.captures.length).toBe(4);
  return proxy.captures;
}

describe("a recording as a scenario", () => {
  it("sends the same content, again what came again, and leaves forgeries out", async () => {
    const captures = await recordSome();
    const later = captures.map((one) =>
      one.number === 3 ? { ...one, atMs: one.atMs + 5_000 } : one,
    );
    const { scenario, leftOut } = await scenarioOf(later);
    expect(scenario.steps.map(({ action }) => action.kind)).toEqual([
      "verify-url",
      "send",
      "wait",
      "duplicate",
    ]);
    expect(leftOut).toBe(1);
    expect(scenario.steps[1]).toMatchObject({ expect: { outcome: "succeeded", status: 200 } });
    expect(scenario.steps[1]?.action).toMatchObject({
      set: expect.arrayContaining([expect.objectContaining({ path: "event.scope_id" })]) as unknown,
    });
  });

  it("sends events of other types whole, with the app's token and texts that look like variables", async () => {
    const [, capture] = await recordSome();
    if (!capture) throw new Error("Nothing was recorded.");
    const event = {
      schema: "2.0",
      header: {
        event_id: "1",
        token: "<verification token>",
        create_time: "1608725989000",
        event_type: "im.chat.updated_v1",
        tenant_key: "2ca1d211f64f6438",
        app_id: "cli_9f5343c580712544",
      },
      event: { name: "${env:HOME} ${x}" },
    };
    const request = { ...capture.request, body: { text: JSON.stringify(event) } };
    const { scenario, text } = await scenarioOf([{ ...capture, request }]);
    expect(text).not.toContain(keys.verificationToken);
    // A schema is in no folder beside it.
    expect(text).toMatch(/^name: /);
    expect(scenario.steps[0]?.action).toMatchObject({
      event: { ...event, header: { ...event.header, token: keys.verificationToken } },
    });
  });

  it("takes an event that was tried again until it succeeded as one", async () => {
    const [, first] = await recordSome();
    if (first?.result.kind !== "answered") throw new Error("Nothing was answered.");
    const failed = { ...first, number: 2, result: { ...first.result, status: 500 } };
    const { scenario, leftOut } = await scenarioOf([failed, { ...first, number: 3 }]);
    expect(scenario.steps.map(({ action }) => action.kind)).toEqual(["send"]);
    expect(leftOut).toBe(1);
  });
});
