import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import { exitCodeOf } from "../../../src/contract/report/report.js";
import { keys } from "../judge-receiver.js";

describe("the official Node SDK with nothing added", () => {
  it("dies of a ciphertext that does not open, which is a finding with the request", async () => {
    const report = await checkReceiver({
      exec: `"${process.execPath}" test/receivers/node-sdk-plain.mjs`,
      app: keys,
      seed: 42,
      only: ["security/tampered-ciphertext", "security/forged-signature", "retry/late-retry"],
    });
    expect(report.checks.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      "security/forged-signature pass",
      "security/tampered-ciphertext fail",
      "retry/late-retry pass",
    ]);
    expect(report.checks[1]).toMatchObject({
      expected: "an answer, and no effect",
      actual: "connection closed without an answer, and the receiver ended with exit code 1",
    });
    expect(report.findings).toMatchObject([
      {
        kind: "receiver-died",
        check: "security/tampered-ciphertext",
        exit: "exit code 1",
        recovered: true,
        exchange: { label: "a signed event with bits of the ciphertext flipped" },
        lastOutput: expect.stringContaining("bad decrypt") as string,
      },
    ]);
    expect(exitCodeOf(report)).toBe(1);
  });
});
