import { afterAll, describe, expect, it } from "vitest";
import { createSimulator } from "mocklark";
import { describeReceiver } from "mocklark/vitest";
import { createReceiver } from "../receivers/express.mjs";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const handled: (string | undefined)[] = [];
const receiver = createReceiver({
  ...app,
  onEvent: ({ header }) => handled.push(header["event_id"]),
});

// One test per check of the contract. The witness is what makes it see effects and not only statuses.
describeReceiver("our receiver", {
  target: receiver,
  app,
  witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
  // These need a receiver that the suite itself starts: `exec: "node server.js"` instead of `target`.
  skip: ["challenge/cold-start", "idempotency/after-restart", "retry/after-kill"],
});

describe("our receiver", () => {
  const simulator = createSimulator({ app });
  afterAll(() => simulator.close());

  it("takes a change of the longest meeting", async () => {
    const delivery = await simulator.push({
      to: receiver,
      overrides: { "event.time_config.max_duration": 4 },
    });
    expect(delivery).toBeDelivered();
    expect(delivery).toHaveTakenAttempts(1);
    expect(handled).toContain(delivery.eventId);
  });

  it("refuses a forged signature", async () => {
    const event = await simulator.generate();
    const outcome = await simulator.forge({ to: receiver, forgery: "wrong-signature", event });
    expect(outcome).toHaveBeenRejected();
    expect(handled).not.toContain(event.header.event_id);
  });

  it("can be saved in the developer console", async () => {
    expect(await simulator.verifyUrl({ to: receiver })).toVerifyUrl();
  });
});
