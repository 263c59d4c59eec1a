import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { createReceiver } from "../receivers/express.mjs";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const reference = `"${process.execPath}" test/receivers/express.mjs`;

describe("checkReceiver", () => {
  it("passes a good receiver that it starts itself", async () => {
    const report = await checkReceiver({ exec: reference, app, seed: 42 });
    expect(report.checks.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(report.witness).toMatchObject({ state: "calibrated", kind: "output" });
  });

  it("passes a good receiver in this process", async () => {
    const seen: string[] = [];
    const report = await checkReceiver({
      target: createReceiver({
        ...app,
        onEvent: ({ header }) => seen.push(header["event_id"] ?? ""),
      }),
      witness: ({ eventId }) => seen.filter((id) => id === eventId).length,
      app,
      seed: 42,
    });
    expect(report.checks.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });
});
