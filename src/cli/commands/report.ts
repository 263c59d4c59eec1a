import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { MocklarkError } from "../../base/errors.js";
import { fileProblemText } from "../../base/file-problem.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { inputName, readText } from "../input-file.js";
import { flag } from "../options.js";
import { argument, describe } from "../described.js";
import { catalogueTexts } from "../texts/catalogue-texts.js";

/** `mocklark report merge`: several JSON reports side by side on one HTML page. */
export const registerReport: RegisterCommand = (program, { terminal }, finish) => {
  const report = describe(program.command("report"), catalogueTexts("report"));
  describe(report.command("merge"), catalogueTexts("merge"))
    .addArgument(argument("<report...>", catalogueTexts("reports")))
    .addOption(flag("--out <file>", catalogueTexts("out")))
    .action(async (reports: string[], { out }: { readonly out?: string }) => {
      const { readReport } = await import("../../contract/report/read-report.js");
      const { loadReportTexts } = await import("../../contract/load-report-texts.js");
      const { mergedPage } = await import("../../contract/reporters/html/merge-reports.js");
      const named = [];
      for (const argument of reports) {
        const [name, path] = splitName(argument);
        named.push({
          name,
          report: await readReport(
            await readText(path, terminal),
            inputName(path, terminal.language),
          ),
        });
      }
      const { language } = terminal;
      await loadReportTexts(
        named.map(({ report }) => report),
        language,
      );
      const page = mergedPage(named, { language });
      if (out === undefined) for (const part of page) await terminal.out(part);
      else await write(out, page);
      finish(exitCodes.ok);
    });
};

/** "node sdk=reports/node.json", or a path whose file name becomes the name. */
function splitName(argument: string): readonly [name: string, path: string] {
  const at = argument.indexOf("=");
  if (at > 0) return [argument.slice(0, at), argument.slice(at + 1)];
  return [basename(argument, ".json"), argument];
}

async function write(path: string, page: Iterable<string>): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      catalogueTexts("cannot-write", { path, why: fileProblemText(error) }),
      {
        remedy: catalogueTexts("name-a-file"),
        cause: error,
      },
    );
  }
}
