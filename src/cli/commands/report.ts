import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { MocklarkError } from "../../base/errors.js";
import { fileProblem } from "../../base/file-problem.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { inputName, readText } from "../input-file.js";
import { flag } from "../options.js";

/** `mocklark report merge`: several JSON reports side by side on one HTML page. */
export const registerReport: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("report")
    .description("work with JSON reports")
    .command("merge")
    .description("put several JSON reports side by side on one HTML page")
    .argument("<report...>", "JSON reports; name=path gives the column a name")
    .addOption(flag("--out <file>", "where to write the page; default: standard output"))
    .action(async (reports: string[], { out }: { readonly out?: string }) => {
      const { readReport } = await import("../../contract/report/read-report.js");
      const { mergedPage } = await import("../../contract/reporters/html/merge-reports.js");
      const named = [];
      for (const argument of reports) {
        const [name, path] = splitName(argument);
        named.push({
          name,
          report: await readReport(await readText(path, terminal), inputName(path)),
        });
      }
      const page = mergedPage(named);
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
    throw new MocklarkError("FILE", `Failed to write ${path}: ${fileProblem(error)}.`, {
      remedy: "Name a file you may write to after --out.",
      cause: error,
    });
  }
}
