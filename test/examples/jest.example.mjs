/**
 * The same with Jest. Jest is not installed in this repository and this file is not run under it; a test
 * of ours runs its body with Vitest's `expect`, which takes matchers in the same form.
 * Jest needs `NODE_OPTIONS=--experimental-vm-modules`, because mocklark is an ES module.
 */
import { checkReceiver, createSimulator } from "mocklark";
import { matchers } from "mocklark/matchers";
import { createReceiver } from "../receivers/express.mjs";

expect.extend(matchers);

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const handled = [];
const receiver = createReceiver({ ...app, onEvent: ({ header }) => handled.push(header.event_id) });

test("our receiver keeps the contract", async () => {
  const report = await checkReceiver({
    target: receiver,
    app,
    witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
  });
  expect(report).toKeepTheContract();
}, 60_000);

test("our receiver takes an event", async () => {
  const simulator = createSimulator({ app });
  expect(await simulator.push({ to: receiver })).toBeDelivered();
  await simulator.close();
});
