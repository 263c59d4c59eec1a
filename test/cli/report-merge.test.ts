import { describe, expect, it } from "vitest";
import { challengeEchoTexts } from "../../src/contract/checks/texts/challenge-echo-texts.js";
import { sampleReport, sampleResult } from "../contract/sample-report.js";
import { runCli } from "./run-cli.js";

describe("mocklark report merge", () => {
  it("words a report in another language than it was written in", async () => {
    const title = challengeEchoTexts("title");
    const said = { title: title.in("en"), data: { title } };
    const check = sampleResult({ id: "challenge/echo", verdict: "pass", ...said });
    const report = JSON.stringify(sampleReport([check]));
    const { code, stdout } = await runCli(["report", "merge", "-", "--lang", "zh"], {
      stdin: report,
    });
    expect(code).toBe(0);
    expect(stdout).toContain(title.in("zh"));
    expect(stdout).not.toContain(title.in("en"));
  });
});
