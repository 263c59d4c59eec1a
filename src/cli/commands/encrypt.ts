import { createRandom } from "../../base/random.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readText } from "../input-file.js";
import { addAppOptions, type AppFlags, integerFlag, requireEncryptKey } from "../options.js";

interface EncryptFlags extends AppFlags {
  readonly seed?: number;
}

/** `mocklark encrypt`: a text as the body Feishu sends when an Encrypt Key is set. */
export const registerEncrypt: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("encrypt"))
    .description('print a text encrypted, as {"encrypt":"…"}')
    .argument("[file]", "the text; default: standard input")
    .addOption(integerFlag("--seed <n>", "the same seed gives the same IV"))
    .action(async (file: string | undefined, flags: EncryptFlags) => {
      const { createEventCipher } = await import("../../wire/event-cipher.js");
      const text = await readText(file, terminal);
      const encrypt = createEventCipher(requireEncryptKey(flags)).encrypt(
        text,
        createRandom(flags.seed),
      );
      await terminal.data(`${JSON.stringify({ encrypt })}\n`);
      finish(exitCodes.ok);
    });
};
