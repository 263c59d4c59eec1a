import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const example = fileURLToPath(new URL("node-test.example.mjs", import.meta.url));

describe("the example for node:test", () => {
  it("passes under Node's own runner, with a test per check", async () => {
    const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
      const args = ["--test", "--test-reporter", "tap", example];
      const env = { PATH: process.env["PATH"] };
      execFile(process.execPath, args, { env }, (error, stdout) =>
        resolve({ code: error?.code ?? 0, stdout }),
      );
    });
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain("ok 1 - challenge/echo");
    expect(stdout).toMatch(/^# fail 0$/m);
  });
});
