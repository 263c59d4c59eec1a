import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import { parseJson } from "../../wire/body-forms.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, requireEncryptKey } from "../options.js";
import { argument, describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";

/** `mocklark decrypt`: what an encrypted body says. */
export const registerDecrypt: RegisterCommand = (program, { terminal }, finish) => {
  describe(addAppOptions(program.command("decrypt")), wireTexts("decrypt"))
    .addArgument(argument("[file]", wireTexts("body")))
    .action(async (file: string | undefined, flags: AppFlags) => {
      const { createEventCipher } = await import("../../wire/event-cipher.js");
      const text = (await readInput(file, terminal)).toString("utf8").trim();
      const plaintext = createEventCipher(requireEncryptKey(flags)).decrypt(ciphertextIn(text));
      await terminal.data(`${plaintext}\n`);
      finish(exitCodes.ok);
    });
};

function ciphertextIn(text: string): string {
  if (text === "") throw nothingToDecrypt("empty");
  const body = parseJson(text);
  if (!isRecord(body)) return text;
  if (typeof body["encrypt"] === "string") return body["encrypt"];
  throw nothingToDecrypt("clear");
}

function nothingToDecrypt(why: "empty" | "clear"): MocklarkError {
  return new MocklarkError("UNDECRYPTABLE", wireTexts("nothing-to-decrypt", { why }), {
    remedy: wireTexts("give-encrypt"),
  });
}
