import { describe, expect, it } from "vitest";
import { parseCapturedRequest } from "../../../src/wire/captures/parse-captured-request.js";
import { explainRequest } from "../../../src/wire/explain-request.js";
import { exactForms, parsedForms } from "./forms.js";
import { clear, encrypted, known, nowMs } from "./signed-request.js";

const verdicts = (text: string, secrets: Parameters<typeof explainRequest>[1]): string[] =>
  explainRequest(parseCapturedRequest(text), secrets)
    .steps.filter(
      ({ stage, verdict }) =>
        verdict === "failed" || ["signature", "encrypt", "key", "token"].includes(stage),
    )
    .map(({ stage, verdict, message }) =>
      verdict === "failed" ? `${stage} failed: ${message}` : `${stage} ${verdict}`,
    );

describe("a captured request in every form people paste", () => {
  it.each(Object.entries({ ...exactForms, ...parsedForms }))(
    "verifies an encrypted event as %s",
    (_, write) => {
      expect(verdicts(write(encrypted), known)).toEqual([
        "signature ok",
        "encrypt ok",
        "key ok",
        "token ok",
      ]);
    },
  );

  it.each(Object.entries(exactForms))("verifies an event in clear as %s", (_, write) => {
    expect(verdicts(write(clear), { ...known, encryptKey: "", nowMs })).toEqual([
      "signature note",
      "encrypt ok",
      "token ok",
    ]);
  });
});
