import { jsonText } from "../../base/json-text.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { flag } from "../options.js";

/** `mocklark checks`: the catalogue, a line each. */
export const registerChecks: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("checks")
    .description("list the contract checks")
    .addOption(flag("--json", "one JSON object per check"))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { catalogue } = await import("../../contract/catalogue.js");
      const { checkInWords } = await import("../../contract/check-in-words.js");
      const width = Math.max(...catalogue.map(({ id }) => id.length));
      for (const check of catalogue) {
        const { id, severity } = check;
        const title = check.texts("title").in(terminal.language);
        const text = `${id.padEnd(width)}  ${severity.padEnd(6)}  ${title}`;
        await terminal.out(`${json ? jsonText(checkInWords(check, terminal.language)) : text}\n`);
      }
      finish(exitCodes.ok);
    });
};
