import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { systemCodeOf, textOf } from "../../base/errors.js";
import { fileProblemText } from "../../base/file-problem.js";
import { jsonText } from "../../base/json-text.js";
import { makeDirectory } from "../../base/make-directory.js";
import type { Text } from "../../base/text.js";
import { readReport } from "../../contract/report/read-report.js";
import type { Report } from "../../contract/report/report.js";
import { contractTexts } from "./contract-texts.js";

/** Where the last report is kept over a restart. */
export interface ReportFile {
  /** The report that is kept; one that cannot be read is told of and left alone. */
  read(): Promise<Report | undefined>;
  /** Takes the place of the one before, as a whole or not at all; a failure is told of. */
  write(report: Report): Promise<void>;
}

/** @param print says something to the person at the terminal */
export function openReportFile(folder: string, print: (text: Text) => void): ReportFile {
  const path = join(folder, "contract-report.json");
  const draft = `${path}.new`;

  async function replace(text: string): Promise<void> {
    await makeDirectory(folder, { mode: 0o700 });
    await rm(draft, { force: true });
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  }

  return {
    async read() {
      try {
        return await readReport(await readFile(path, "utf8"), path);
      } catch (error) {
        if (systemCodeOf(error) === "ENOENT") return undefined;
        const why = systemCodeOf(error) === undefined ? textOf(error) : fileProblemText(error);
        print(contractTexts("not-shown", { path, why }));
        return undefined;
      }
    },
    async write(report) {
      try {
        await replace(`${jsonText(report, 2)}\n`);
      } catch (error) {
        print(contractTexts("not-kept", { path, why: fileProblemText(error) }));
      }
    },
  };
}
