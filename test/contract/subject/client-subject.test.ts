import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import { createLongConnection } from "../../receivers/long-connection-client.mjs";

const clientTiming = { openWithinMs: 1_000, slackMs: 100 };
const run = process.execPath;

describe("a client of the long connection under test", () => {
  it("fails to open for the reason it was refused with, when its secret is wrong", async () => {
    let close = (): void => {};
    const report = await checkReceiver({
      longConnection: true,
      clientTiming,
      only: ["connection/opens", "connection/acks-event"],
      onGateway: ({ domain, appId }) => {
        const client = createLongConnection({ domain, appId, appSecret: "another" });
        close = () => client.close();
        void client.start();
      },
    });
    close();
    expect(report.checks).toMatchObject([
      { verdict: "fail", reason: "It asked with another app secret." },
      {
        verdict: "inconclusive",
        reason: expect.stringContaining("No client is connected") as string,
      },
    ]);
  });

  it("is refused when its app is none that may use the long connection", async () => {
    let close = (): void => {};
    const report = await checkReceiver({
      longConnection: true,
      app: { type: "store" },
      clientTiming,
      only: ["connection/opens"],
      onGateway: (address) => {
        const client = createLongConnection(address);
        close = () => client.close();
        void client.start();
      },
    });
    close();
    expect(report.checks[0]?.reason).toBe("Only custom apps may use the long connection.");
  });

  it.each([
    [
      "ends at once",
      `"${run}" -e "console.log('no domain'); process.exit(1)"`,
      "it ended with exit code 1",
      20_000,
    ],
    [
      "asks nobody",
      `"${run}" -e "setInterval(() => {}, 1000)"`,
      "it did not ask http://127.0.0.1:",
      300,
    ],
  ])("that %s is the environment's failure", async (_what, exec, reason, waitForMs) => {
    const checking = checkReceiver({ longConnection: true, exec, waitForMs });
    await expect(checking).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining(reason) as string,
      remedy: expect.stringContaining("MOCKLARK_DOMAIN") as string,
    });
  });

  it("that never comes is missed, with a hint about an app id that the Node SDK ignores", async () => {
    const checking = checkReceiver({
      longConnection: true,
      app: { appId: "my-app" },
      waitForMs: 50,
    });
    await expect(checking).rejects.toMatchObject({
      code: "ENVIRONMENT",
      remedy: expect.stringContaining('"cli_" and 16 hex digits, and my-app is none') as string,
    });
  });

  it("has no URL", async () => {
    const checking = checkReceiver({ longConnection: true, target: "http://127.0.0.1:1/" });
    await expect(checking).rejects.toMatchObject({ code: "USAGE" });
  });
});
