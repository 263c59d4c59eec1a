import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { argument, describe } from "../described.js";
import { catalogueTexts } from "../texts/catalogue-texts.js";

/** `mocklark explain-check`: the rule behind a check, why it matters, how to keep it. */
export const registerExplainCheck: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("explain-check"), catalogueTexts("explain-check"))
    .addArgument(argument("<id>", catalogueTexts("id")))
    .action(async (id: string) => {
      const { catalogue } = await import("../../contract/catalogue.js");
      const { explainCheck, findCheck } = await import("../../contract/explain-check.js");
      await terminal.out(`${explainCheck(findCheck(id, catalogue), terminal.language)}\n`);
      finish(exitCodes.ok);
    });
};
