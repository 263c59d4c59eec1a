import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import { parseJson } from "../../wire/body-forms.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, requireEncryptKey } from "../options.js";

/** `mocklark decrypt`: what an encrypted body says. */
export const registerDecrypt: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("decrypt"))
    .description('print what {"encrypt":"…"}, or its base64 text alone, says')
    .argument("[file]", "the body; default: standard input")
    .action(async (file: string | undefined, flags: AppFlags) => {
      const { createEventCipher } = await import("../../wire/event-cipher.js");
      const text = (await readInput(file, terminal)).toString("utf8").trim();
      const plaintext = createEventCipher(requireEncryptKey(flags)).decrypt(ciphertextIn(text));
      await terminal.data(`${plaintext}\n`);
      finish(exitCodes.ok);
    });
};

function ciphertextIn(text: string): string {
  if (text === "") throw nothingToDecrypt("there is none");
  const body = parseJson(text);
  if (!isRecord(body)) return text;
  if (typeof body["encrypt"] === "string") return body["encrypt"];
  throw nothingToDecrypt("this JSON has no text called `encrypt`, so its body is in clear");
}

function nothingToDecrypt(why: string): MocklarkError {
  return new MocklarkError("UNDECRYPTABLE", `Failed to decrypt the text: ${why}.`, {
    remedy: 'Give a body such as {"encrypt":"…"}, or the base64 text alone.',
  });
}
