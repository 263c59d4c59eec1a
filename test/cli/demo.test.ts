import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

/** What differs between two runs for good reason: times, ports, and signatures and ciphertexts made from times. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/"create_time": "\d+"/g, "")
    .replaceAll(/X-Lark-(Request-Timestamp|Signature): \w+/g, "")
    .replaceAll(/\{"encrypt":"[^"…]*…?/g, "")
    .replaceAll(/127\.0\.0\.1:\d+/g, "")
    .replaceAll(/\d\d:\d\d:\d\d\.\d{3}/g, "")
    .replaceAll(/ *\d+(\.\d+)? m?s\b/g, "");
}

describe("mocklark demo", () => {
  it("shows the event, what was sent and answered, and ends with the suite's report", async () => {
    // One after the other: side by side they would take each other the second a challenge may take.
    const first = await runCli(["demo", "--seed", "42"]);
    const second = await runCli(["demo", "--seed", "42"]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = first;
    expect(stdout.match(/"event_type": "vc\.reserve_config\.updated_v1"/g)).toHaveLength(1);
    expect(stdout).toMatch(
      / {2}POST \/webhook\/event HTTP\/1\.1\n {2}Host: 127\.0\.0\.1:\d+\n {2}User-Agent: .*\n {2}Content-Length: \d+\n {2}Content-Type: application\/json;charset=utf-8\n/,
    );
    const eventId = /"event_id": "(\w+)"/.exec(stdout)?.[1] ?? "none";
    // What each receiver itself printed about the event, which comes after it has answered.
    expect(stdout.split(`{"event_id":"${eventId}"`)).toHaveLength(3);
    expect(stdout).toMatch(/✓ event\/accepted/);
    expect(stdout).toMatch(/\n\d+ pass, 2 skip {2}in .* witness output, one effect/);
    expect(stdout).not.toContain("✗");
    expect(withoutTimes(second.stdout)).toBe(withoutTimes(stdout));
  });
});
