import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, flag, readApp } from "../options.js";
import { argument, describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";

interface SignFlags extends AppFlags {
  readonly timestamp: string;
  readonly nonce: string;
}

/** `mocklark sign`: the value of X-Lark-Signature for one body. */
export const registerSign: RegisterCommand = (program, { terminal }, finish) => {
  describe(addAppOptions(program.command("sign")), wireTexts("sign"))
    .addArgument(argument("[file]", wireTexts("raw-body")))
    .addOption(flag("--timestamp <seconds>", wireTexts("timestamp")).makeOptionMandatory())
    .addOption(flag("--nonce <digits>", wireTexts("nonce")).makeOptionMandatory())
    .action(async (file: string | undefined, flags: SignFlags) => {
      const { computeSignature } = await import("../../wire/signature.js");
      const { timestamp, nonce } = flags;
      const encryptKey = readApp(flags).encryptKey ?? "";
      const body = await readInput(file, terminal);
      await terminal.out(`${computeSignature({ timestamp, nonce, encryptKey, body })}\n`);
      finish(exitCodes.ok);
    });
};
