import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, flag, readApp } from "../options.js";

interface SignFlags extends AppFlags {
  readonly timestamp: string;
  readonly nonce: string;
}

/** `mocklark sign`: the value of X-Lark-Signature for one body. */
export const registerSign: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("sign"))
    .description("print the X-Lark-Signature of a body")
    .argument("[file]", "the raw body; default: standard input")
    .addOption(flag("--timestamp <seconds>", "X-Lark-Request-Timestamp").makeOptionMandatory())
    .addOption(flag("--nonce <digits>", "X-Lark-Request-Nonce").makeOptionMandatory())
    .action(async (file: string | undefined, flags: SignFlags) => {
      const { computeSignature } = await import("../../wire/signature.js");
      const { timestamp, nonce } = flags;
      const encryptKey = readApp(flags).encryptKey ?? "";
      const body = await readInput(file, terminal);
      await terminal.out(`${computeSignature({ timestamp, nonce, encryptKey, body })}\n`);
      finish(exitCodes.ok);
    });
};
