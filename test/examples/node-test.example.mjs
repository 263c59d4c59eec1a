/** The contract suite under Node's own test runner: `node --test node-test.example.mjs`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFailureText, checkReceiver, createSimulator } from "mocklark";
import { createReceiver } from "../receivers/express.mjs";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const handled = [];
const receiver = createReceiver({ ...app, onEvent: ({ header }) => handled.push(header.event_id) });

void test("our receiver keeps the contract", async (t) => {
  const report = await checkReceiver({
    target: receiver,
    app,
    witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
  });
  for (const check of report.checks) {
    await t.test(check.id, (t) => {
      if (check.verdict === "skip" || check.verdict === "inconclusive") t.skip(check.reason);
      else assert.ok(["pass", "warn"].includes(check.verdict), checkFailureText(check));
    });
  }
  assert.deepEqual(report.findings, []);
});

void test("our receiver takes an event", async () => {
  const simulator = createSimulator({ app });
  const delivery = await simulator.push({ to: receiver });
  await simulator.close();
  assert.equal(delivery.status, "succeeded");
  assert.ok(handled.includes(delivery.eventId));
});
