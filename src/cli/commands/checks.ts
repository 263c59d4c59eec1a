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
      const width = Math.max(...catalogue.map(({ id }) => id.length));
      for (const check of catalogue) {
        const { id, severity, title } = check;
        const text = `${id.padEnd(width)}  ${severity.padEnd(6)}  ${title}`;
        await terminal.out(`${json ? jsonText({ ...check, evaluate: undefined }) : text}\n`);
      }
      finish(exitCodes.ok);
    });
};
