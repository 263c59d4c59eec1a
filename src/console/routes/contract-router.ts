import type { Response, Router } from "express";
import { definedOnly } from "../../base/defined-only.js";
import { createOptionCheck, listOf, text, wholeNumberFrom } from "../../base/option-check.js";
import { MocklarkError } from "../../base/errors.js";
import type { Language } from "../../base/text.js";
import type { Report } from "../../contract/report/report.js";
import { createReporter, type ReporterKind } from "../../contract/reporters/create-reporter.js";
import { rewordReport } from "../../contract/report/word-report.js";
import { languageAsked } from "../../gateway/language-asked.js";
import { checkInWords } from "../../contract/check-in-words.js";
import type { Check } from "../../contract/suite/check.js";
import type { CheckView } from "../console-state.js";
import { contractTexts } from "../contract/contract-texts.js";
import type { ContractChoice, ContractRunner } from "../contract/contract-runner.js";

const checkChoice = createOptionCheck<ContractChoice>(contractTexts("run-contract"), {
  only: listOf(text),
  skip: listOf(text),
  seed: wholeNumberFrom(0),
});

/**
 *   GET  /contract/checks            CheckView[], the whole catalogue
 *   POST /contract/run               { "only"?: [globs], "skip"?: [globs], "seed"?: 1 }
 *   POST /contract/stop
 *   GET  /contract/report            Report, the last one
 *   GET  /contract/report.json       the same as a file, and .html, .xml (JUnit)
 *
 * What is read is in Chinese with `?lang=zh`.
 */
export function createContractRouter(router: Router, contract: ContractRunner): Router {
  router.get("/contract/checks", async (request, response) => {
    response.json(await checkViews(languageAsked(request)));
  });
  router.post("/contract/run", async (request, response) => {
    const choice: unknown = request.body ?? {};
    checkChoice(choice as ContractChoice);
    await contract.start(choice as ContractChoice);
    response.status(202).json({});
  });
  router.post("/contract/stop", (_request, response) => {
    contract.stop();
    response.status(202).json({});
  });
  router.get("/contract/report", async (request, response) => {
    const report = await lastReport(languageAsked(request));
    response.setHeader("Cache-Control", "no-store").json(report);
  });
  for (const format of formats) {
    router.get(`/contract/report.${format.ending}`, async (request, response) => {
      await sendFile(response, await lastReport(languageAsked(request)), format);
    });
  }

  async function lastReport(language: Language): Promise<Report> {
    const report = contract.report();
    if (!report) {
      throw new MocklarkError("USAGE", contractTexts("no-report"), {
        remedy: contractTexts("run-first"),
      });
    }
    // One of an earlier process may be of texts that nothing here has needed yet.
    await import("../../contract/catalogue.js");
    return rewordReport(report, language);
  }
  return router;
}

async function checkViews(language: Language): Promise<CheckView[]> {
  const { catalogue } = await import("../../contract/catalogue.js");
  return catalogue.map((check) => checkView(check, language));
}

const checkView = (check: Check, language: Language): CheckView => ({
  phase: "together",
  needs: [],
  ...checkInWords(check, language),
});

interface FileFormat {
  readonly ending: string;
  readonly kind: ReporterKind;
  readonly type: string;
}

const formats: readonly FileFormat[] = [
  { ending: "json", kind: "json", type: "application/json" },
  { ending: "html", kind: "html", type: "text/html" },
  { ending: "xml", kind: "junit", type: "application/xml" },
];

async function sendFile(
  response: Response,
  report: Report,
  { ending, kind, type }: FileFormat,
): Promise<void> {
  const parts: string[] = [];
  const reporter = createReporter(kind, {
    write: (part) => void parts.push(part),
    color: false,
    ...definedOnly({ language: report.language }),
  });
  await reporter.runEnded?.(report);
  const policy = kind === "html" ? await htmlPolicy() : "default-src 'none'; sandbox";
  response
    .setHeader("Content-Security-Policy", policy)
    .setHeader("Content-Disposition", `attachment; filename="contract-report.${ending}"`)
    .setHeader("Cache-Control", "no-store")
    .type(`${type}; charset=utf-8`)
    .send(parts.join(""));
}

/** It comes from our origin: even where a browser shows it, nothing in it may act as ours. */
async function htmlPolicy(): Promise<string> {
  const { reportPolicy } = await import("../../contract/reporters/html/html-page.js");
  return `${reportPolicy}; frame-ancestors 'none'; sandbox`;
}
