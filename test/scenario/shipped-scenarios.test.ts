import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createFunctionWitness } from "../../src/receiver/witness/function-witness.js";
import { parseScenario } from "../../src/scenario/parse-scenario.js";
import { runScenario, type ScenarioResult } from "../../src/scenario/run-scenario.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { createReceiver as createExpress } from "../receivers/express.mjs";
import { createLongConnection } from "../receivers/long-connection-client.mjs";
import { createReceiver as createNodeHttp } from "../receivers/node-http.mjs";
import { createReceiver as createNodeSdk } from "../receivers/node-sdk.mjs";
import { fakeReceiverClock } from "../receiver/clock/fake-receiver-clock.js";
import { type CreateReceiver, quick, startInProcess } from "./in-process-receiver.js";

const folder = new URL("../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

const read = (file: string) =>
  parseScenario(readFileSync(new URL(file, folder), "utf8"), `scenarios/${file}`);

/** What went wrong, as a run prints it; the empty list when all is well. */
const complaints = ({ steps }: ScenarioResult): string[] =>
  steps
    .filter(({ verdict }) => verdict !== "passed")
    .flatMap(({ title, line, reasons }) => reasons.map((reason) => `${line} ${title}: ${reason}`));

it("there are at least fifteen, each short enough to be pasted and saying what it shows", async () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
  for (const file of files) {
    const { name, why } = await read(file);
    expect({
      file,
      short: readFileSync(new URL(file, folder), "utf8").split("\n").length <= 45,
    }).toEqual({ file, short: true });
    expect({ file, name: name.length > 10, why: why.length > 60 }).toEqual({
      file,
      name: true,
      why: true,
    });
  }
});

type Time = "both clocks move" | "simulated time moves";

const receivers: readonly (readonly [string, CreateReceiver, encryptKey: string, Time])[] = [
  ["express.mjs, keyed", createExpress, "test key", "both clocks move"],
  ["express.mjs, token only", createExpress, "", "simulated time moves"],
  ["node-http.mjs, keyed", createNodeHttp, "test key", "simulated time moves"],
  ["node-sdk.mjs, keyed", createNodeSdk, "test key", "both clocks move"],
];

describe.each(receivers)("against %s", (_name, create, encryptKey, time) => {
  const app = createApp({ encryptKey }, createRandom(1));

  it.each(files)("%s passes", async (file) => {
    const scenario = await read(file);
    const { clock: receiverClock, now } = fakeReceiverClock();
    const receiver = await startInProcess(create, app, { now });
    const result = await runScenario(scenario, {
      ...(time === "both clocks move" || scenario.requires.includes("receiver-clock")
        ? { receiverClock }
        : { clock: createVirtualClock({ autoAdvance: true }) }),
      to: receiver.url,
      app: { ...app, ...scenario.app },
      // None of these receivers calls it.
      serveOpenApi: () => {},
      receiver: receiver.control,
      witness: receiver.witness,
      ...quick,
    });
    await receiver.close();
    expect(complaints(result)).toEqual([]);
    expect([result.verdict, result.reason]).toEqual(expectedOf(file, encryptKey));
  });
});

function expectedOf(file: string, encryptKey: string): [string, string | undefined] {
  if (file === "long-connection-packets.yaml") {
    return ["skipped", "it is about the long-connection"];
  }
  if (file === "signature-forged.yaml" && encryptKey === "") {
    return ["skipped", "it needs an app with an Encrypt Key"];
  }
  return ["passed", undefined];
}

/** Those that are about more than the webhook, and do not need to stop the receiver. */
const everywhere = [
  "quickstart.yaml",
  "permission-missing.yaml",
  "not-subscribed.yaml",
  "minimal-payload.yaml",
  "boundary-values.yaml",
  "five-hundred-subscribers.yaml",
  "receiver-down-for-ten-minutes.yaml",
  "answer-lost.yaml",
  "duplicate-after-success.yaml",
  "late-retry.yaml",
  "remembers-seven-hours.yaml",
  "night-between-two-changes.yaml",
  "long-connection-packets.yaml",
  "level-limits-cascade.yaml",
  "window-narrowed-in-console.yaml",
  "approvers-behind-rate-limit.yaml",
];

describe.concurrent("over a long connection", () => {
  it.each(everywhere)("%s passes", async (file) => {
    const scenario = await read(file);
    const effects = new Map<string, number>();
    const clients: { close(): void }[] = [];

    async function connect(simulator: Simulator) {
      const gateway = await simulator.gateway({ clientConfig: { ReconnectNonce: 0 } });
      const { url } = await gateway.listen();
      const { appId, appSecret } = simulator.app;
      const client = createLongConnection({
        domain: url,
        appId,
        appSecret,
        onEvent: ({ header }: { header: { event_id: string } }) => {
          effects.set(header.event_id, (effects.get(header.event_id) ?? 0) + 1);
        },
      });
      clients.push(client);
      void client.start();
      await gateway.whenOnline(appId, { timeoutMs: 15_000 });
      return gateway.channel(appId);
    }

    const result = await runScenario(scenario, {
      receiverClock: fakeReceiverClock().clock,
      connect,
      witness: createFunctionWitness(({ eventId }) => effects.get(eventId) ?? 0),
      ...quick,
    });
    for (const client of clients) client.close();
    expect(complaints(result)).toEqual([]);
    expect(result.verdict).toBe("passed");
  });
});
