import { createRandom } from "../../base/random.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readText } from "../input-file.js";
import { addAppOptions, type AppFlags, integerFlag, requireEncryptKey } from "../options.js";
import { argument, describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";

interface EncryptFlags extends AppFlags {
  readonly seed?: number;
}

/** `mocklark encrypt`: a text as the body Feishu sends when an Encrypt Key is set. */
export const registerEncrypt: RegisterCommand = (program, { terminal }, finish) => {
  describe(addAppOptions(program.command("encrypt")), wireTexts("encrypt"))
    .addArgument(argument("[file]", wireTexts("text")))
    .addOption(integerFlag("--seed <n>", wireTexts("iv-seed")))
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
