import { padDisplayEnd } from "../../base/display-width.js";
import { jsonText } from "../../base/json-text.js";
import { severityTexts } from "../../contract/report/verdict-texts.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { flag } from "../options.js";
import { describe } from "../described.js";
import { catalogueTexts } from "../texts/catalogue-texts.js";

/** `mocklark checks`: the catalogue, a line each. */
export const registerChecks: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("checks"), catalogueTexts("checks"))
    .addOption(flag("--json", catalogueTexts("checks-json")))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { catalogue } = await import("../../contract/catalogue.js");
      const { checkInWords } = await import("../../contract/check-in-words.js");
      const { language } = terminal;
      const width = Math.max(...catalogue.map(({ id }) => id.length));
      for (const check of catalogue) {
        const { id, severity } = check;
        const title = check.texts("title").in(language);
        const word = severityTexts(severity).in(language);
        const text = `${id.padEnd(width)}  ${padDisplayEnd(word, 6)}  ${title}`;
        await terminal.out(`${json ? jsonText(checkInWords(check, language)) : text}\n`);
      }
      finish(exitCodes.ok);
    });
};
