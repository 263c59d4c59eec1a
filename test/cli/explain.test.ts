import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

const secrets = ["--encrypt-key", "a key of the app", "--verification-token", "a token of the app"];
const send = (print: string) =>
  runCli(["send", "http://127.0.0.1:3000/hook", "--dry-run", "--print", print, ...secrets]);
const explain = (stdin: string, ...args: string[]) =>
  runCli(["explain", ...secrets, ...args], { stdin });

describe("mocklark explain", () => {
  it.each(["http", "curl", "json"])("verifies what send --print %s printed", async (print) => {
    const { stdout } = await send(print);
    const result = await explain(stdout);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toMatch(/^ok +signature: /m);
    expect(result.stdout).toMatch(/^ok +key: /m);
    expect(result.stdout).not.toMatch(/^failed/m);
  });

  it("says which formula gives a hash, and ends with 1 when it is another", async () => {
    const { stdout } = await send("json");
    const { headers, body } = JSON.parse(stdout) as { headers: [string, string][]; body: string };
    const header = new Map(headers);
    const [timestamp, nonce] = ["X-Lark-Request-Timestamp", "X-Lark-Request-Nonce"].map((name) =>
      header.get(name),
    );
    const swapped = createHash("sha256").update(`${nonce}${timestamp}a key of the app${body}`);
    const wrong = await explain(stdout, "--computed", swapped.digest("hex").toUpperCase());
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/^failed +computed: .*the nonce before the timestamp/m);

    const right = await explain(stdout, "--computed", header.get("X-Lark-Signature") ?? "");
    expect(right.code).toBe(0);
    expect(right.stdout).toMatch(/^ok +computed: /m);
  });

  it("refuses a hash that is none", async () => {
    const result = await explain("{}", "--computed", "not a hash");
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(/--computed.*Expected a hash in hex or base64/s);
  });

  it("prints no control character of the capture", async () => {
    const { stdout } = await explain(
      '{"headers":{"X-Lark-Request-Timestamp":"\\u001b[2J1"},"body":"x"}',
    );
    expect(stdout).toMatch(/^failed +timestamp/m);
    expect(stdout).not.toContain("\u001B");
  });
});
