import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";

/** `mocklark explain-check`: the rule behind a check, why it matters, how to keep it. */
export const registerExplainCheck: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("explain-check")
    .description("explain one contract check")
    .argument("<id>", "as `mocklark checks` lists it")
    .action(async (id: string) => {
      const { catalogue } = await import("../../contract/catalogue.js");
      const { explainCheck, findCheck } = await import("../../contract/explain-check.js");
      await terminal.out(`${explainCheck(findCheck(id, catalogue), terminal.language)}\n`);
      finish(exitCodes.ok);
    });
};
